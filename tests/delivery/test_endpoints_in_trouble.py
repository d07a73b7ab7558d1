"""Endpoints that fail, rest, recover or are switched off, as workers meet them; both databases."""

import pytest
import sqlalchemy as sa
from aiohttp import web

from kauli.delivery.watch import OFF_AFTER, WARN_AFTER
from kauli.kit.clock import HOUR, MINUTE, SECOND
from kauli.storage.statements import Prepared, Steps
from kauli.storage.tables import endpoints, health, tallies


@pytest.fixture
def told(database):
    """What is written down of an endpoint."""

    async def told(endpoint: str, table: sa.Table = health) -> dict:
        (row,) = await database.read(_rows, table, endpoint)
        return dict(zip(table.c.keys(), row, strict=True))

    return told


def _rows(table: sa.Table, endpoint: str) -> Steps[list]:
    key = table.primary_key.columns[0]
    return (yield Prepared(sa.select(table).where(key == sa.bindparam("key"))).bind(key=endpoint))


@pytest.fixture
async def dead(outbox, receiver):
    """An endpoint that answers 500 as long as ``dead.answer`` is left alone, with much to do."""
    receiver.answer = lambda received: web.Response(status=500)
    endpoint = await outbox.endpoint(receiver.url)
    for number in range(40):
        await outbox.add(endpoint, conversation_id=f"cnv_{number}")
    return endpoint


async def test_a_dead_endpoint_costs_a_request_a_rest_and_no_attempts_of_the_others(
    dead, worker, outbox, clock, told
):
    assert await worker.drain() == 8
    assert (await told(dead))["rest_until"] == clock() + 5.5 * SECOND  # half the spread
    rests = []
    for _ in range(8):
        row = await told(dead)
        rests.append(row["rests"])
        assert await worker.drain() == 0
        clock.now = row["rest_until"]
        assert await worker.drain() == 1
    assert rests == [1, 2, 3, 4, 5, 6, 7, 8]
    assert (await outbox.statuses())["pending"] >= 40 - 16


async def test_all_workers_rest_together_and_a_new_one_knows(dead, worker, workers, clock, told):
    await worker.drain()
    assert await workers().drain() == 0
    clock.now = (await told(dead))["rest_until"]
    assert await workers().drain() == 1
    assert (await told(dead))["rests"] == 2
    assert await worker.drain() == 0


async def test_one_success_ends_the_rests_and_everything_arrives(
    *, dead, worker, receiver, outbox, clock, told
):
    await worker.drain()
    receiver.answer = lambda received: web.Response()
    clock.now = (await told(dead))["rest_until"]
    await worker.drain()
    clock.advance(MINUTE)
    await worker.drain()
    assert await outbox.statuses() == {"delivered": 40}
    row = await told(dead)
    assert (row["failures"], row["failing_since"], row["rests"]) == (0, None, 0)


async def test_a_healthy_endpoint_never_notices(dead, worker, outbox, receivers):
    healthy = await receivers()
    endpoint = await outbox.endpoint(healthy.url)
    for number in range(40):
        await outbox.add(endpoint, conversation_id=f"other_{number}")
    await worker.drain()
    assert len(healthy.received) == 40


async def test_who_asks_for_patience_is_left_in_peace_that_long(outbox, worker, receiver, clock):
    receiver.answer = lambda received: web.Response(status=429, headers={"Retry-After": "90"})
    endpoint = await outbox.endpoint(receiver.url, concurrency=1)
    for number in range(3):
        await outbox.add(endpoint, conversation_id=f"cnv_{number}")
    assert await worker.drain() == 1
    clock.advance(89)
    assert await worker.drain() == 0
    clock.advance(30)
    assert await worker.drain() == 1


async def test_five_days_of_failures_switch_it_off_after_a_warning_and_nothing_is_lost(
    *, outbox, worker, receiver, clock, told, logged
):
    receiver.answer = lambda received: web.Response(status=500)
    endpoint = await outbox.endpoint(receiver.url)
    began = clock()
    while (await told(endpoint, endpoints))["off_at"] is None:
        await outbox.add(endpoint, conversation_id=f"cnv_{clock()}")
        await worker.drain()
        clock.advance(6 * 3600)
        assert clock() - began < OFF_AFTER + 24 * HOUR
    assert (await told(endpoint, endpoints))["off_reason"] == "failing"
    warnings = [line for line in logged if line["event"] == "delivery.endpoint_failing"]
    assert [line["hours"] for line in warnings] == [WARN_AFTER // HOUR]
    (delivery,) = await outbox.add(endpoint, conversation_id="cnv_new")
    before = len(receiver.received)
    await worker.drain()
    assert len(receiver.received) == before
    assert (await outbox.delivery(delivery))["status"] == "pending"


async def test_a_success_that_another_worker_saw_keeps_it_on(
    *, outbox, worker, receiver, clock, told, database
):
    receiver.answer = lambda received: web.Response(status=500)
    endpoint = await outbox.endpoint(receiver.url)
    await outbox.add(endpoint)
    await worker.drain()
    clock.advance(OFF_AFTER // SECOND)
    await database.write(_count_a_success, endpoint, clock() - HOUR)
    await worker.drain()
    assert (await told(endpoint, endpoints))["off_at"] is None


def _count_a_success(endpoint: str, moment: int) -> Steps[None]:
    row = {"hour": moment, "outcome": "delivered", "bucket": 5, "attempts": 1}
    yield Prepared(sa.insert(tallies).values(endpoint_id=endpoint, **row)).bind()


async def test_410_switches_it_off_and_keeps_what_it_had(outbox, worker, receiver, told):
    receiver.answer = lambda received: web.Response(status=410)
    endpoint = await outbox.endpoint(receiver.url)
    for number in range(20):
        await outbox.add(endpoint, conversation_id=f"cnv_{number}")
    made = await worker.drain()
    assert made <= 16
    assert (await told(endpoint, endpoints))["off_reason"] == "gone"
    assert await outbox.statuses() == {"failed": made, "pending": 20 - made}


async def test_attempts_are_counted_by_what_they_came_to(dead, database, worker, receiver):
    await worker.drain()
    rows = await database.read(_rows, tallies, dead)
    assert {row[2] for row in rows} == {"failing"}
    assert sum(row[4] for row in rows) == len(receiver.received) == 8
