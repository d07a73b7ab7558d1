"""Turns of many conversations at once, for lists, statistics and exports: a little at a time."""

from collections.abc import Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from kauli.storage.queries.conversations import Turn
from kauli.storage.queries.lists import Among, listed, prepared
from kauli.storage.statements import POSTGRESQL, Prepared, Row, Steps, columns, one, unnested
from kauli.storage.tables import conversations, turns

__all__ = ["Stretch", "Told", "last_turns", "read_told", "read_turns", "turns_before"]


class Stretch(msgspec.Struct, frozen=True):
    """Turns of a conversation that are wanted: those behind a number."""

    conversation_id: str
    after: int


class Told(msgspec.Struct, frozen=True, gc=False):
    """What statistics are made of.

    Attributes:
        trace: JSON text.
        session: of the conversation, as JSON text, if this is its last turn.
    """

    conversation_id: str
    number: int
    trace: str
    received_at: int
    session: str | None


_LAST = (turns.c.conversation_id == conversations.c.id) & (turns.c.number == conversations.c.turns)
_WHOLE = columns(turns, Turn)
_TOLD: list[Any] = [
    *(turns.c[name] for name in Told.__struct_fields__[:4]),
    sa.select(conversations.c.session)
    .where(_LAST)
    .correlate(turns)
    .scalar_subquery()
    .label("session"),
]


def _stretches(wanted: Sequence[Any]) -> Prepared:
    """On SQLite for one conversation, on PostgreSQL for all that are wanted."""

    def behind(conversation: Any, after: Any) -> sa.Select[Any]:
        return (
            sa.select(*wanted)
            .where(turns.c.conversation_id == conversation, turns.c.number > after)
            .order_by(turns.c.number)
            .limit(sa.bindparam("most"))
        )

    each = unnested("wanted", conversations=sa.Text, afters=sa.Integer)
    of_each = behind(each.c.conversations, each.c.afters).lateral()
    return Prepared(
        sqlite=behind(sa.bindparam("conversation"), sa.bindparam("after")),
        postgresql=sa.select(*of_each.c)
        .select_from(each.join(of_each, sa.true()))
        .order_by(of_each.c.conversation_id, of_each.c.number),
    )


def _last_turns(among: Among) -> sa.Select[Any]:
    return sa.select(*_WHOLE).join(conversations, _LAST).where(among(conversations.c.id, "ids"))


_READ = _stretches(_WHOLE)
_READ_TOLD = _stretches(_TOLD)
_LAST_TURNS = prepared(_last_turns)
_AT_OR_BEFORE = Prepared(
    sa.select(turns.c.number, turns.c.received_at)
    .where(
        turns.c.conversation_id == sa.bindparam("conversation"),
        turns.c.number <= sa.bindparam("number"),
    )
    .order_by(turns.c.number.desc())
    .limit(1)
)


def last_turns(dialect: str, conversation_ids: Sequence[str]) -> Steps[dict[str, Turn]]:
    """The last turn of each conversation that has one.

    Args:
        dialect: ``Database.dialect``.
        conversation_ids: of which conversations.
    """
    rows = yield _LAST_TURNS.bind(ids=listed(dialect, conversation_ids))
    return {row[0]: Turn(*row) for row in rows}


def read_turns(dialect: str, wanted: Sequence[Stretch], most: int) -> Steps[list[Turn]]:
    """Turns in the order of their conversations' ids, each conversation's from first to last.

    Args:
        dialect: ``Database.dialect``.
        wanted: which, in the order of the ids.
        most: how many of each conversation.
    """
    return [Turn(*row) for row in (yield from _read(dialect, _READ, wanted, most))]


def read_told(dialect: str, wanted: Sequence[Stretch], most: int) -> Steps[list[Told]]:
    """As ``read_turns``, no more of each turn than statistics need."""
    return [Told(*row) for row in (yield from _read(dialect, _READ_TOLD, wanted, most))]


def turns_before(conversation_id: str, turns_made: int, moment: int) -> Steps[int]:
    """How many of a conversation's turns were made before a moment, found in a few looks.

    Args:
        conversation_id: of which conversation.
        turns_made: how many it has.
        moment: microseconds since the epoch.
    """
    before, beyond = 0, turns_made + 1
    while beyond - before > 1:
        middle = (before + beyond) // 2
        row = one((yield _AT_OR_BEFORE.bind(conversation=conversation_id, number=middle)))
        if row is None or row[1] < moment:
            before = middle
        else:
            beyond = min(middle, row[0])
    return before


def _read(
    dialect: str, statement: Prepared, wanted: Sequence[Stretch], most: int
) -> Steps[list[Row]]:
    if dialect == POSTGRESQL:
        rows = yield statement.bind(
            conversations=[each.conversation_id for each in wanted],
            afters=[each.after for each in wanted],
            most=most,
        )
        return list(rows)
    found: list[Row] = []
    for each in wanted:
        found += yield statement.bind(
            conversation=each.conversation_id, after=each.after, most=most
        )
    return found
