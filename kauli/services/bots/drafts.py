"""Drafts: what authors are writing, kept so that none overwrites another's unseen."""

from kauli.kit.clock import Clock, iso
from kauli.kit.errors import Conflict
from kauli.services.bots.columns import merged
from kauli.services.bots.facts import FactBook, Facts, fingerprint
from kauli.services.bots.views import BotChanges, DraftView
from kauli.services.principal import Principal
from kauli.services.roles import Role, require
from kauli.services.scope import bot_of, no_bot, possible_id
from kauli.storage import Database
from kauli.storage.queries import bots, drafts
from kauli.storage.queries.drafts import Draft, Stamp
from kauli.storage.statements import Steps

__all__ = ["Drafts"]

_TRIES = 5


class Drafts:
    """The drafts of a workspace's bots.

    Args:
        database: where they are kept.
        book: what is known of them.
        clock: the time.
    """

    def __init__(self, database: Database, book: FactBook, *, clock: Clock) -> None:
        self._database = database
        self._book = book
        self._clock = clock

    async def get(self, principal: Principal, bot_id: int) -> DraftView:
        """A bot's draft."""
        draft, stamp = await self._database.read(_draft, principal, bot_id)
        return _view(stamp, await self._book.of(draft), draft.text)

    async def stamp(self, principal: Principal, bot_id: int) -> DraftView:
        """A bot's draft without its text; cheap enough to be asked for every few seconds."""
        stamp = await self._database.read(_stamp, principal, bot_id)
        facts = self._book.known(bot_id, stamp.bot_revision)
        if facts is None:
            draft, stamp = await self._database.read(_draft, principal, bot_id)
            facts = await self._book.of(draft)
        return _view(stamp, facts)

    async def save(
        self,
        principal: Principal,
        bot_id: int,
        changes: BotChanges,
        *,
        made_from: str | None = None,
    ) -> DraftView:
        """Put intents or flows in place of those of the draft.

        Args:
            principal: who saves.
            bot_id: which bot.
            changes: the intents, the flows or both.
            made_from: the revision of the draft that the changes were made from; ``None`` to
                save them whatever the draft is by now.

        Raises:
            NotFound: no such bot.
            Conflict: the draft is another by now; nothing was written.
        """
        require(principal, Role.EDITOR)
        for _ in range(_TRIES):
            bot = await self._database.read(bot_of, principal, bot_id)
            if made_from is not None and fingerprint(bot.draft) != made_from:
                raise _changed(await self.stamp(principal, bot_id))
            text = merged(bot.draft, changes)
            saved = await self._database.write(_save, principal, bot, text, self._clock())
            if saved is not None:
                draft, stamp = saved
                return _view(stamp, await self._book.of(draft), draft.text)
        raise Conflict("Others are changing this bot; look at it and try again.", code="bot_busy")


def _stamp(principal: Principal, bot_id: int) -> Steps[Stamp]:
    possible_id(bot_id)
    found = yield from drafts.find_stamp(principal.workspace_id, bot_id)
    if found is None:
        raise no_bot(bot_id)
    return found


def _draft(principal: Principal, bot_id: int) -> Steps[tuple[Draft, Stamp]]:
    possible_id(bot_id)
    found = yield from drafts.find_draft(principal.workspace_id, bot_id)
    if found is None:
        raise no_bot(bot_id)
    return found


def _save(
    principal: Principal, seen: bots.Bot, text: str, now: int
) -> Steps[tuple[Draft, Stamp] | None]:
    """Set the draft; ``None``, with nothing written, if the bot is not as it was seen any more."""
    bot = yield from bots.hold_bot(principal.workspace_id, seen.id)
    if bot is None:
        raise no_bot(seen.id)
    if bot.revision != seen.revision:
        return None
    if text != bot.draft:
        yield from drafts.save_draft(bot.id, text, principal.user_id, now)
    return (yield from _draft(principal, bot.id))


def _view(stamp: Stamp, facts: Facts, text: str = "") -> DraftView:
    return DraftView(
        text=text,
        revision=facts.revision,
        saved_at=stamp.saved_at,
        saved_by=stamp.saved_by,
        live_version_number=stamp.live_version_number,
        has_unpublished_changes=not facts.same,
    )


def _changed(draft: DraftView) -> Conflict:
    who = draft.saved_by or "Somebody"
    when = "" if draft.saved_at is None else f" at {iso(draft.saved_at)}"
    return Conflict(
        f"{who} saved another draft of this bot{when}, after the one that this was made from. "
        "Get it, put your changes into it, and save it with its revision.",
        code="draft_changed",
    )
