"""Endpoints: where a bot's deliveries go, what triggers them, the secrets that sign them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa

from kauli.kit.clock import HOUR
from kauli.storage.statements import Prepared, Steps, columns, insert_into, one
from kauli.storage.tables import BEHIND, deliveries, endpoints

__all__ = [
    "HTTP",
    "LISTEN",
    "Endpoint",
    "add_endpoint",
    "cancel_orphans",
    "count_undelivered",
    "delete_endpoint",
    "find_default_endpoint",
    "find_endpoint",
    "list_endpoints",
    "start_anew",
    "update_endpoint",
]

HTTP = "http"
LISTEN = "listen"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An endpoint; ``triggers``, ``headers``, ``secrets`` and ``schedule`` are JSON text.

    Attributes:
        kind: ``http`` (we send to ``url``) or ``listen`` (a developer's machine comes and takes).
        shape: of what is sent: ``flat`` or ``envelope``.
        schedule: pauses in seconds; "" for the usual ones.
        rate_limit: attempts a minute, at most.
        concurrency: attempts at once, at most.
        off_at: when Kauli switched it off by itself, if it did.
        off_reason: ``gone`` or ``failing``.
    """

    id: str
    workspace_id: int
    bot_id: int
    name: str
    is_default: bool
    url: str
    active: bool
    triggers: str
    token: str
    secrets: str
    created_at: int
    updated_at: int
    kind: str = HTTP
    headers: str = "{}"
    shape: str = "flat"
    schedule: str = ""
    timeout_ms: int | None = None
    rate_limit: int | None = None
    concurrency: int | None = None
    off_at: int | None = None
    off_reason: str = ""


_EDITABLE = (
    *("name", "url", "active", "triggers", "token", "secrets", "headers", "shape", "schedule"),
    *("timeout_ms", "rate_limit", "concurrency", "off_at", "off_reason"),
)
_ALIVE = endpoints.c.deleted_at.is_(None)
_OF_BOT = (endpoints.c.bot_id == sa.bindparam("bot")) & _ALIVE
_THIS = endpoints.c.id == sa.bindparam("endpoint")

_ADD = Prepared(insert_into(endpoints))
_ENDPOINT = sa.select(*columns(endpoints, Endpoint))
_LIST = Prepared(_ENDPOINT.where(_OF_BOT).order_by(endpoints.c.id))
_FIND = Prepared(_ENDPOINT.where(_OF_BOT, _THIS))
_DEFAULT = Prepared(
    _ENDPOINT.where(_OF_BOT, endpoints.c.is_default).order_by(endpoints.c.id).limit(1)
)
_UPDATE = {
    name: Prepared(
        sa.update(endpoints)
        .where(_THIS)
        .values({name: sa.bindparam("value"), "updated_at": sa.bindparam("now")})
    )
    for name in _EDITABLE
}
_DELETE = Prepared(
    sa.update(endpoints)
    .where(_OF_BOT, _THIS)
    .values(deleted_at=sa.bindparam("now"), active=sa.false())
)
# As in the partial index, word for word, so that it is used.
_UNDELIVERED = deliveries.c.status.in_(
    [sa.literal_column("'pending'"), sa.literal_column("'failed'")]
) & (deliveries.c.endpoint_id == sa.bindparam("endpoint"))
_COUNT = Prepared(sa.select(sa.func.count()).select_from(deliveries).where(_UNDELIVERED))
_CANCEL = Prepared(
    sa.update(deliveries)
    .where(_UNDELIVERED)
    .values(status="cancelled", finished_at=sa.bindparam("now"))
)
_A_WEEK = 7 * 24 * HOUR
_ORPHANS = Prepared(
    sa.update(deliveries)
    .where(
        deliveries.c.status.in_([sa.literal_column("'pending'"), sa.literal_column("'failed'")]),
        deliveries.c.endpoint_id.in_(
            sa.select(endpoints.c.id).where(endpoints.c.deleted_at > sa.bindparam("since"))
        ),
    )
    .values(status="cancelled", finished_at=sa.bindparam("now"), due_at=0)
)
_NOW: sa.BindParameter[int] = sa.bindparam("now")
_START_ANEW = Prepared(
    sa.update(deliveries)
    .where(
        _UNDELIVERED,
        deliveries.c.due_at < BEHIND,
        (deliveries.c.due_at > _NOW) | (deliveries.c.attempts > deliveries.c.earlier_attempts),
    )
    .values(
        due_at=sa.case((deliveries.c.due_at < _NOW, deliveries.c.due_at), else_=_NOW),
        earlier_attempts=deliveries.c.attempts,
    )
)


def add_endpoint(endpoint: Endpoint) -> Steps[None]:
    """Keep a new endpoint."""
    yield _ADD.bind(**asdict(endpoint), deleted_at=None)


def list_endpoints(bot_id: int) -> Steps[list[Endpoint]]:
    """A bot's endpoints, oldest first."""
    rows = yield _LIST.bind(bot=bot_id)
    return [Endpoint(*row) for row in rows]


def find_endpoint(bot_id: int, endpoint_id: str) -> Steps[Endpoint | None]:
    """One endpoint of a bot."""
    row = one((yield _FIND.bind(bot=bot_id, endpoint=endpoint_id)))
    return Endpoint(*row) if row else None


def find_default_endpoint(bot_id: int) -> Steps[Endpoint | None]:
    """The endpoint that ``webhook_url`` stands for, where the bot has one."""
    row = one((yield _DEFAULT.bind(bot=bot_id)))
    return Endpoint(*row) if row else None


def update_endpoint(endpoint_id: str, changes: Mapping[str, Any], now: int) -> Steps[None]:
    """Set some columns."""
    for name, value in changes.items():
        yield _UPDATE[name].bind(endpoint=endpoint_id, value=value, now=now)


def count_undelivered(endpoint_id: str) -> Steps[int]:
    """How many deliveries wait for an attempt at an endpoint, those not due yet included."""
    rows = yield _COUNT.bind(endpoint=endpoint_id)
    return int(rows[0][0])


def start_anew(endpoint_id: str, now: int) -> Steps[None]:
    """Make what waits for an endpoint due at once, each with its whole schedule before it.

    What stands behind an earlier delivery of its conversation goes on standing there.
    """
    yield _START_ANEW.bind(endpoint=endpoint_id, now=now)


def delete_endpoint(bot_id: int, endpoint_id: str, now: int) -> Steps[int]:
    """Mark an endpoint as deleted, and what was still to go there as cancelled.

    Returns:
        How many deliveries were cancelled.
    """
    changed = yield _DELETE.bind(bot=bot_id, endpoint=endpoint_id, now=now)
    if not changed:
        return 0
    cancelled = yield _CANCEL.bind(endpoint=endpoint_id, now=now)
    return int(cancelled)


def cancel_orphans(now: int) -> Steps[int]:
    """Call off what was being sent when its endpoint was deleted, and came back.

    Args:
        now: microseconds since the epoch; endpoints deleted in the last week are looked at.

    Returns:
        How many there were.
    """
    return int((yield _ORPHANS.bind(since=now - _A_WEEK, now=now)))
