"""What is in the database when all is over: nothing broken, nothing twice, nothing left behind."""

import sqlite3
from typing import Any

import sqlalchemy as sa

from benchmarks.inside import look_up
from benchmarks.stores import SQLITE, Store
from kauli.storage.statements import Prepared, Steps
from kauli.storage.tables import conversations, deliveries, turns

__all__ = ["faults_in", "unsettled"]

_UNDELIVERED = Prepared(
    sa.select(deliveries.c.status, sa.func.count())
    .where(deliveries.c.status != "delivered")
    .group_by(deliveries.c.status)
)
_COUNTS = Prepared(
    sa.select(
        sa.select(sa.func.count()).select_from(conversations).scalar_subquery(),
        sa.select(sa.func.count()).select_from(turns).scalar_subquery(),
        sa.select(sa.func.count()).select_from(deliveries).scalar_subquery(),
    )
)


def faults_in(store: Store, *, chats: int, turns: int, orders: int) -> list[str]:
    """Sentences on what is not as it must be, after so many chats, turns and orders in all."""
    found = look_up(store, _look)
    wanted = (chats, turns, orders)
    faults = []
    if found[0] != wanted:
        faults.append(f"conversations, turns, deliveries in the database: {found[0]}, not {wanted}")
    faults += [f"{count} deliveries are still {status}" for status, count in found[1]]
    if store.name == SQLITE:
        faults += _integrity(store)
    return faults


def unsettled(store: Store) -> int:
    """How many deliveries are not known to be delivered yet."""
    return sum(count for _, count in look_up(store, _look)[1])


def _look() -> Steps[tuple[tuple[int, ...], list[tuple[str, int]]]]:
    counts: Any = yield _COUNTS.bind()
    undelivered: Any = yield _UNDELIVERED.bind()
    return tuple(counts[0]), [(row[0], row[1]) for row in undelivered]


def _integrity(store: Store) -> list[str]:
    connection = sqlite3.connect(store.folder / "kauli.db")
    try:
        said = [row[0] for row in connection.execute("PRAGMA integrity_check")]
    finally:
        connection.close()
    return [] if said == ["ok"] else said
