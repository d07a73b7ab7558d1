"""How many deliveries an endpoint has and ever had, on both databases."""

import sqlite3
from contextlib import closing

from kauli.storage.queries import counts
from kauli.storage.queries.counts import count_by_status
from kauli.storage.statements import Prepared, insert_into
from kauli.storage.tables import totals

URL = "http://127.0.0.1:5000/"


def _deleted(endpoint: str, status: str, number: int):
    yield Prepared(insert_into(totals)).bind(endpoint_id=endpoint, status=status, deliveries=number)


async def test_what_is_there_is_counted_by_endpoint_and_status(database, outbox):
    first, second, third = [await outbox.endpoint(URL) for _ in range(3)]
    await outbox.add(first, 3)
    await outbox.add(first, 2, status="delivered")
    await outbox.add(first, status="sending", lease_until=1)
    await outbox.add(second, 4, status="exhausted")
    await outbox.add(third)
    found = await database.read(count_by_status, database.dialect, [first, second])
    assert found == {
        first: {"pending": 3, "delivered": 2, "sending": 1},
        second: {"exhausted": 4},
    }


async def test_what_was_deleted_still_counts(database, outbox):
    endpoint, other = await outbox.endpoint(URL), await outbox.endpoint(URL)
    await outbox.add(endpoint, 2, status="delivered")
    await database.write(_deleted, endpoint, "delivered", 5_000_000_000)
    await database.write(_deleted, endpoint, "cancelled", 7)
    await database.write(_deleted, other, "delivered", 1)
    found = await database.read(count_by_status, database.dialect, [endpoint])
    assert found == {endpoint: {"delivered": 5_000_000_002, "cancelled": 7}}


async def test_an_endpoint_without_deliveries_has_none(database):
    assert await database.read(count_by_status, database.dialect, ["end_x"]) == {"end_x": {}}


def test_only_indexes_are_read(sqlite_template):
    compiled = counts._COUNT.compiled("sqlite")
    with closing(sqlite3.connect(sqlite_template)) as connection:
        rows = connection.execute(f"EXPLAIN QUERY PLAN {compiled.sql}", ["[]"] * 3)
        plan = [row[3] for row in rows]
    assert any("COVERING INDEX ix_deliveries_by_status" in step for step in plan)
    assert any("INDEX ix_deliveries_leased" in step for step in plan)
