"""Attempts as they end, for somebody who watches.

There is no index of attempts by time, which each of them would have to pay for. So whoever watches
remembers the deliveries at which something may happen next, and asks for what they had since.
"""

from collections.abc import Mapping
from typing import Any

import msgspec
import sqlalchemy as sa

from kauli.kit import json
from kauli.storage.statements import POSTGRESQL, Prepared, Steps, unnested
from kauli.storage.tables import attempts, deliveries, endpoints

__all__ = ["Ended", "attempts_after", "ids_of_latest", "ids_of_next", "ids_of_sending"]


class Ended(msgspec.Struct, frozen=True, gc=False):
    """An attempt that has ended, and the delivery it was at; ``status`` is as it is now."""

    delivery_id: str
    number: int
    started_at: int
    duration_ms: int
    http_status: int | None
    outcome: str
    sentence: str
    bot_id: int
    endpoint_id: str
    endpoint_name: str
    url: str
    conversation_id: str
    trigger: str
    status: str


_NEWEST = "~"
_WORKSPACE = deliveries.c.workspace_id == sa.bindparam("workspace")
_BOT = deliveries.c.bot_id == sa.bindparam("bot")
_ENDPOINT = deliveries.c.endpoint_id == sa.bindparam("endpoint")
_WAITING = deliveries.c.status.in_([sa.literal_column("'pending'"), sa.literal_column("'failed'")])
_LATEST = (
    sa.select(deliveries.c.id)
    .where(deliveries.c.id < sa.bindparam("before"))
    .order_by(deliveries.c.id.desc())
    .limit(sa.bindparam("limit"))
)


def _after(seen: Any, delivery: Any, number: Any) -> sa.Select[Any]:
    ended_at = attempts.c.started_at + attempts.c.duration_ms * 1_000
    own = [attempts.c[name] for name in Ended.__struct_fields__[:7]]
    return (
        sa.select(
            *own,
            deliveries.c.bot_id,
            deliveries.c.endpoint_id,
            endpoints.c.name,
            endpoints.c.url,
            *(deliveries.c[name] for name in ("conversation_id", "trigger", "status")),
        )
        .select_from(seen)
        .join(attempts, (attempts.c.delivery_id == delivery) & (attempts.c.number > number))
        .join(deliveries, deliveries.c.id == attempts.c.delivery_id)
        .join(endpoints, endpoints.c.id == deliveries.c.endpoint_id)
        .where(_WORKSPACE, ended_at >= sa.bindparam("since"))
        .order_by(ended_at, attempts.c.delivery_id, attempts.c.number)
    )


def _after_sqlite() -> sa.Select[Any]:
    seen = sa.func.json_each(sa.bindparam("seen")).table_valued("key", "value", name="seen")
    return _after(seen, seen.c.key, seen.c.value)


def _after_postgresql() -> sa.Select[Any]:
    seen = unnested("seen", ids=sa.Text, numbers=sa.Integer)
    return _after(seen, seen.c.ids, seen.c.numbers)


_OF_WORKSPACE = Prepared(_LATEST.where(_WORKSPACE))
_OF_BOT = Prepared(_LATEST.where(_WORKSPACE, _BOT))
_NEXT = Prepared(
    sa.select(deliveries.c.id)
    .where(_WAITING, _ENDPOINT)
    .order_by(deliveries.c.due_at)
    .limit(sa.bindparam("limit"))
)
_SENDING = Prepared(
    sa.select(deliveries.c.id, deliveries.c.endpoint_id).where(
        deliveries.c.status == sa.literal_column("'sending'")
    )
)
_AFTER = Prepared(sqlite=_after_sqlite(), postgresql=_after_postgresql())


def ids_of_latest(
    workspace_id: int, bot_id: int | None, *, before: str | None, limit: int
) -> Steps[list[str]]:
    """The deliveries that were made last, the newest first."""
    common = {"workspace": workspace_id, "before": before or _NEWEST, "limit": limit}
    if bot_id is None:
        rows = yield _OF_WORKSPACE.bind(**common)
    else:
        rows = yield _OF_BOT.bind(bot=bot_id, **common)
    return [row[0] for row in rows]


def ids_of_next(endpoint_id: str, limit: int) -> Steps[list[str]]:
    """The deliveries that are due first at an endpoint."""
    rows = yield _NEXT.bind(endpoint=endpoint_id, limit=limit)
    return [row[0] for row in rows]


def ids_of_sending() -> Steps[list[tuple[str, str]]]:
    """What is under way anywhere: delivery and endpoint."""
    rows = yield _SENDING.bind()
    return [(row[0], row[1]) for row in rows]


def attempts_after(
    dialect: str, workspace_id: int, seen: Mapping[str, int], since: int
) -> Steps[list[Ended]]:
    """Attempts at some deliveries that were not seen yet, in the order in which they ended.

    Args:
        dialect: ``Database.dialect``.
        workspace_id: whose deliveries they must be.
        seen: for each delivery the number of the last attempt that was seen.
        since: leave out what ended before, in microseconds since the epoch.
    """
    common = {"workspace": workspace_id, "since": since}
    if dialect == POSTGRESQL:
        rows = yield _AFTER.bind(ids=list(seen), numbers=list(seen.values()), **common)
    else:
        rows = yield _AFTER.bind(seen=json.dumps(seen).decode(), **common)
    return [Ended(*row) for row in rows]
