"""Messages that no intent was recognised in: each wording once, with how often it came."""

from collections.abc import Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from kauli.storage.statements import Bound, Prepared, Steps, columns
from kauli.storage.tables import missed

__all__ = ["Missed", "find_missed", "forget_missed", "list_missed", "note_missed", "trim_missed"]

_MOST = 2_000
"""Wordings that are kept of a bot: those that came most often."""


class Missed(msgspec.Struct, frozen=True, gc=False):
    """A wording and what was guessed.

    Attributes:
        fingerprint: the same for whatever reads the same.
        text: as it was last written.
        intent: the best guess, "" if there was none.
        confidence: of the guess.
    """

    fingerprint: str
    text: str
    times: int
    intent: str
    confidence: float
    first_at: int
    last_at: int


def _note(insert: Any) -> Any:
    now: sa.BindParameter[int] = sa.bindparam("now")
    added = insert(missed).values(
        bot_id=sa.bindparam("bot"),
        fingerprint=sa.bindparam("fingerprint"),
        text=sa.bindparam("text"),
        times=1,
        intent=sa.bindparam("intent"),
        confidence=sa.bindparam("confidence"),
        first_at=now,
        last_at=now,
    )
    fresh = {name: added.excluded[name] for name in ("text", "intent", "confidence", "last_at")}
    return added.on_conflict_do_update(
        index_elements=[missed.c.bot_id, missed.c.fingerprint],
        set_={"times": missed.c.times + 1, **fresh},
    )


_OF_BOT = missed.c.bot_id == sa.bindparam("bot")
_THIS = missed.c.fingerprint == sa.bindparam("fingerprint")
_ROW = sa.select(*columns(missed, Missed)).where(_OF_BOT)
_NOTE = Prepared(sqlite=_note(sqlite.insert), postgresql=_note(postgresql.insert))
_LIST = Prepared(
    _ROW.where(
        sa.tuple_(missed.c.times, missed.c.fingerprint)
        < sa.tuple_(sa.bindparam("times", type_=sa.Integer), sa.bindparam("before"))
    )
    .order_by(missed.c.times.desc(), missed.c.fingerprint.desc())
    .limit(sa.bindparam("limit"))
)
_FIND = Prepared(_ROW.where(_THIS))
_FORGET = Prepared(sa.delete(missed).where(_OF_BOT, _THIS))
_CROWDED = Prepared(
    sa.select(missed.c.bot_id).group_by(missed.c.bot_id).having(sa.func.count() > _MOST)
)
_LEAST = Prepared(
    sa.select(missed.c.fingerprint)
    .where(_OF_BOT)
    .order_by(missed.c.times.desc(), missed.c.last_at.desc())
    .limit(1_000_000)
    .offset(_MOST)
)


def note_missed(bot_id: int, one: Missed) -> Bound:
    """Keep a wording, or count it once more."""
    return _NOTE.bind(
        bot=bot_id,
        fingerprint=one.fingerprint,
        text=one.text,
        intent=one.intent,
        confidence=one.confidence,
        now=one.last_at,
    )


def list_missed(bot_id: int, before: tuple[int, str], limit: int) -> Steps[list[Missed]]:
    """A bot's wordings, the most frequent first.

    Args:
        bot_id: of which bot.
        before: times and fingerprint of the last one seen.
        limit: how many at most.
    """
    times, fingerprint = before
    rows = yield _LIST.bind(bot=bot_id, times=times, before=fingerprint, limit=limit)
    return [Missed(*row) for row in rows]


def find_missed(bot_id: int, fingerprints: Sequence[str]) -> Steps[list[Missed]]:
    """Those of a bot's wordings that are (still) there."""
    found: list[Missed] = []
    for fingerprint in fingerprints:
        rows = yield _FIND.bind(bot=bot_id, fingerprint=fingerprint)
        found += [Missed(*row) for row in rows]
    return found


def forget_missed(bot_id: int, fingerprints: Sequence[str]) -> Steps[None]:
    """Drop wordings that were dealt with."""
    yield _FORGET.many({"bot": bot_id, "fingerprint": one} for one in fingerprints)


def trim_missed() -> Steps[int]:
    """Drop what came least often where a bot has very many; answers how many were dropped."""
    dropped = 0
    for (bot_id,) in (yield _CROWDED.bind()):
        rows = yield _LEAST.bind(bot=bot_id)
        yield from forget_missed(bot_id, [row[0] for row in rows])
        dropped += len(rows)
    return dropped
