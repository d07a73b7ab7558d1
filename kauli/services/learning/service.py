"""What people do with messages that were not understood."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kauli.flow import Limits
from kauli.kit.errors import Invalid, NotFound
from kauli.kit.pages import Page, cut, decode_cursor
from kauli.nlu import Evaluation, fingerprint
from kauli.services.bots import Bots
from kauli.services.learning.evaluating import Progress, evaluated
from kauli.services.learning.views import MissedView, missed_view
from kauli.services.principal import Principal
from kauli.services.roles import Role, require
from kauli.services.scope import bot_of
from kauli.storage import Database
from kauli.storage.queries import missed
from kauli.storage.queries.missed import Missed
from kauli.storage.statements import Steps

__all__ = ["Assignment", "Learning", "Lesson"]

_FIRST = (2**31 - 1, "")


@dataclass(frozen=True, slots=True)
class Assignment:
    """A wording (by its id) that means an intent."""

    id: str
    intent: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """What was learnt.

    Attributes:
        added: phrases that became examples of an intent; the others were examples already.
        published: whether the bot answers with them already, or they wait in the draft.
    """

    added: int
    published: bool


class Learning:
    """How well bots understand, and the messages in which they recognised no intent.

    Args:
        database: where these are kept.
        bots: to teach.
        limits: of documents.
    """

    def __init__(self, database: Database, bots: Bots, *, limits: Limits) -> None:
        self._database = database
        self._bots = bots
        self._limits = limits

    async def page(
        self, principal: Principal, bot_id: int, cursor: str | None, limit: int
    ) -> Page[MissedView]:
        """What was not understood, the most frequent first."""
        before = _place(decode_cursor(cursor)) if cursor else _FIRST
        found = await self._database.read(_list, principal, bot_id, before, limit + 1)
        listed = [missed_view(one) for one in found]
        return cut(listed, limit, lambda one: f"{one.times} {one.id}")

    async def assign(
        self, principal: Principal, bot_id: int, assignments: Sequence[Assignment]
    ) -> Lesson:
        """Make wordings examples of intents, as ``teach`` does.

        Raises:
            NotFound: a wording is not there (any more).
            Invalid: an intent is named by nothing.
        """
        require(principal, Role.EDITOR)
        wanted = {one.id: one.intent for one in assignments}
        found = await self._database.read(_find, principal, bot_id, list(wanted))
        texts = {one.fingerprint: one.text for one in found}
        for one in wanted:
            if one not in texts:
                raise NotFound(f"{one!r} is not among what was missed.", code="missed_not_found")
        phrases: dict[str, list[str]] = {}
        for one, intent in wanted.items():
            phrases.setdefault(intent, []).append(texts[one])
        return await self.teach(principal, bot_id, phrases)

    async def teach(
        self, principal: Principal, bot_id: int, phrases: Mapping[str, Sequence[str]]
    ) -> Lesson:
        """Make phrases examples of intents, whether or not they were ever missed.

        The bot is published with them, unless its draft has other changes that wait for their
        author: then they wait too. An intent that there isn't yet is made.

        Raises:
            Invalid: an intent is named by nothing, or a phrase holds no words.
        """
        require(principal, Role.EDITOR)
        wanted = {intent.strip(): texts for intent, texts in phrases.items()}
        if not all(wanted):
            raise Invalid("Name the intent that it means.", code="bad_intent")
        known = [fingerprint(text) for texts in wanted.values() for text in texts]
        if not all(known):
            raise Invalid("There are no words in it.", code="bad_phrase")
        added, published = await self._bots.add_examples(principal, bot_id, wanted)
        await self._database.write(_dismiss, principal, bot_id, known)
        return Lesson(added, published)

    async def evaluate(
        self,
        principal: Principal,
        bot_id: int,
        messages: Sequence[tuple[str, str | None]] | None = None,
        progress: Progress | None = None,
    ) -> Evaluation:
        """Judge how well the bot's draft tells its intents apart.

        Args:
            principal: whose.
            bot_id: which bot.
            messages: labelled ones, ``None`` for what the bot can't know; without any its own
                examples are judged by cross-validation.
            progress: told from another thread how much is done, and of how much.
        """
        bot = await self._database.read(bot_of, principal, bot_id)
        return await asyncio.to_thread(evaluated, bot.draft, messages, self._limits, progress)

    async def dismiss(self, principal: Principal, bot_id: int, ids: Sequence[str]) -> None:
        """Drop wordings that mean nothing to the bot; they are counted anew if they come again."""
        require(principal, Role.EDITOR)
        await self._database.write(_dismiss, principal, bot_id, ids)


def _list(
    principal: Principal, bot_id: int, before: tuple[int, str], limit: int
) -> Steps[list[Missed]]:
    yield from bot_of(principal, bot_id)
    return (yield from missed.list_missed(bot_id, before, limit))


def _find(principal: Principal, bot_id: int, ids: Sequence[str]) -> Steps[list[Missed]]:
    yield from bot_of(principal, bot_id)
    return (yield from missed.find_missed(bot_id, ids))


def _dismiss(principal: Principal, bot_id: int, ids: Sequence[str]) -> Steps[None]:
    yield from bot_of(principal, bot_id)
    yield from missed.forget_missed(bot_id, ids)


def _place(text: str) -> tuple[int, str]:
    times, _, fingerprint = text.partition(" ")
    if not times.isdecimal() or int(times) > _FIRST[0]:
        raise Invalid("That cursor is of another list; start again without it.", code="bad_cursor")
    return int(times), fingerprint
