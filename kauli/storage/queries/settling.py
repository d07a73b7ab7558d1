"""What attempts came to: written down, settled, counted, in one transaction a batch."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from kauli.storage.queries.health import News, take_news
from kauli.storage.queries.lines import Line, move_up
from kauli.storage.statements import POSTGRESQL, Prepared, Steps, forgettable, unnested
from kauli.storage.tables import attempts, deliveries, tallies

__all__ = ["Acknowledgement", "Batch", "Tally", "acknowledge"]


class Acknowledgement(msgspec.Struct, frozen=True, gc=False):
    """What an attempt came to.

    Attributes:
        claim_id: under which the delivery was held; if another holds it now, nothing is settled.
        settled: a value for each of ``status``, ``attempts``, ``due_at``, ``outcome`` and
            ``finished_at`` of the delivery.
        attempt: a value for each column of ``attempts``; ``None`` to leave no trace.
    """

    delivery_id: str
    claim_id: str
    settled: Mapping[str, Any]
    attempt: Mapping[str, Any] | None


class Tally(msgspec.Struct, frozen=True, gc=False):
    """Some attempts that came to the same: see ``tables.tallies``."""

    endpoint_id: str
    hour: int
    outcome: str
    bucket: int
    attempts: int
    milliseconds: int


class Batch(msgspec.Struct, frozen=True, gc=False):
    """Everything that is written at once.

    Attributes:
        finished: the lines in which a delivery came to its end.
        tallies: sorted, so that two workers that count at once don't wait for each other.
        news: of endpoints, sorted likewise.
        now: microseconds since the epoch.
    """

    acknowledgements: Sequence[Acknowledgement]
    finished: Sequence[Line]
    tallies: Sequence[Tally]
    news: Sequence[News]
    now: int


_TYPES: dict[str, Any] = {column.name: column.type for column in attempts.c}
_SETTLED: dict[str, Any] = {
    name: deliveries.c[name].type
    for name in ("status", "attempts", "due_at", "outcome", "finished_at")
}
_COUNTED = [column.name for column in tallies.c]
_HOLDING: dict[str, Any] = {"delivery": sa.Text(), "claim": sa.Text()}
_LET_GO: dict[str, Any] = {"lease_until": None, "claim_id": None}
_SENDING: sa.ColumnElement[str] = sa.literal_column("'sending'")


def _settle_sqlite() -> sa.Update:
    return (
        sa.update(deliveries)
        .where(
            deliveries.c.id == sa.bindparam("delivery"),
            deliveries.c.claim_id == sa.bindparam("claim"),
            deliveries.c.status == _SENDING,
        )
        .values({name: sa.bindparam(name) for name in _SETTLED} | _LET_GO)
    )


def _settle_postgresql() -> sa.Update:
    new = unnested("new", **_HOLDING, **_SETTLED)
    return (
        sa.update(deliveries)
        .where(
            deliveries.c.id == new.c.delivery,
            deliveries.c.claim_id == new.c.claim,
            deliveries.c.status == _SENDING,
        )
        .values({name: new.c[name] for name in _SETTLED} | _LET_GO)
    )


def _record_postgresql() -> Any:
    new = unnested("new", **_TYPES)
    added = postgresql.insert(attempts).from_select(list(_TYPES), sa.select(new))
    return added.on_conflict_do_nothing()


def _tally(insert: Any) -> Any:
    added = insert(tallies).values({name: sa.bindparam(name) for name in _COUNTED})
    return added.on_conflict_do_update(
        index_elements=list(tallies.primary_key.columns),
        set_={
            name: tallies.c[name] + added.excluded[name] for name in ("attempts", "milliseconds")
        },
    )


_RECORD = Prepared(
    sqlite=sqlite.insert(attempts)
    .values({name: sa.bindparam(name) for name in _TYPES})
    .on_conflict_do_nothing(),
    postgresql=_record_postgresql(),
)
_SETTLE = Prepared(sqlite=_settle_sqlite(), postgresql=_settle_postgresql())
_TALLY = Prepared(sqlite=_tally(sqlite.insert), postgresql=_tally(postgresql.insert))


@forgettable  # what is forgotten goes out again, under the same id
def acknowledge(dialect: str, batch: Batch) -> Steps[int]:
    """Keep what attempts came to; a delivery that another worker holds by now stays with it.

    Returns:
        How many deliveries became due because what they waited for is settled.
    """
    done = batch.acknowledgements
    recorded = [one.attempt for one in done if one.attempt is not None]
    settled = [{"delivery": one.delivery_id, "claim": one.claim_id, **one.settled} for one in done]
    yield from _each(dialect, _RECORD, _TYPES, recorded)
    yield from _each(dialect, _SETTLE, _HOLDING | _SETTLED, settled)
    moved = 0
    if batch.finished:
        moved = yield from move_up(dialect, batch.finished, batch.now)
    yield from take_news(batch.news, batch.now)
    if batch.tallies:
        yield _TALLY.many(msgspec.structs.asdict(one) for one in batch.tallies)
    return moved


def _each(
    dialect: str, statement: Prepared, names: Iterable[str], rows: Sequence[Mapping[str, Any]]
) -> Steps[None]:
    """Run a statement for each row: on PostgreSQL at once, with a list for each parameter."""
    if not rows:
        return
    if dialect == POSTGRESQL:
        yield statement.bind(**{name: [row[name] for row in rows] for name in names})
    else:
        yield statement.many(rows)
