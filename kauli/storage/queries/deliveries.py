"""Deliveries as the worker moves them: look, claim, hold, acknowledge, give back, sweep.

A delivery is taken with a lease and a claim id. Whoever acknowledges must still hold the claim;
a lease that runs out (its holder is dead) makes the delivery due again. No cost here grows with
what has been delivered: every search goes through an index of the undelivered alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql import Executable

from kauli.storage.statements import POSTGRESQL, Many, Prepared, Steps, columns
from kauli.storage.tables import attempts, deliveries, endpoints

__all__ = [
    "Acknowledgement",
    "Claimed",
    "Waiting",
    "acknowledge",
    "claim",
    "extend_leases",
    "give_back",
    "sweep",
    "waiting_endpoints",
]


@dataclass(frozen=True, slots=True)
class Waiting:
    """An active endpoint with undelivered rows, and all that sending to it takes.

    Attributes:
        due_at: of the earliest of them.
        secrets: JSON text.
    """

    endpoint_id: str
    due_at: int
    url: str
    token: str
    secrets: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery that now is ours until the lease runs out; ``attempts`` counts those made."""

    id: str
    endpoint_id: str
    bot_id: int
    conversation_id: str
    sequence: int
    trigger: str
    body: bytes
    attempts: int
    due_at: int


class Acknowledgement(msgspec.Struct, frozen=True, gc=False):
    """What an attempt came to.

    Attributes:
        claim_id: under which the delivery was held; if another holds it now, nothing is settled.
        settled: values for the columns of the delivery.
        attempt: a value for each column of ``attempts``; ``None`` to leave no trace.
    """

    delivery_id: str
    claim_id: str
    settled: Mapping[str, Any]
    attempt: Mapping[str, Any] | None


_SENDING: sa.ColumnElement[str] = sa.literal_column("'sending'")
_WAITING_STATUSES: list[sa.ColumnElement[str]] = [
    sa.literal_column("'pending'"),
    sa.literal_column("'failed'"),
]
_HELD = (
    (deliveries.c.id == sa.bindparam("delivery"))
    & (deliveries.c.claim_id == sa.bindparam("claim"))
    & (deliveries.c.status == _SENDING)
)
_in_line = attrgetter("due_at", "id")
_CLAIMED = columns(deliveries, Claimed)
_BACK_IN_LINE: dict[str, Any] = {
    "status": sa.case(
        (deliveries.c.attempts > 0, sa.literal_column("'failed'")),
        else_=sa.literal_column("'pending'"),
    ),
    "lease_until": None,
    "claim_id": None,
}


def _undelivered(table: Any) -> sa.ColumnElement[bool]:
    """The condition of the partial index, word for word, so that it is used."""
    condition: sa.ColumnElement[bool] = table.c.status.in_(_WAITING_STATUSES)
    return condition


def _waiting() -> sa.Select[Any]:
    """Hop from endpoint to endpoint along the index, rather than read all their rows."""
    first, other, row = deliveries.alias(), deliveries.alias(), deliveries.alias()
    walk = (
        sa.select(sa.func.min(first.c.endpoint_id).label("endpoint_id"))
        .where(_undelivered(first))
        .cte("walk", recursive=True)
    )
    following = (
        sa.select(sa.func.min(other.c.endpoint_id))
        .where(_undelivered(other), other.c.endpoint_id > walk.c.endpoint_id)
        .scalar_subquery()
    )
    walk = walk.union_all(sa.select(following).where(walk.c.endpoint_id.is_not(None)))
    earliest = (
        sa.select(sa.func.min(row.c.due_at))
        .where(_undelivered(row), row.c.endpoint_id == walk.c.endpoint_id)
        .scalar_subquery()
    )
    return (
        sa.select(walk.c.endpoint_id, earliest, endpoints.c.url, endpoints.c.token)
        .add_columns(endpoints.c.secrets)
        .join(endpoints, endpoints.c.id == walk.c.endpoint_id)
        .where(endpoints.c.active, endpoints.c.deleted_at.is_(None))
    )


def _due(endpoint: sa.ColumnElement[str], limit: Any) -> sa.Select[Any]:
    return (
        sa.select(deliveries.c.id)
        .where(
            _undelivered(deliveries),
            deliveries.c.endpoint_id == endpoint,
            deliveries.c.due_at <= sa.bindparam("now"),
        )
        .order_by(deliveries.c.due_at)
        .limit(limit)
    )


def _take() -> sa.Update:
    return sa.update(deliveries).values(
        status=_SENDING, lease_until=sa.bindparam("lease_until"), claim_id=sa.bindparam("claim")
    )


def _claim_everywhere() -> Executable:
    """One statement for all endpoints; what another worker is just claiming is skipped."""
    wanted = (
        sa.func.unnest(
            sa.bindparam("endpoints", type_=postgresql.ARRAY(sa.Text)),
            sa.bindparam("quotas", type_=postgresql.ARRAY(sa.Integer)),
        )
        .table_valued("endpoint_id", "quota", name="wanted")
        .render_derived()
    )
    due = _due(wanted.c.endpoint_id, wanted.c.quota).with_for_update(skip_locked=True).lateral()
    picked = sa.select(due.c.id).select_from(wanted.join(due, sa.true())).cte("picked")
    # As an array, so that the planner, which can't know how few they are, goes by the key.
    found = sa.func.array(sa.select(picked.c.id).scalar_subquery())
    return _take().where(deliveries.c.id == sa.func.any(found)).returning(*_CLAIMED)


_WAITING = Prepared(_waiting())
_CLAIM_OF_ONE = Prepared(
    _take()
    .where(
        deliveries.c.id.in_(_due(sa.bindparam("endpoint"), sa.bindparam("quota")).scalar_subquery())
    )
    .returning(*_CLAIMED)
)
_CLAIM_OF_ALL = Prepared(postgresql=_claim_everywhere())
_ADD_ATTEMPT: dict[str, sa.BindParameter[Any]] = {
    column.name: sa.bindparam(column.name) for column in attempts.c
}
_RECORD = Prepared(
    sqlite=sqlite.insert(attempts).values(_ADD_ATTEMPT).on_conflict_do_nothing(),
    postgresql=postgresql.insert(attempts).values(_ADD_ATTEMPT).on_conflict_do_nothing(),
)
_SETTLE = Prepared(
    sa.update(deliveries)
    .where(_HELD)
    .values(
        status=sa.bindparam("status"),
        attempts=sa.bindparam("attempts"),
        due_at=sa.bindparam("due_at"),
        outcome=sa.bindparam("outcome"),
        finished_at=sa.bindparam("finished_at"),
        lease_until=None,
        claim_id=None,
    )
)
_EXTEND = Prepared(
    sa.update(deliveries).where(_HELD).values(lease_until=sa.bindparam("lease_until"))
)
_GIVE_BACK = Prepared(sa.update(deliveries).where(_HELD).values(_BACK_IN_LINE))
_SWEEP = Prepared(
    sa.update(deliveries)
    .where(deliveries.c.status == _SENDING, deliveries.c.lease_until < sa.bindparam("now"))
    .values(_BACK_IN_LINE)
    .returning(deliveries.c.id)
)


def waiting_endpoints() -> Steps[list[Waiting]]:
    """Every active endpoint with something undelivered, whether due or not yet."""
    rows = yield _WAITING.bind()
    return [Waiting(*row) for row in rows]


def claim(
    dialect: str, quotas: Mapping[str, int], *, claim_id: str, now: int, lease_until: int
) -> Steps[list[Claimed]]:
    """Take deliveries that are due, earliest first.

    Args:
        dialect: ``Database.dialect``.
        quotas: the most to take of each endpoint.
        claim_id: fresh, for this claim alone.
        now: microseconds since the epoch.
        lease_until: when they fall back to others, unless extended.
    """
    common = {"claim": claim_id, "now": now, "lease_until": lease_until}
    if dialect == POSTGRESQL:
        rows = yield _CLAIM_OF_ALL.bind(
            endpoints=list(quotas), quotas=list(quotas.values()), **common
        )
    else:
        rows = []
        for endpoint, quota in quotas.items():
            rows += yield _CLAIM_OF_ONE.bind(endpoint=endpoint, quota=quota, **common)
    return sorted([Claimed(*row) for row in rows], key=_in_line)


def acknowledge(batch: Sequence[Acknowledgement]) -> Steps[None]:
    """Keep what attempts came to; a delivery that another worker holds by now stays with it."""
    attempted = [one.attempt for one in batch if one.attempt is not None]
    if attempted:
        yield _RECORD.many(attempted)
    yield _SETTLE.many(
        {"delivery": one.delivery_id, "claim": one.claim_id, **one.settled} for one in batch
    )


def extend_leases(held: Mapping[str, str], lease_until: int) -> Steps[None]:
    """Hold on to deliveries; ``held`` maps the id of each to its claim id."""
    yield _many(_EXTEND, held, lease_until=lease_until)


def give_back(held: Mapping[str, str]) -> Steps[None]:
    """Put deliveries back in line, as if they had not been claimed."""
    yield _many(_GIVE_BACK, held)


def sweep(now: int) -> Steps[list[str]]:
    """Put back in line what a dead worker held; answers the ids."""
    rows = yield _SWEEP.bind(now=now)
    return [row[0] for row in rows]


def _many(statement: Prepared, held: Mapping[str, str], **values: Any) -> Many:
    return statement.many(
        {"delivery": delivery, "claim": claim_id, **values} for delivery, claim_id in held.items()
    )
