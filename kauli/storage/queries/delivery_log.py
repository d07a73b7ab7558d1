"""Deliveries and their attempts, to look at."""

from dataclasses import dataclass

import sqlalchemy as sa

from kauli.storage.statements import Prepared, Steps, columns, one
from kauli.storage.tables import attempts, deliveries, endpoints

__all__ = [
    "LoggedAttempt",
    "LoggedDelivery",
    "find_delivery",
    "list_attempts",
    "list_deliveries",
    "resend_delivery",
]

_NEWEST = "~"


@dataclass(frozen=True, slots=True)
class LoggedDelivery:
    """A delivery and where it goes; ``url`` is the endpoint's as it is now."""

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
    body: bytes
    url: str


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


_OWN = [deliveries.c[name] for name in LoggedDelivery.__dataclass_fields__ if name != "url"]
_DELIVERY = sa.select(*_OWN, endpoints.c.url).join(
    endpoints, endpoints.c.id == deliveries.c.endpoint_id
)
_MINE = deliveries.c.workspace_id == sa.bindparam("workspace")
_THIS = deliveries.c.id == sa.bindparam("delivery")
_FIND = Prepared(_DELIVERY.where(_MINE, _THIS))
_OLDER = deliveries.c.id < sa.bindparam("before")
_FILTERS = {
    "bot": deliveries.c.bot_id == sa.bindparam("bot"),
    "status": deliveries.c.status == sa.bindparam("status"),
}
_LISTS: dict[tuple[str, ...], Prepared] = {
    names: Prepared(
        _DELIVERY.where(_MINE, _OLDER, *[_FILTERS[name] for name in names])
        .order_by(deliveries.c.id.desc())
        .limit(sa.bindparam("limit"))
    )
    for names in ((), ("bot",), ("status",), ("bot", "status"))
}
_ATTEMPTS = Prepared(
    sa.select(*columns(attempts, LoggedAttempt))
    .where(attempts.c.delivery_id == sa.bindparam("delivery"))
    .order_by(attempts.c.number)
)
_RESEND = Prepared(
    sa.update(deliveries)
    .where(_MINE, _THIS, deliveries.c.status != "sending")
    .values(status="pending", due_at=sa.bindparam("now"), finished_at=None)
)


def list_deliveries(
    workspace_id: int,
    *,
    bot_id: int | None = None,
    status: str | None = None,
    before: str | None = None,
    limit: int = 100,
) -> Steps[list[LoggedDelivery]]:
    """A workspace's deliveries, newest first."""
    filters = {"bot": bot_id, "status": status}
    given = {name: value for name, value in filters.items() if value is not None}
    rows = yield _LISTS[tuple(given)].bind(
        workspace=workspace_id, before=before or _NEWEST, limit=limit, **given
    )
    return [LoggedDelivery(*row) for row in rows]


def find_delivery(workspace_id: int, delivery_id: str) -> Steps[LoggedDelivery | None]:
    """One delivery of a workspace."""
    row = one((yield _FIND.bind(workspace=workspace_id, delivery=delivery_id)))
    return LoggedDelivery(*row) if row else None


def list_attempts(delivery_id: str) -> Steps[list[LoggedAttempt]]:
    """A delivery's attempts, first to last."""
    rows = yield _ATTEMPTS.bind(delivery=delivery_id)
    return [LoggedAttempt(*row) for row in rows]


def resend_delivery(workspace_id: int, delivery_id: str, now: int) -> Steps[bool]:
    """Make a delivery due now; false when there is none, or it is being sent this moment."""
    changed = yield _RESEND.bind(workspace=workspace_id, delivery=delivery_id, now=now)
    return bool(changed)
