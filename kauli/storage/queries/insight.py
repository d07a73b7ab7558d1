"""How endpoints are doing, to look at: what was heard of each, and what waits for it.

No cost here grows with what has been delivered, nor without bounds with what has piled up: a
queue is counted along the index of the undelivered, and only so far.
"""

from collections.abc import Mapping
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.sql import Executable

from kauli.storage.statements import Prepared, Steps
from kauli.storage.tables import BEHIND, bots, deliveries, endpoints, health

__all__ = [
    "COUNTED",
    "SCOPES",
    "Queue",
    "Scope",
    "Sending",
    "Watched",
    "alive",
    "count_queue",
    "list_sending",
    "list_watched",
    "living",
    "name_bots",
]

COUNTED = 10_000
"""How far a queue is counted; more than that is only known to be more."""

_LOOKED_AT = 2_000


class Scope(msgspec.Struct, frozen=True):
    """Which endpoints: of everybody, of a workspace, of a bot, or a single one."""

    workspace: int | None = None
    bot: int | None = None
    endpoint: str | None = None

    def filters(self) -> dict[str, Any]:
        """Those of the three that are given, by name."""
        given = msgspec.structs.asdict(self)
        return {name: value for name, value in given.items() if value is not None}


class Watched(msgspec.Struct, frozen=True, gc=False):
    """An endpoint and what was last heard of it.

    Attributes:
        last_failure: the status of HTTP or the outcome's code.
        first_due_at: of all that wait, ``BEHIND`` included; ``None`` if nothing waits.
    """

    id: str
    workspace_id: int
    bot_id: int
    bot_name: str
    name: str
    url: str
    kind: str
    active: bool
    off_at: int | None
    off_reason: str
    rate_limit: int | None
    failures: int
    failing_since: int | None
    last_failure_at: int | None
    last_failure: str
    last_success_at: int | None
    rests: int
    rest_until: int
    paced_until: int
    first_due_at: int | None


class Queue(msgspec.Struct, frozen=True, gc=False):
    """What waits for an endpoint; each number goes no further than ``COUNTED``.

    Attributes:
        due: deliveries that could go out now.
        later: those whose moment has not come.
        behind: those that stand behind an earlier one of their conversation.
        oldest_due_at: when the oldest of the ``due`` was made; where there are very many, of those
            that have been due for longest.
        oldest_later_at: the same of the ``later``; of very many, of those put off the furthest.
    """

    due: int = 0
    later: int = 0
    behind: int = 0
    oldest_due_at: int | None = None
    oldest_later_at: int | None = None


class Sending(msgspec.Struct, frozen=True, gc=False):
    """How many deliveries to an endpoint are under way, and when the oldest of them was made."""

    endpoint_id: str
    deliveries: int
    oldest_at: int


SCOPES: tuple[tuple[str, ...], ...] = (
    (),
    ("workspace",),
    ("workspace", "bot"),
    ("workspace", "bot", "endpoint"),
)
"""What may be given of a scope."""

_FILTERS: Mapping[str, sa.ColumnElement[bool]] = {
    "workspace": bots.c.workspace_id == sa.bindparam("workspace"),
    "bot": bots.c.id == sa.bindparam("bot"),
    "endpoint": endpoints.c.id == sa.bindparam("endpoint"),
}
_NOW: sa.BindParameter[int] = sa.bindparam("now")
_WAITING: list[sa.ColumnElement[str]] = [
    sa.literal_column("'pending'"),
    sa.literal_column("'failed'"),
]
_HEARD = (
    *("failures", "failing_since", "last_failure_at", "last_failure", "last_success_at"),
    *("rests", "rest_until", "paced_until"),
)


def _waiting(row: Any, endpoint: Any) -> tuple[sa.ColumnElement[bool], ...]:
    """The condition of the partial index, word for word, so that it is used."""
    return row.c.status.in_(_WAITING), row.c.endpoint_id == endpoint


def _watched(scope: tuple[str, ...]) -> sa.Select[Any]:
    row = deliveries.alias()
    first_due = sa.select(sa.func.min(row.c.due_at)).where(*_waiting(row, endpoints.c.id))
    return (
        sa.select(
            *(endpoints.c[name] for name in ("id", "workspace_id", "bot_id")),
            bots.c.name,
            *(endpoints.c[name] for name in Watched.__struct_fields__[4:11]),
            *(_or_nothing(health.c[name]) for name in _HEARD),
            first_due.scalar_subquery(),
        )
        .select_from(living())
        .join(health, health.c.endpoint_id == endpoints.c.id, isouter=True)
        .where(*alive(scope))
        .order_by(endpoints.c.bot_id, endpoints.c.id)
    )


def _queue() -> Executable:
    """Every part of it runs along the index, and only so far."""
    row = deliveries.alias()
    due_at = row.c.due_at
    waiting = sa.select(row.c.id).where(*_waiting(row, sa.bindparam("endpoint")))
    due = waiting.where(due_at <= _NOW)
    later = waiting.where(due_at > _NOW, due_at < BEHIND)
    return sa.select(
        _count(due),
        _count(later),
        _count(waiting.where(due_at == BEHIND)),
        _made_first(due.order_by(due_at)),
        _made_first(later.order_by(due_at.desc())),
    )


def _count(rows: sa.Select[Any]) -> sa.ScalarSelect[int]:
    few = rows.limit(sa.bindparam("most")).subquery()
    return sa.select(sa.func.count()).select_from(few).scalar_subquery()


def _made_first(rows: sa.Select[Any]) -> sa.ScalarSelect[int]:
    """Ids sort by time, so the least is the oldest."""
    few = rows.limit(sa.bindparam("looked_at")).subquery()
    least = sa.select(sa.func.min(few.c.id)).scalar_subquery()
    first = deliveries.alias()
    return sa.select(first.c.created_at).where(first.c.id == least).scalar_subquery()


def _or_nothing(column: sa.Column[Any]) -> Any:
    if column.nullable:
        return column
    nothing = "" if isinstance(column.type, sa.Text) else 0
    return sa.func.coalesce(column, sa.literal_column(repr(nothing)))


def living() -> sa.Join:
    """Bots and their endpoints."""
    return sa.join(bots, endpoints, endpoints.c.bot_id == bots.c.id)


def alive(scope: tuple[str, ...]) -> list[sa.ColumnElement[bool]]:
    """The condition that both are there, and in a scope."""
    alive = [bots.c.deleted_at.is_(None), endpoints.c.deleted_at.is_(None)]
    return alive + [_FILTERS[name] for name in scope]


_WATCHED = {scope: Prepared(_watched(scope)) for scope in SCOPES}
_QUEUE = Prepared(_queue())
_NAMES = sa.select(bots.c.id, bots.c.name).where(bots.c.deleted_at.is_(None)).order_by(bots.c.id)
_NAMED = {False: Prepared(_NAMES), True: Prepared(_NAMES.where(_FILTERS["workspace"]))}
_SENDING = Prepared(
    sa.select(deliveries.c.endpoint_id, sa.func.count(), sa.func.min(deliveries.c.created_at))
    .where(deliveries.c.status == sa.literal_column("'sending'"))
    .group_by(deliveries.c.endpoint_id)
)


def list_watched(scope: Scope) -> Steps[list[Watched]]:
    """The endpoints of living bots, by bot."""
    filters = scope.filters()
    rows = yield _WATCHED[tuple(filters)].bind(**filters)
    return [Watched(*row) for row in rows]


def count_queue(endpoint_id: str, now: int, most: int = COUNTED) -> Steps[Queue]:
    """What waits for an endpoint; ``now`` is in microseconds since the epoch."""
    rows = yield _QUEUE.bind(
        endpoint=endpoint_id, now=now, most=most, looked_at=min(most, _LOOKED_AT)
    )
    return Queue(*rows[0])


def name_bots(workspace_id: int | None) -> Steps[dict[int, str]]:
    """The names of a workspace's living bots, by id; of all bots where none is given."""
    given = {} if workspace_id is None else {"workspace": workspace_id}
    rows = yield _NAMED[bool(given)].bind(**given)
    return {row[0]: row[1] for row in rows}


def list_sending() -> Steps[list[Sending]]:
    """What is under way anywhere: never more than all workers hold."""
    rows = yield _SENDING.bind()
    return [Sending(*row) for row in rows]
