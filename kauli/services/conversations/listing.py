"""Looking through a bot's conversations, by what people look for."""

import asyncio
from dataclasses import dataclass

from kauli.flow import Session
from kauli.kit.errors import Invalid
from kauli.kit.pages import Page, decode_cursor, encode_cursor
from kauli.runner import unpack
from kauli.services.conversations.views import ChatView, awaits, chat_view
from kauli.storage import Database
from kauli.storage.queries.activity import (
    TOP,
    Spot,
    list_by_activity,
    list_by_chat,
    list_that_begin,
)
from kauli.storage.queries.conversations import Conversation
from kauli.storage.queries.turn_log import last_turns

__all__ = ["ANY", "Listing", "Wanted"]

_AT_ONCE = 500
_MOST = 20_000
_FEW = 500
_NO_CURSOR = "That cursor is not one of ours; start again without it."


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody looks for; what is not given narrows nothing.

    Attributes:
        search: chat ids that begin so or, if none does, that hold it.
        status: ``waiting`` or ``ended``.
        state: the one that is awaited.
        since: last active then or later, in microseconds since the epoch.
        until: last active before then.
    """

    search: str = ""
    channel: str | None = None
    status: str | None = None
    state: str | None = None
    version_id: str | None = None
    since: int = 0
    until: int | None = None

    def any_fits(self) -> bool:
        """Whether ``fits`` holds for every conversation."""
        return self == ANY

    def fits(self, one: Conversation, *, beginning: bool = False) -> bool:
        """Whether a conversation is wanted; ``beginning`` is where the search must be found."""
        found = one.chat_id.startswith(self.search) if beginning else self.search in one.chat_id
        return (
            found
            and self.since <= one.updated_at
            and (self.until is None or one.updated_at < self.until)
            and self.channel in (None, one.channel)
            and self.version_id in (None, one.version_id)
            and (self.status is self.state is None or self._fits_session(unpack(one.session)))
        )

    def _fits_session(self, session: Session) -> bool:
        standing = "waiting" if awaits(session) else "ended"
        return self.state in (None, session.next_state) and self.status in (None, standing)


ANY = Wanted()
"""Every conversation."""


class Listing:
    """A look at a bot's conversations.

    A page is put together from slices, with others let in between. Where few fit, it ends after
    20,000 conversations were looked at, with fewer than were asked for and a cursor to go on.

    Args:
        database: where they are.
        bot_id: whose.
        wanted: which.
        recent: the one that was active last first, rather than by chat id.
    """

    def __init__(self, database: Database, bot_id: int, wanted: Wanted, *, recent: bool) -> None:
        self._database = database
        self._bot_id = bot_id
        self._wanted = wanted
        self._recent = recent
        self._beginning = False

    async def page(self, cursor: str | None, limit: int) -> Page[ChatView]:
        """A page of them, each with what was said last.

        Raises:
            Invalid: a cursor that is not ours.
        """
        key = decode_cursor(cursor) if cursor else None
        few = await self._few() if self._wanted.search else None
        if few is None:
            found, next_key = await self._walk(key, limit)
        else:
            found, next_key = self._among(few, key, limit)
        last = await self._database.read(
            last_turns, self._database.dialect, [one.id for one in found]
        )
        chats = [chat_view(one, last.get(one.id)) for one in found]
        return Page(chats, None if next_key is None else encode_cursor(next_key))

    async def _few(self) -> list[Conversation] | None:
        """Those whose chat ids begin with what is looked for, where they can be sorted at once."""
        found = await self._database.read(
            list_that_begin, self._bot_id, self._wanted.search, limit=_FEW
        )
        self._beginning = any(one.chat_id.startswith(self._wanted.search) for one in found)
        return found if self._recent and self._beginning and len(found) < _FEW else None

    def _among(
        self, few: list[Conversation], key: str | None, limit: int
    ) -> tuple[list[Conversation], str | None]:
        behind = TOP if key is None else _spot(key)
        fitting = [
            one
            for one in sorted(few, key=_activity, reverse=True)
            if self._fits(one) and _activity(one) < (behind.updated_at, behind.id)
        ]
        page = fitting[:limit]
        return page, self._key(page[-1]) if len(fitting) > limit else None

    async def _walk(self, key: str | None, limit: int) -> tuple[list[Conversation], str | None]:
        found: list[Conversation] = []
        looked = 0
        at_once = limit + 1 if self._wanted.any_fits() else max(_AT_ONCE, limit + 1)
        while True:
            rows = await self._slice(key, at_once)
            for one in rows:
                if self._fits(one):
                    if len(found) == limit:
                        return found, self._key(found[-1])
                    found.append(one)
            if len(rows) < at_once:
                return found, None
            key = self._key(rows[-1])
            looked += len(rows)
            if looked >= _MOST:
                return found, key
            await asyncio.sleep(0)

    async def _slice(self, key: str | None, limit: int) -> list[Conversation]:
        read, bot_id = self._database.read, self._bot_id
        if not self._recent and self._beginning:
            beginning = self._wanted.search
            return await read(list_that_begin, bot_id, beginning, after=key or "", limit=limit)
        if not self._recent:
            return await read(list_by_chat, bot_id, after=key or "", limit=limit)
        until = self._wanted.until
        begin = TOP if until is None else Spot(until, "")
        behind = begin if key is None else _spot(key)
        return await read(
            list_by_activity, bot_id, behind=behind, since=self._wanted.since, limit=limit
        )

    def _fits(self, one: Conversation) -> bool:
        return self._wanted.fits(one, beginning=self._beginning)

    def _key(self, one: Conversation) -> str:
        return f"{one.updated_at} {one.id}" if self._recent else one.chat_id


def _activity(one: Conversation) -> tuple[int, str]:
    return one.updated_at, one.id


def _spot(key: str) -> Spot:
    moment, _, id_ = key.partition(" ")
    if not (moment.isascii() and moment.isdecimal() and len(moment) < 19 and id_):
        raise Invalid(_NO_CURSOR, code="bad_cursor")
    return Spot(int(moment), id_)
