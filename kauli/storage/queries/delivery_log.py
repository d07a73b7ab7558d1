"""Deliveries and their attempts, to look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from kauli.storage.queries.lines import UNSETTLED
from kauli.storage.queries.lists import Among, listed, prepared
from kauli.storage.statements import Prepared, Steps, columns, one
from kauli.storage.tables import BEHIND, attempts, deliveries, endpoints, health

__all__ = [
    "LoggedAttempt",
    "LoggedDelivery",
    "find_delivery",
    "list_attempts",
    "list_deliveries",
]


@dataclass(frozen=True, slots=True)
class LoggedDelivery:
    """A delivery, where it goes, and what may keep it from going.

    Attributes:
        due_at: ``BEHIND`` for one that waits for another.
        url: the endpoint's as it is now; as all that follows.
        kind: ``http`` or ``listen``.
        active: its author lets it be called.
        off_at: when Kauli switched it off by itself, if it did.
        off_reason: ``gone`` or ``failing``.
        deleted_at: when it was removed, if it was.
        rest_until: nothing goes there before.
        waits_for: the first of its line, if it stands behind that.
        body: left out of lists.
    """

    id: str
    bot_id: int
    endpoint_id: str
    conversation_id: str
    turn_number: int
    sequence: int
    trigger: str
    status: str
    attempts: int
    due_at: int
    outcome: str
    created_at: int
    finished_at: int | None
    url: str
    name: str
    kind: str
    active: bool
    off_at: int | None
    off_reason: str
    deleted_at: int | None
    rest_until: int
    waits_for: str | None
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class LoggedAttempt:
    """One attempt; the headers are JSON text."""

    number: int
    started_at: int
    duration_ms: int
    address: str
    http_status: int | None
    outcome: str
    sentence: str
    request_headers: str
    response_headers: str
    response_body: bytes
    response_truncated: bool


_FIELDS = list(LoggedDelivery.__dataclass_fields__)
_URL, _REST = _FIELDS.index("url"), _FIELDS.index("rest_until")


def _waits_for() -> sa.ColumnElement[str | None]:
    """Looked up for those alone that stand behind another."""
    first = deliveries.alias("first")
    ahead = (
        sa.select(first.c.id)
        .where(
            first.c.conversation_id == deliveries.c.conversation_id,
            first.c.endpoint_id == deliveries.c.endpoint_id,
            first.c.status.in_(UNSETTLED),
        )
        .order_by(first.c.sequence)
        .limit(1)
        .scalar_subquery()
    )
    waits = (deliveries.c.due_at == BEHIND) & deliveries.c.status.in_(UNSETTLED)
    return sa.case((waits, ahead))


def _deliveries(*conditions: sa.ColumnElement[bool]) -> sa.Select[Any]:
    return (
        sa.select(
            *(deliveries.c[name] for name in _FIELDS[:_URL]),
            *(endpoints.c[name] for name in _FIELDS[_URL:_REST]),
            sa.func.coalesce(health.c.rest_until, 0),
            _waits_for(),
        )
        .join(endpoints, endpoints.c.id == deliveries.c.endpoint_id)
        .join(health, health.c.endpoint_id == endpoints.c.id, isouter=True)
        .where(*conditions)
    )


def _list(among: Among) -> sa.Select[Any]:
    return _deliveries(among(deliveries.c.id, "ids")).order_by(deliveries.c.id.desc())


_FIND = Prepared(
    _deliveries(
        deliveries.c.workspace_id == sa.bindparam("workspace"),
        deliveries.c.id == sa.bindparam("delivery"),
    ).add_columns(deliveries.c.body)
)
_LIST = prepared(_list)
_ATTEMPTS = Prepared(
    sa.select(*columns(attempts, LoggedAttempt))
    .where(attempts.c.delivery_id == sa.bindparam("delivery"))
    .order_by(attempts.c.number)
)


def list_deliveries(dialect: str, ids: Sequence[str]) -> Steps[list[LoggedDelivery]]:
    """Deliveries that were found (see ``finding``), newest first.

    Args:
        dialect: ``Database.dialect``.
        ids: those of one workspace.
    """
    rows = yield _LIST.bind(ids=listed(dialect, ids))
    return [LoggedDelivery(*row) for row in rows]


def find_delivery(workspace_id: int, delivery_id: str) -> Steps[LoggedDelivery | None]:
    """One delivery of a workspace."""
    row = one((yield _FIND.bind(workspace=workspace_id, delivery=delivery_id)))
    return LoggedDelivery(*row) if row else None


def list_attempts(delivery_id: str) -> Steps[list[LoggedAttempt]]:
    """A delivery's attempts, first to last."""
    rows = yield _ATTEMPTS.bind(delivery=delivery_id)
    return [LoggedAttempt(*row) for row in rows]
