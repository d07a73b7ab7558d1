"""Deliveries of one conversation to one endpoint go out one after the other, on both databases."""

import asyncio

import asyncpg
import pytest
import sqlalchemy as sa
from aiohttp import web

from kauli.kit.clock import SECOND
from kauli.storage import DELIVERIES
from kauli.storage.queries.deliveries import claim
from kauli.storage.queries.lines import move_up, unsettled_ahead
from kauli.storage.statements import Prepared, Steps, insert_into
from kauli.storage.tables import BEHIND, deliveries

ADD_DELIVERY = Prepared(insert_into(deliveries))
SETTLE = Prepared(
    sa.update(deliveries)
    .where(deliveries.c.id == sa.bindparam("delivery"))
    .values(status="delivered")
)
STOP = Prepared(sa.select(sa.cast(sa.func.pg_advisory_xact_lock(7), sa.Text)))


@pytest.fixture
async def line(outbox, receiver, clock):
    """Three deliveries of one conversation, as its turns leave them."""
    endpoint = await outbox.endpoint(receiver.url)
    (first,) = await outbox.add(endpoint)
    return [first, *await outbox.add(endpoint, 2, due_at=BEHIND)]


def failing(*ids: str):
    """Answers 500 to some deliveries, as long as they are in the list."""
    refused = list(ids)

    def answer(received) -> web.Response:
        bad = received.headers["webhook-id"] in refused
        return web.Response(status=500 if bad else 200)

    return refused, answer


async def test_they_arrive_in_order_without_waiting_for_the_clock(line, worker, receiver):
    assert await worker.drain() == 3
    assert receiver.ids() == line


async def test_one_that_failed_is_not_overtaken(line, worker, receiver, outbox, clock):
    refused, receiver.answer = failing(line[0])
    assert await worker.drain() == 1
    clock.advance(4)
    assert await worker.drain() == 0
    refused.clear()
    clock.advance(1)
    assert await worker.drain() == 3
    assert receiver.ids() == [line[0], *line]
    assert await outbox.statuses() == {"delivered": 3}


async def test_one_that_is_given_up_lets_the_next_go_on(line, worker, receiver, outbox, clock):
    _, receiver.answer = failing(line[0])
    while (await outbox.delivery(line[0]))["status"] != "exhausted":
        await worker.drain()
        clock.now = max(clock.now, (await outbox.delivery(line[0]))["due_at"])
    clock.advance(600)  # the endpoint had a rest
    await worker.drain()
    assert receiver.ids() == [line[0]] * 8 + line[1:]


async def test_other_conversations_go_on(line, worker, receiver, outbox):
    _refused, receiver.answer = failing(line[0])
    (other,) = await outbox.add("end_1", conversation_id="cnv_2")
    await worker.drain()
    assert sorted(receiver.ids()) == [line[0], other]


async def test_other_endpoints_of_the_conversation_go_on(line, worker, receivers, outbox, receiver):
    _refused, receiver.answer = failing(line[0])
    second = await receivers()
    (other,) = await outbox.add(await outbox.endpoint(second.url))
    await worker.drain()
    assert second.ids() == [other]


async def test_a_thousand_that_wait_cost_a_look_nothing(line, worker, receiver, outbox, database):
    await outbox.add("end_1", 1_000, due_at=BEHIND)
    taken = await database.write(
        claim,
        database.dialect,
        {"end_1": 50},
        claim_id="clm_1",
        now=outbox.clock(),
        lease_until=outbox.clock() + SECOND,
    )
    assert [one.id for one in taken] == [line[0]]


async def test_moving_up_is_for_the_first_of_a_line_alone(line, outbox, database, clock):
    lines = [("cnv_1", "end_1"), ("cnv_1", "end_none")]
    assert await database.write(move_up, database.dialect, lines, clock()) == 0
    await outbox.change(deliveries, line[0], status="delivered")
    assert await database.write(move_up, database.dialect, lines, clock()) == 1
    assert (await outbox.delivery(line[1]))["due_at"] == clock()
    assert (await outbox.delivery(line[2]))["due_at"] == BEHIND
    assert await database.write(move_up, database.dialect, lines, clock()) == 0


async def test_whoever_gets_in_line_while_another_leaves_it_is_not_forgotten(
    outbox, database, workers, receiver
):
    """Turns and acknowledgements race here; neither may overlook the other."""
    endpoint = await outbox.endpoint(receiver.url)
    stop = asyncio.Event()
    working = [asyncio.create_task(workers().run(stop)) for _ in range(2)]
    ids = []
    for number in range(60):
        ids.append(f"dlv_{number:03}")
        await database.write(_turn, outbox, endpoint, ids[-1], number + 1)
        database.signal(DELIVERIES).send()
        await asyncio.sleep(0)
    async with asyncio.timeout(20):
        while len(receiver.received) < len(ids):
            receiver.arrived.clear()
            await receiver.arrived.wait()
    stop.set()
    await asyncio.gather(*working)
    assert receiver.ids() == ids
    assert await outbox.statuses() == {"delivered": 60}


def _turn(outbox, endpoint: str, delivery: str, sequence: int) -> Steps[None]:
    """What a turn's transaction does: look who is ahead, then get in line."""
    ahead = yield from unsettled_ahead(("cnv_1", endpoint))
    row = outbox.row(endpoint) | {"id": delivery, "sequence": sequence}
    yield ADD_DELIVERY.many([row | ({"due_at": BEHIND} if ahead else {})])


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_nobody_leaves_while_somebody_looks_who_is_ahead(
    outbox, database, database_url, receiver, clock
):
    """The turn is stopped between its look and its row; the acknowledgement has to wait for it."""
    endpoint = await outbox.endpoint(receiver.url)
    (first,) = await outbox.add(endpoint)
    gate = await asyncpg.connect(database_url)
    try:
        await gate.execute("SELECT pg_advisory_lock(7)")
        joins = asyncio.create_task(database.write(_slow_turn, outbox, endpoint))
        await _until(lambda: _waiting(gate, 1))
        leaves = asyncio.create_task(database.write(_leave, database.dialect, first, endpoint))
        await _until(lambda: _waiting(gate, 2, leaves))
        await gate.execute("SELECT pg_advisory_unlock(7)")
        await joins
        assert await leaves == 1
    finally:
        await gate.close()
    assert (await outbox.delivery("dlv_next"))["due_at"] == clock()


def _slow_turn(outbox, endpoint: str) -> Steps[None]:
    assert (yield from unsettled_ahead(("cnv_1", endpoint)))
    yield STOP.bind()
    row = outbox.row(endpoint) | {"id": "dlv_next", "due_at": BEHIND}
    yield ADD_DELIVERY.many([row])


def _leave(dialect: str, delivery: str, endpoint: str) -> Steps[int]:
    yield SETTLE.bind(delivery=delivery)
    return (yield from move_up(dialect, [("cnv_1", endpoint)], 1_767_225_600_000_000))


async def _waiting(gate: asyncpg.Connection, count: int, task: asyncio.Task | None = None) -> bool:
    """Whether so many wait for a lock, or the task could not be stopped."""
    query = (
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    return (task is not None and task.done()) or await gate.fetchval(query) >= count


async def _until(holds) -> None:
    async with asyncio.timeout(10):
        while not await holds():
            pass
