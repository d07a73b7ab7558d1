"""What people do to deliveries by hand: send again, send now, call off; lines stay in order.

Everything here leaves each line as the worker needs it: its first is due some time, and whatever
waits behind it is told so.
"""

from collections.abc import Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from kauli.storage.queries.lines import Line, fall_behind, hold, move_up
from kauli.storage.queries.lists import Among, listed, prepared
from kauli.storage.statements import Prepared, Steps, one
from kauli.storage.tables import BEHIND, deliveries, endpoints

__all__ = ["FINISHED", "WAITING", "Held", "call_off", "hold_delivery", "send_again", "send_now"]

WAITING = ("pending", "failed")
"""The statuses of what will be sent without anybody's doing."""

FINISHED = ("delivered", "exhausted", "cancelled")
"""The statuses of what will not be."""


class Held(msgspec.Struct, frozen=True):
    """A delivery that nobody else changes until the transaction is over.

    Attributes:
        removed: its endpoint is no more.
    """

    status: str
    removed: bool


def _in(statuses: Sequence[str]) -> sa.ColumnElement[bool]:
    return deliveries.c.status.in_([sa.literal_column(f"'{status}'") for status in statuses])


_NOW: sa.BindParameter[int] = sa.bindparam("now")
_MINE = deliveries.c.workspace_id == sa.bindparam("workspace")
_THIS = deliveries.c.id == sa.bindparam("delivery")
_ALIVE = sa.exists().where(
    endpoints.c.id == deliveries.c.endpoint_id, endpoints.c.deleted_at.is_(None)
)
_LATER = (_in(WAITING), deliveries.c.due_at > _NOW)
_STATUS = (
    sa.select(deliveries.c.status, endpoints.c.deleted_at)
    .join(endpoints, endpoints.c.id == deliveries.c.endpoint_id)
    .where(_MINE, _THIS)
)


def _lines(among: Among) -> sa.Select[Any]:
    return (
        sa.select(deliveries.c.conversation_id, deliveries.c.endpoint_id)
        .where(_MINE, among(deliveries.c.id, "ids"))
        .distinct()
    )


def _put_back(among: Among) -> sa.Update:
    return (
        sa.update(deliveries)
        .where(_MINE, among(deliveries.c.id, "ids"), _in(FINISHED), _ALIVE)
        .values(
            status="pending",
            earlier_attempts=deliveries.c.attempts,
            due_at=BEHIND,
            finished_at=None,
        )
    )


def _bring_forward(among: Among) -> sa.Update:
    """Those behind another stay there, so that they go out in order."""
    return (
        sa.update(deliveries)
        .where(_MINE, among(deliveries.c.id, "ids"), *_LATER, deliveries.c.due_at != BEHIND)
        .values(due_at=_NOW)
    )


def _call_off(among: Among) -> sa.Update:
    return (
        sa.update(deliveries)
        .where(_MINE, among(deliveries.c.id, "ids"), _in(WAITING))
        .values(status="cancelled", due_at=0, finished_at=_NOW)
    )


_LINES = prepared(_lines)
_HOLD = Prepared(sqlite=_STATUS, postgresql=_STATUS.with_for_update(of=deliveries))
_PUT_BACK = prepared(_put_back)
_BRING_FORWARD = prepared(_bring_forward)
_SEND_NOW = Prepared(sa.update(deliveries).where(_MINE, _THIS, *_LATER).values(due_at=_NOW))
_CALL_OFF = prepared(_call_off)


def hold_delivery(dialect: str, workspace_id: int, delivery_id: str) -> Steps[Held | None]:
    """Where a delivery stands, and will until the transaction is over; ``None`` if it isn't there.

    Args:
        dialect: ``Database.dialect``.
        workspace_id: whose it must be.
        delivery_id: which.
    """
    yield from _hold_lines(dialect, workspace_id, [delivery_id])
    row = one((yield _HOLD.bind(workspace=workspace_id, delivery=delivery_id)))
    return Held(row[0], row[1] is not None) if row else None


def send_again(dialect: str, workspace_id: int, ids: Sequence[str], now: int) -> Steps[int]:
    """Put back in line what is finished, with a fresh schedule, and bring forward what waits.

    Of each line only the first is due then; the others follow it, one after the other. What is
    being sent is left alone, and so is what would go to an endpoint that was removed.

    Args:
        dialect: ``Database.dialect``.
        workspace_id: whose they must be.
        ids: which.
        now: microseconds since the epoch.

    Returns:
        How many were put back, or would have gone out later.
    """
    lines = yield from _hold_lines(dialect, workspace_id, ids)
    common = {"workspace": workspace_id, "ids": listed(dialect, ids)}
    forward = yield _BRING_FORWARD.bind(now=now, **common)
    back = yield _PUT_BACK.bind(**common)
    if back:
        yield from fall_behind(dialect, lines)
        yield from hold(dialect, lines)
        yield from move_up(dialect, lines, now)
    return int(forward) + int(back)


def send_now(workspace_id: int, delivery_id: str, now: int) -> Steps[None]:
    """Make what waits due now, even if it stands behind another."""
    yield _SEND_NOW.bind(workspace=workspace_id, delivery=delivery_id, now=now)


def call_off(dialect: str, workspace_id: int, ids: Sequence[str], now: int) -> Steps[int]:
    """Cancel what waits; the next of each line moves up.

    Args:
        dialect: ``Database.dialect``.
        workspace_id: whose they must be.
        ids: which.
        now: microseconds since the epoch.

    Returns:
        How many were cancelled.
    """
    lines = yield from _hold_lines(dialect, workspace_id, ids)
    changed = yield _CALL_OFF.bind(workspace=workspace_id, ids=listed(dialect, ids), now=now)
    if changed:
        yield from hold(dialect, lines)
        yield from move_up(dialect, lines, now)
    return int(changed)


def _hold_lines(dialect: str, workspace_id: int, ids: Sequence[str]) -> Steps[list[Line]]:
    rows = yield _LINES.bind(workspace=workspace_id, ids=listed(dialect, ids))
    lines = sorted((row[0], row[1]) for row in rows)
    yield from hold(dialect, lines)
    return lines
