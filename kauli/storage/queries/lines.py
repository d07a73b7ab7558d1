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

__all__ = ["UNSETTLED", "Line", "fall_behind", "hold", "move_up", "unsettled_ahead"]

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


def _lines_sqlite() -> tuple[Any, Any, Any]:
    line = sa.func.json_each(sa.bindparam("lines")).table_valued("value", name="line")
    conversation, endpoint = (sa.func.json_extract(line.c.value, f"$[{i}]") for i in (0, 1))
    return line, conversation, endpoint


def _lines_postgresql() -> tuple[Any, Any, Any]:
    line = unnested("line", conversations=sa.Text, endpoints=sa.Text)
    return line, line.c.conversations, line.c.endpoints


def _any_of(found: sa.Select[Any]) -> sa.ColumnElement[bool]:
    """As an array, so that the planner, which can't know how few they are, goes by the key."""
    return deliveries.c.id == sa.func.any(sa.func.array(found.scalar_subquery()))


def _move_up_sqlite() -> sa.Update:
    line, conversation, endpoint = _lines_sqlite()
    first = _first(conversation, endpoint).scalar_subquery()
    return _due_now(deliveries.c.id.in_(sa.select(first).select_from(line)))


def _move_up_postgresql() -> sa.Update:
    line, conversation, endpoint = _lines_postgresql()
    first = _first(conversation, endpoint).lateral()
    return _due_now(_any_of(sa.select(first.c.id).select_from(line.join(first, sa.true()))))


def _hold() -> sa.Select[Any]:
    line, conversation, endpoint = _lines_postgresql()
    first = _first(conversation, endpoint).with_for_update().lateral()
    return sa.select(first.c.id).select_from(line.join(first, sa.true()))


def _out_of_turn(line: Any, conversation: Any, endpoint: Any) -> sa.Select[Any]:
    """What waits for its own moment although there is something ahead of it."""
    row, ahead = deliveries.alias("row"), deliveries.alias("ahead")
    something_ahead = _in_line(ahead, conversation, endpoint).where(
        ahead.c.sequence < row.c.sequence
    )
    return (
        _in_line(row, conversation, endpoint)
        .select_from(line.join(row, sa.true()))
        .where(
            row.c.status != sa.literal_column("'sending'"),
            row.c.due_at != BEHIND,
            something_ahead.exists(),
        )
    )


def _behind(these: sa.ColumnElement[bool]) -> sa.Update:
    return sa.update(deliveries).where(these).values(due_at=BEHIND)


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
_HOLD = Prepared(postgresql=_hold())
_FALL_BEHIND = Prepared(
    sqlite=_behind(deliveries.c.id.in_(_out_of_turn(*_lines_sqlite()))),
    postgresql=_behind(_any_of(_out_of_turn(*_lines_postgresql()))),
)


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
    moved = yield _MOVE_UP.bind(**_parameters(dialect, lines), now=now)
    return int(moved)


def hold(dialect: str, lines: Collection[Line]) -> Steps[None]:
    """Keep everybody else from settling the first of each line until the transaction is over.

    Who changes a line by hand holds it before and after: else somebody who settles at the same
    moment and they might each believe that the other lets the next one move up. (SQLite has only
    one transaction at a time.)
    """
    if dialect == POSTGRESQL:
        yield _HOLD.bind(**_parameters(dialect, lines))


def fall_behind(dialect: str, lines: Collection[Line]) -> Steps[None]:
    """Let what waits in each line wait for the first of it, after one was put back there."""
    yield _FALL_BEHIND.bind(**_parameters(dialect, lines))


def _parameters(dialect: str, lines: Collection[Line]) -> dict[str, Any]:
    if dialect != POSTGRESQL:
        return {"lines": json.dumps(list(lines)).decode()}
    return {
        "conversations": [conversation for conversation, _ in lines],
        "endpoints": [endpoint for _, endpoint in lines],
    }
