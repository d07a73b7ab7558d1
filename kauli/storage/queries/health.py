"""How endpoints are doing: failures in a row, rests, and being switched off."""

from collections.abc import Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from kauli.storage.statements import Prepared, Steps
from kauli.storage.tables import endpoints, health, tallies

__all__ = ["News", "Rest", "end_rests", "forgive", "pace_anew", "take_news"]


_HOLDS = 2**62


class Rest(msgspec.Struct, frozen=True, gc=False):
    """A rest that an endpoint is given: the ``number``th in a row, and until when."""

    number: int
    until: int


class News(msgspec.Struct, frozen=True, gc=False):
    """What was heard of an endpoint, and what follows from it.

    Attributes:
        succeeded: there was a success, and it is worth writing down.
        failures: since the last success.
        rest: begun since then.
        warned: somebody was warned that it will be switched off.
        off: why it is to be switched off: ``gone``, or ``failing`` (which is looked into once
            more: a success since ``failing_since`` speaks against it); "" to leave it on.
        failing_since: as known when the attempt was made.
        failure: what the last failure was: the status of HTTP or the outcome's code.
        known_at: when the attempt was begun that is to switch it off; if the endpoint was changed
            after that, the attempt says nothing about what it is now.
    """

    endpoint_id: str
    succeeded: bool = False
    failures: int = 0
    rest: Rest | None = None
    warned: bool = False
    off: str = ""
    failing_since: int = 0
    failure: str = ""
    known_at: int = _HOLDS


_HOUR = 3_600_000_000
_THIS = health.c.endpoint_id == sa.bindparam("endpoint")


def _failed(insert: Any) -> Any:
    now: sa.BindParameter[int] = sa.bindparam("now")
    added = insert(health).values(
        endpoint_id=sa.bindparam("endpoint"),
        failures=sa.bindparam("failures"),
        failing_since=now,
        last_failure_at=now,
        last_failure=sa.bindparam("failure"),
        rest_until=0,
        changed_at=0,
        paced_until=0,
    )
    return added.on_conflict_do_update(
        index_elements=[health.c.endpoint_id],
        set_={
            "failures": health.c.failures + added.excluded.failures,
            "failing_since": sa.func.coalesce(health.c.failing_since, added.excluded.failing_since),
            "last_failure_at": added.excluded.last_failure_at,
            "last_failure": added.excluded.last_failure,
        },
    )


def _succeeded(insert: Any) -> Any:
    now: sa.BindParameter[int] = sa.bindparam("now")
    added = insert(health).values(
        endpoint_id=sa.bindparam("endpoint"),
        last_success_at=now,
        rest_until=0,
        changed_at=now,
        paced_until=0,
    )
    return added.on_conflict_do_update(
        index_elements=[health.c.endpoint_id],
        set_={
            "failures": 0,
            "failing_since": None,
            "last_success_at": added.excluded.last_success_at,
            "rests": 0,
            "rest_until": 0,
            "changed_at": added.excluded.changed_at,
            "warned_at": None,
        },
    )


_FAILED = Prepared(sqlite=_failed(sqlite.insert), postgresql=_failed(postgresql.insert))
_SUCCEEDED = Prepared(sqlite=_succeeded(sqlite.insert), postgresql=_succeeded(postgresql.insert))
_RESTS = Prepared(
    sa.update(health)
    .where(_THIS)
    .values(
        rests=sa.bindparam("rests"),
        rest_until=sa.bindparam("until"),
        changed_at=sa.bindparam("now"),
    )
)
_WARNED = Prepared(sa.update(health).where(_THIS).values(warned_at=sa.bindparam("now")))
_SWITCH_OFF = Prepared(
    sa.update(endpoints)
    .where(
        endpoints.c.id == sa.bindparam("endpoint"),
        endpoints.c.off_at.is_(None),
        endpoints.c.updated_at <= sa.bindparam("known_at"),
        ~sa.exists().where(
            tallies.c.endpoint_id == endpoints.c.id,
            tallies.c.hour > sa.bindparam("hour"),
            tallies.c.outcome == sa.literal_column("'delivered'"),
        ),
    )
    .values(off_at=sa.bindparam("now"), off_reason=sa.bindparam("reason"))
)
_END_RESTS = Prepared(
    sa.update(health).where(_THIS).values(rests=0, rest_until=0, changed_at=sa.bindparam("now"))
)
_FORGIVE = Prepared(
    sa.update(health)
    .where(_THIS)
    .values(
        failures=0,
        failing_since=None,
        rests=0,
        rest_until=0,
        changed_at=sa.bindparam("now"),
        warned_at=None,
    )
)
_PACE_ANEW = Prepared(
    sa.update(health).where(_THIS).values(paced_until=0, claims=health.c.claims + 1)
)


def take_news(news: Sequence[News], now: int) -> Steps[None]:
    """Write down what was heard of endpoints; ``now`` is in microseconds since the epoch."""
    for one in news:
        key = one.endpoint_id
        if one.succeeded:
            yield _SUCCEEDED.bind(endpoint=key, now=now)
        if one.failures:
            yield _FAILED.bind(endpoint=key, failures=one.failures, failure=one.failure, now=now)
        if one.rest is not None:
            yield _RESTS.bind(endpoint=key, rests=one.rest.number, until=one.rest.until, now=now)
        if one.warned:
            yield _WARNED.bind(endpoint=key, now=now)
        if one.off:
            # Whoever answers 410 means it, whatever they answered before.
            hour = now if one.off == "gone" else one.failing_since
            yield _SWITCH_OFF.bind(
                endpoint=key,
                reason=one.off,
                hour=hour // _HOUR * _HOUR,
                known_at=one.known_at,
                now=now,
            )


def forgive(endpoint_id: str, now: int) -> Steps[None]:
    """Let an endpoint start with a clean sheet, as one that never failed."""
    yield _FORGIVE.bind(endpoint=endpoint_id, now=now)


def end_rests(endpoint_id: str, now: int) -> Steps[None]:
    """Close an endpoint's circuit: what it was given a rest for may not hold any more."""
    yield _END_RESTS.bind(endpoint=endpoint_id, now=now)


def pace_anew(endpoint_id: str) -> Steps[None]:
    """Forget how far the attempts so far take up an endpoint's rate, since that is another now.

    It counts as a claim, so that a worker that is just claiming by the old rate looks again.
    """
    yield _PACE_ANEW.bind(endpoint=endpoint_id)
