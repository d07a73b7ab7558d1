"""Deliveries as the worker moves them: look, claim, hold, give back, sweep.

A delivery is taken with a lease and a claim id. Whoever settles it must still hold the claim;
a lease that runs out (its holder is dead) makes the delivery due again. No cost here grows with
what has been delivered: every search goes through an index of the undelivered alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from operator import attrgetter
from types import MappingProxyType
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql import Executable

from kauli.storage.statements import POSTGRESQL, Many, Prepared, Steps, columns
from kauli.storage.tables import deliveries, endpoints, health

__all__ = [
    "LONGEST_LEASE",
    "Claimed",
    "Grant",
    "Overtaken",
    "Waiting",
    "claim",
    "extend_leases",
    "give_back",
    "sweep",
    "waiting_endpoints",
]


class Waiting(msgspec.Struct, frozen=True, gc=False):
    """An endpoint with undelivered rows, all that sending to it takes, and how it is doing.

    Attributes:
        due_at: of the earliest of them.
        headers: of its own, JSON text.
        secrets: JSON text.
        schedule: pauses in seconds as JSON text, "" for the usual ones.
        rate_limit: attempts a minute, at most.
        concurrency: attempts at once, at most.
        sending: attempts under way anywhere; counted only where there is such a limit.
        failing_since: the first failure after the last success, if there was one.
        rests: how many rests it was given in a row.
        rest_until: nothing goes there before.
        changed_at: when the rests were last changed.
        paced_until: how far the attempts that were granted take up its rate.
        claims: how many claims there were at it as an endpoint with a limit.
    """

    endpoint_id: str
    due_at: int
    workspace_id: int
    url: str
    token: str
    headers: str
    secrets: str
    schedule: str
    timeout_ms: int | None
    rate_limit: int | None
    concurrency: int | None
    sending: int = 0
    failing_since: int | None = None
    last_success_at: int | None = None
    rests: int = 0
    rest_until: int = 0
    changed_at: int = 0
    warned_at: int | None = None
    paced_until: int = 0
    claims: int = 0


@dataclass(frozen=True, slots=True)
class Claimed:
    """A delivery that now is ours until the lease runs out; ``attempts`` counts those made.

    Attributes:
        earlier_attempts: how many of them were made before its present schedule began.
    """

    id: str
    endpoint_id: str
    bot_id: int
    conversation_id: str
    sequence: int
    trigger: str
    body: bytes
    attempts: int
    earlier_attempts: int
    due_at: int


class Grant(msgspec.Struct, frozen=True, gc=False):
    """What a claim at an endpoint with a limit went by.

    Attributes:
        claims: ``Waiting.claims`` as it was read.
        paced_until: where the endpoint's pace stands before the claim.
        interval: microseconds by which each attempt moves it on.
    """

    claims: int
    paced_until: int
    interval: int


class Overtaken(Exception):
    """Another worker claimed at the same limited endpoint at the same time; look again."""


LONGEST_LEASE = 3_600_000_000
"""What a lease may be at most, in microseconds."""

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
    here = walk.c.endpoint_id
    under_way = (
        sa.select(sa.func.count())
        .where(deliveries.c.endpoint_id == endpoints.c.id, deliveries.c.status == _SENDING)
        .scalar_subquery()
    )
    known = [endpoints.c[name] for name in Waiting.__struct_fields__ if name in endpoints.c]
    heard = [health.c[name] for name in Waiting.__struct_fields__[12:]]
    return (
        sa.select(here, earliest, *known)
        .add_columns(sa.case((endpoints.c.concurrency.is_not(None), under_way), else_=0))
        .add_columns(*(sa.func.coalesce(one, 0) if _counts(one) else one for one in heard))
        .join(endpoints, endpoints.c.id == here)
        .join(health, health.c.endpoint_id == here, isouter=True)
        .where(
            endpoints.c.active,
            endpoints.c.kind == sa.literal_column("'http'"),
            endpoints.c.off_at.is_(None),
            endpoints.c.deleted_at.is_(None),
        )
    )


def _counts(column: sa.Column[Any]) -> bool:
    return not column.nullable


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


def _count_claim(insert: Any) -> Any:
    """Only if nobody else claimed there since; the row is made by the first claim."""
    values = {"endpoint_id": "endpoint", "paced_until": "paced_until", "claims": "next"}
    added = insert(health).values(
        rest_until=0, changed_at=0, **{name: sa.bindparam(key) for name, key in values.items()}
    )
    return added.on_conflict_do_update(
        index_elements=[health.c.endpoint_id],
        set_={"paced_until": added.excluded.paced_until, "claims": added.excluded.claims},
        where=health.c.claims == sa.bindparam("seen"),
    )


_WAITING = Prepared(_waiting())
_COUNT_CLAIM = Prepared(
    sqlite=_count_claim(sqlite.insert), postgresql=_count_claim(postgresql.insert)
)
_CLAIM_OF_ONE = Prepared(
    _take()
    .where(
        deliveries.c.id.in_(_due(sa.bindparam("endpoint"), sa.bindparam("quota")).scalar_subquery())
    )
    .returning(*_CLAIMED)
)
_CLAIM_OF_ALL = Prepared(postgresql=_claim_everywhere())
_EXTEND = Prepared(
    sa.update(deliveries).where(_HELD).values(lease_until=sa.bindparam("lease_until"))
)
_GIVE_BACK = Prepared(sa.update(deliveries).where(_HELD).values(_BACK_IN_LINE))
_SWEEP = Prepared(
    sa.update(deliveries)
    .where(
        deliveries.c.status == _SENDING,
        (deliveries.c.lease_until < sa.bindparam("now"))
        | (deliveries.c.lease_until > sa.bindparam("too_late")),
    )
    .values(_BACK_IN_LINE)
    .returning(deliveries.c.id)
)


def waiting_endpoints() -> Steps[list[Waiting]]:
    """Every endpoint that may be called and has something undelivered, due or not yet."""
    rows = yield _WAITING.bind()
    return [Waiting(*row) for row in rows]


def claim(
    dialect: str,
    quotas: Mapping[str, int],
    grants: Mapping[str, Grant] = MappingProxyType({}),
    *,
    claim_id: str,
    now: int,
    lease_until: int,
) -> Steps[list[Claimed]]:
    """Take deliveries that are due, earliest first.

    Args:
        dialect: ``Database.dialect``.
        quotas: the most to take of each endpoint.
        grants: for each of them that has a limit.
        claim_id: fresh, for this claim alone.
        now: microseconds since the epoch.
        lease_until: when they fall back to others, unless extended.

    Raises:
        Overtaken: a limit may have been used up by another; nothing was claimed.
    """
    common = {"claim": claim_id, "now": now, "lease_until": lease_until}
    if dialect == POSTGRESQL:
        run = _CLAIM_OF_ALL.bind if grants else _CLAIM_OF_ALL.alone
        rows = yield run(endpoints=list(quotas), quotas=list(quotas.values()), **common)
    else:
        rows = []
        for endpoint, quota in quotas.items():
            rows += yield _CLAIM_OF_ONE.bind(endpoint=endpoint, quota=quota, **common)
    claimed = sorted([Claimed(*row) for row in rows], key=_in_line)
    for endpoint, grant in grants.items():
        taken = sum(one.endpoint_id == endpoint for one in claimed)
        if taken:
            counted = yield _COUNT_CLAIM.bind(
                endpoint=endpoint,
                seen=grant.claims,
                next=grant.claims + 1,
                paced_until=grant.paced_until + taken * grant.interval,
            )
            if not counted:
                raise Overtaken
    return claimed


def extend_leases(held: Mapping[str, str], lease_until: int) -> Steps[None]:
    """Hold on to deliveries; ``held`` maps the id of each to its claim id."""
    yield _many(_EXTEND, held, lease_until=lease_until)


def give_back(held: Mapping[str, str]) -> Steps[None]:
    """Put deliveries back in line, as if they had not been claimed."""
    yield _many(_GIVE_BACK, held)


def sweep(now: int) -> Steps[list[str]]:
    """Put back in line what a dead worker held; answers the ids.

    A lease that ends later than any lease can was given before the clock was set back.
    """
    rows = yield _SWEEP.bind(now=now, too_late=now + LONGEST_LEASE)
    return [row[0] for row in rows]


def _many(statement: Prepared, held: Mapping[str, str], **values: Any) -> Many:
    return statement.many(
        {"delivery": delivery, "claim": claim_id, **values} for delivery, claim_id in held.items()
    )
