"""Listeners: endpoints that a developer's machine comes to and takes deliveries from.

One session at a time has a listener. Whoever opens it gets a fresh one, and the session before
finds out the next time it comes; so what a dead session held can go back in line at once.
"""

from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from kauli.kit.clock import HOUR
from kauli.storage.queries.bots import touch_bot
from kauli.storage.queries.deliveries import Claimed
from kauli.storage.queries.endpoints import LISTEN
from kauli.storage.statements import Prepared, Steps, columns, one
from kauli.storage.tables import deliveries, endpoints, listeners

__all__ = [
    "SILENT_AFTER",
    "Glance",
    "Standing",
    "find_standing",
    "glance",
    "hear",
    "held_deliveries",
    "hold_again",
    "seat",
    "switch_off_silent_listeners",
]

SILENT_AFTER = 24 * HOUR
"""How long nothing may be heard of a listener before it is switched off."""


class Glance(msgspec.Struct, frozen=True, gc=False):
    """How a listener is doing, at a glance.

    Attributes:
        active: deliveries are written for it.
        off_at: when Kauli switched it off because its receiver wants no more, if it did.
        session: whose it is; "" when it is nobody's.
        heard_at: when its session was last heard of.
        due_at: of the earliest of its undelivered deliveries, if there are any.
    """

    active: bool
    off_at: int | None
    session: str
    heard_at: int
    due_at: int | None


class Standing(msgspec.Struct, frozen=True, gc=False):
    """Where a delivery of a listener stands.

    Attributes:
        delivery: as it would be claimed.
        claim_id: under which it is held, if it is.
        outcome: of its last attempt.
    """

    delivery: Claimed
    status: str
    claim_id: str | None
    outcome: str


_SENDING: sa.ColumnElement[str] = sa.literal_column("'sending'")
_WAITING: list[sa.ColumnElement[str]] = [
    sa.literal_column("'pending'"),
    sa.literal_column("'failed'"),
]
_ENDPOINT = deliveries.c.endpoint_id == sa.bindparam("endpoint")
_DELIVERY = (deliveries.c.id == sa.bindparam("delivery")) & _ENDPOINT
_EARLIEST = (
    sa.select(sa.func.min(deliveries.c.due_at))
    .where(_ENDPOINT, deliveries.c.status.in_(_WAITING))
    .scalar_subquery()
)


def _seat(insert: Any) -> Any:
    added = insert(listeners).values(
        endpoint_id=sa.bindparam("endpoint"),
        session=sa.bindparam("session"),
        heard_at=sa.bindparam("now"),
    )
    return added.on_conflict_do_update(
        index_elements=[listeners.c.endpoint_id],
        set_={"session": added.excluded.session, "heard_at": added.excluded.heard_at},
    )


_GLANCE = Prepared(
    sa.select(
        endpoints.c.active,
        endpoints.c.off_at,
        sa.func.coalesce(listeners.c.session, ""),
        sa.func.coalesce(listeners.c.heard_at, 0),
        _EARLIEST,
    )
    .join(listeners, listeners.c.endpoint_id == endpoints.c.id, isouter=True)
    .where(endpoints.c.id == sa.bindparam("endpoint"), endpoints.c.deleted_at.is_(None))
)
_SEAT = Prepared(sqlite=_seat(sqlite.insert), postgresql=_seat(postgresql.insert))
_HEAR = Prepared(
    sa.update(listeners)
    .where(listeners.c.endpoint_id == sa.bindparam("endpoint"))
    .values(heard_at=sa.bindparam("now"))
)
_HELD = Prepared(
    sa.select(deliveries.c.id, deliveries.c.claim_id).where(
        _ENDPOINT, deliveries.c.status == _SENDING
    )
)
_STANDING = sa.select(
    *columns(deliveries, Claimed), deliveries.c.status, deliveries.c.claim_id, deliveries.c.outcome
).where(_DELIVERY)
_FIND = Prepared(sqlite=_STANDING, postgresql=_STANDING.with_for_update())
_HOLD_AGAIN = Prepared(
    sa.update(deliveries)
    .where(_DELIVERY, deliveries.c.status.in_(_WAITING))
    .values(status=_SENDING, claim_id=sa.bindparam("claim"))
)
_SILENT = Prepared(
    sa.update(endpoints)
    .where(
        endpoints.c.kind == LISTEN,
        endpoints.c.active,
        endpoints.c.deleted_at.is_(None),
        endpoints.c.updated_at < sa.bindparam("since"),
        ~sa.exists().where(
            listeners.c.endpoint_id == endpoints.c.id,
            listeners.c.heard_at >= sa.bindparam("since"),
        ),
    )
    .values(active=sa.false())
    .returning(endpoints.c.id, endpoints.c.bot_id)
)


def glance(endpoint_id: str) -> Steps[Glance | None]:
    """How a listener is doing; ``None`` when it is gone."""
    row = one((yield _GLANCE.bind(endpoint=endpoint_id)))
    return Glance(*row) if row else None


def seat(endpoint_id: str, session: str, now: int) -> Steps[None]:
    """Give a listener to a session; "" for nobody."""
    yield _SEAT.bind(endpoint=endpoint_id, session=session, now=now)


def hear(endpoint_id: str, now: int) -> Steps[None]:
    """Note that its session was heard of."""
    yield _HEAR.bind(endpoint=endpoint_id, now=now)


def held_deliveries(endpoint_id: str) -> Steps[dict[str, str]]:
    """What is being sent there: the claim id of each delivery, by the delivery's id."""
    rows = yield _HELD.bind(endpoint=endpoint_id)
    return {row[0]: row[1] for row in rows}


def find_standing(endpoint_id: str, delivery_id: str) -> Steps[Standing | None]:
    """Where a delivery stands; nobody else moves it until this transaction is over."""
    row = one((yield _FIND.bind(endpoint=endpoint_id, delivery=delivery_id)))
    return None if row is None else Standing(Claimed(*row[:-3]), *row[-3:])


def hold_again(endpoint_id: str, delivery_id: str, claim_id: str) -> Steps[None]:
    """Claim a delivery that fell back in line, to settle it by an answer that came late."""
    yield _HOLD_AGAIN.bind(endpoint=endpoint_id, delivery=delivery_id, claim=claim_id)


def switch_off_silent_listeners(now: int) -> Steps[list[str]]:
    """Switch off the listeners that nobody was heard of for ``SILENT_AFTER``; answers the ids.

    From then on nothing is written for them. What waits there is kept, and a session that comes
    after all has its listener switched on again.
    """
    rows = yield _SILENT.bind(since=now - SILENT_AFTER)
    for bot_id in sorted({row[1] for row in rows}):
        yield from touch_bot(bot_id, now)
    return [row[0] for row in rows]
