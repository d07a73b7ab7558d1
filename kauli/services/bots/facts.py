"""What is known of drafts without reading them anew."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import msgspec

from kauli.runner.kept import Kept
from kauli.storage import Database
from kauli.storage.queries.drafts import Draft, drafts_between
from kauli.storage.queries.shown import Listed

__all__ = ["FactBook", "Facts", "fingerprint"]

_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Facts:
    """A draft in short.

    Attributes:
        revision: the fingerprint of its text.
        same: whether it is what was published.
        states: how many it has.
        intents: how many it has.
    """

    revision: str
    same: bool
    states: int
    intents: int


_GONE = Facts("", same=True, states=0, intents=0)
"""Of a bot that was deleted between two readings."""


class _Document(msgspec.Struct):
    intents: dict[str, msgspec.Raw]
    flows: dict[str, msgspec.Raw]


_decoder = msgspec.json.Decoder(_Document)


class FactBook:
    """The facts of the drafts that were asked for last.

    They are kept by the bot's revision, which grows with every change of its draft, so that
    nothing ever has to be forgotten.

    Args:
        database: where the drafts are.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._kept: Kept[tuple[int, int], Facts] = Kept(_MOST)

    def known(self, bot_id: int, bot_revision: int) -> Facts | None:
        """The facts of a draft, if they are at hand."""
        return self._kept.get((bot_id, bot_revision))

    async def of(self, draft: Draft) -> Facts:
        """The facts of a draft that was read."""
        found = self.known(draft.bot_id, draft.bot_revision)
        return found or self._note([draft], await asyncio.to_thread(_facts_of, [draft]))[0]

    async def of_listed(self, workspace_id: int, bots: Sequence[Listed]) -> list[Facts]:
        """The facts of the drafts of bots in a list; those that are not at hand are read."""
        found = [self.known(bot.id, bot.revision) for bot in bots]
        lacking = [bot.id for bot, facts in zip(bots, found, strict=True) if facts is None]
        read: dict[int, Facts] = {}
        if lacking:
            drafts = await self._database.read(
                drafts_between, workspace_id, min(lacking), max(lacking)
            )
            facts_read = self._note(drafts, await asyncio.to_thread(_facts_of, drafts))
            read = {draft.bot_id: facts for draft, facts in zip(drafts, facts_read, strict=True)}
        return [facts or read.get(bot.id, _GONE) for bot, facts in zip(bots, found, strict=True)]

    def _note(self, drafts: Sequence[Draft], facts: list[Facts]) -> list[Facts]:
        for draft, known in zip(drafts, facts, strict=True):
            self._kept.put((draft.bot_id, draft.bot_revision), known)
        return facts


def fingerprint(text: str) -> str:
    """A short text that differs where drafts do."""
    return sha256(text.encode()).hexdigest()[:20]


def _facts_of(drafts: Sequence[Draft]) -> list[Facts]:
    return [_facts(draft, _decoder.decode(draft.text)) for draft in drafts]


def _facts(draft: Draft, document: _Document) -> Facts:
    return Facts(fingerprint(draft.text), draft.same, len(document.flows), len(document.intents))
