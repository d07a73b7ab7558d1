"""What the database says: while the run goes on, and when all is over."""

from collections.abc import Mapping
from typing import Any

import msgspec
import sqlalchemy as sa

from benchmarks.chaos.books import Row
from benchmarks.chaos.cast import CAST
from benchmarks.chaos.setting import Stage
from kauli.storage.statements import Prepared, Steps
from kauli.storage.tables import BEHIND, attempts, deliveries, health

__all__ = ["Spent", "look", "send_now", "spent", "unsettled"]

_SETTLED: list[sa.ColumnElement[str]] = [
    sa.literal_column("'delivered'"),
    sa.literal_column("'exhausted'"),
]
_UNSETTLED = Prepared(
    sa.select(sa.func.count()).select_from(deliveries).where(deliveries.c.status.not_in(_SETTLED))
)
_ROWS = Prepared(
    sa.select(
        deliveries.c.id,
        deliveries.c.endpoint_id,
        deliveries.c.conversation_id,
        deliveries.c.sequence,
        deliveries.c.created_at,
        deliveries.c.status,
    )
)
_ATTEMPTS = Prepared(
    sa.select(deliveries.c.endpoint_id, sa.func.count())
    .join(attempts, attempts.c.delivery_id == deliveries.c.id)
    .where(attempts.c.started_at.between(sa.bindparam("since"), sa.bindparam("until")))
    .group_by(deliveries.c.endpoint_id)
)
_DUE_NOW = Prepared(
    sa.update(deliveries)
    .where(
        deliveries.c.status.in_([sa.literal_column("'pending'"), sa.literal_column("'failed'")]),
        deliveries.c.due_at > sa.bindparam("now"),
        deliveries.c.due_at != BEHIND,
    )
    .values(due_at=sa.bindparam("now"))
)
_END_RESTS = Prepared(
    sa.update(health).values(rests=0, rest_until=0, changed_at=sa.bindparam("now"))
)


class Spent(msgspec.Struct, frozen=True):
    """What receivers of one manner got while they were sick: endpoints, deliveries, attempts."""

    endpoints: int
    deliveries: int
    attempts: int


def unsettled() -> Steps[int]:
    """How many deliveries are not at their end."""
    rows = yield _UNSETTLED.bind()
    return int(rows[0][0])


def look(stage: Stage) -> Steps[dict[str, Row]]:
    """Every delivery, by id."""
    numbers = {endpoint: number for number, endpoint in enumerate(stage.endpoints)}
    rows: Any = yield _ROWS.bind()
    return {row[0]: Row(row[0], numbers[row[1]], *row[2:]) for row in rows}


def spent(stage: Stage, rows: Mapping[str, Row], since: int, until: int) -> Steps[dict[str, Spent]]:
    """By manner, what was made for its receivers and what was tried there in that time."""
    counted: Any = yield _ATTEMPTS.bind(since=since, until=until)
    tried = {row[0]: int(row[1]) for row in counted}
    found: dict[str, Spent] = {}
    for part in CAST:
        before = found.get(part.manner, Spent(0, 0, 0))
        made = sum(
            row.endpoint == part.number and since <= row.made_at <= until for row in rows.values()
        )
        found[part.manner] = Spent(
            before.endpoints + 1,
            before.deliveries + made,
            before.attempts + tried.get(stage.endpoints[part.number], 0),
        )
    return found


def send_now(now: int) -> Steps[int]:
    """Make due what waits for its next attempt, and end all rests; answers how many waited."""
    yield _END_RESTS.bind(now=now)
    return int((yield _DUE_NOW.bind(now=now)))
