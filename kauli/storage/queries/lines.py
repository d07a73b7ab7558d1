"""Lines: deliveries of one conversation to one endpoint go out one after the other.

Only the first of a line has a moment at which it is due; the others stand ``BEHIND`` it, out of
the worker's sight, and cost nothing until it has been delivered, given up or called off. Then the
next moves up, in the same transaction.
"""

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from kauli.kit import json
from kauli.storage.statements import POSTGRESQL, Prepared, Steps, unnested
from kauli.storage.tables import BEHIND, deliveries

__all__ = ["UNSETTLED", "Line", "move_up", "unsettled_ahead"]

Line = tuple[str, str]
"""A conversation's id and an endpoint's."""

UNSETTLED: list[sa.ColumnElement[str]] = [
    sa.literal_column("'pending'"),
    sa.literal_column("'failed'"),
    sa.literal_column("'sending'"),
]
"""The statuses of what is still in its line."""


def _in_line(row: Any, conversation: Any, endpoint: Any) -> sa.Select[Any]:
    return sa.select(row.c.id).where(
        row.c.conversation_id == conversation,
        row.c.endpoint_id == endpoint,
        row.c.status.in_(UNSETTLED),
    )


def _first(conversation: Any, endpoint: Any) -> sa.Select[Any]:
    row = deliveries.alias("first")
    return _in_line(row, conversation, endpoint).order_by(row.c.sequence).limit(1)


def _move_up_sqlite() -> sa.Update:
    line = sa.func.json_each(sa.bindparam("lines")).table_valued("value", name="line")
    first = _first(
        sa.func.json_extract(line.c.value, "$[0]"), sa.func.json_extract(line.c.value, "$[1]")
    )
    return _due_now(deliveries.c.id.in_(sa.select(first.scalar_subquery()).select_from(line)))


def _move_up_postgresql() -> sa.Update:
    line = unnested("line", conversations=sa.Text, endpoints=sa.Text)
    first = _first(line.c.conversations, line.c.endpoints).lateral()
    # As an array, so that the planner, which can't know how few they are, goes by the key.
    found = sa.func.array(
        sa.select(first.c.id).select_from(line.join(first, sa.true())).scalar_subquery()
    )
    return _due_now(deliveries.c.id == sa.func.any(found))


def _due_now(these: sa.ColumnElement[bool]) -> sa.Update:
    return (
        sa.update(deliveries)
        .where(these, deliveries.c.due_at == BEHIND)
        .values(due_at=sa.bindparam("now"))
    )


_ROW = deliveries.alias("row")
_LAST = (
    _in_line(_ROW, sa.bindparam("conversation"), sa.bindparam("endpoint"))
    .order_by(_ROW.c.sequence.desc())
    .limit(1)
)
_AHEAD = Prepared(sqlite=_LAST, postgresql=_LAST.with_for_update(read=True))
_MOVE_UP = Prepared(sqlite=_move_up_sqlite(), postgresql=_move_up_postgresql())


def unsettled_ahead(line: Line) -> Steps[bool]:
    """Whether a new delivery has to stand behind an earlier one.

    On PostgreSQL the one ahead is held until the end of the transaction, so that nobody settles it
    without seeing who stands behind it.
    """
    conversation, endpoint = line
    rows = yield _AHEAD.bind(conversation=conversation, endpoint=endpoint)
    return bool(rows)


def move_up(dialect: str, lines: Collection[Line], now: int) -> Steps[int]:
    """Make the first of each line due, where it stood behind one that is settled now.

    Args:
        dialect: ``Database.dialect``.
        lines: those in which something was settled.
        now: microseconds since the epoch.

    Returns:
        How many moved up.
    """
    if dialect == POSTGRESQL:
        conversations = [conversation for conversation, _ in lines]
        endpoints = [endpoint for _, endpoint in lines]
        moved = yield _MOVE_UP.bind(conversations=conversations, endpoints=endpoints, now=now)
    else:
        moved = yield _MOVE_UP.bind(lines=json.dumps(list(lines)).decode(), now=now)
    return int(moved)
