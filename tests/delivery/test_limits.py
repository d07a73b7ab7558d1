"""An endpoint's own limits, kept by two workers at once and at no delivery's cost."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from aiohttp import web

from kauli.delivery import Worker, WorkerSettings
from kauli.kit.clock import SECOND
from kauli.storage import open_database


@pytest.fixture
async def pair(database, database_url, tmp_path, client, clock):
    """Two workers; on PostgreSQL each with a database of its own, as in two processes."""
    other = await open_database(database_url, tmp_path) if database_url else database
    settings = WorkerSettings(poll_seconds=0.005)
    yield [Worker(one, client, clock, lambda: 0.5, settings=settings) for one in (database, other)]
    if other is not database:
        await other.close()


@pytest.fixture
def drain(pair) -> Callable[[], Awaitable[int]]:
    """Lets both workers send all that may be sent now; answers how many attempts they made."""

    async def go() -> int:
        made = 0
        while True:  # who was overtaken at a limited endpoint leaves it to the other
            latest = sum(await asyncio.gather(*(worker.drain() for worker in pair)))
            made += latest
            if not latest:
                return made

    return go


@pytest.fixture
async def running(pair):
    """Runs both workers while the test lasts."""
    stop = asyncio.Event()
    tasks = [asyncio.create_task(worker.run(stop)) for worker in pair]
    yield
    stop.set()
    await asyncio.gather(*tasks)


async def until(condition) -> None:
    """Let other tasks run until something holds."""
    for _ in range(10_000):
        held = condition()
        if await held if asyncio.iscoroutine(held) else held:
            return
        await asyncio.sleep(0.001)
    raise AssertionError("it never came to hold")


class Door:
    """Lets requests in one by one, and knows how many were inside at once."""

    def __init__(self) -> None:
        self.inside = 0
        self.most = 0
        self._turns = asyncio.Semaphore(0)

    async def __call__(self, received) -> web.Response:
        self.inside += 1
        self.most = max(self.most, self.inside)
        await self._turns.acquire()
        self.inside -= 1
        return web.Response()

    def let_out(self, number: int = 1) -> None:
        for _ in range(number):
            self._turns.release()


async def add(outbox, endpoint: str, number: int) -> list[str]:
    """Deliveries of as many conversations."""
    made = []
    for place in range(number):
        made += await outbox.add(endpoint, conversation_id=f"cnv_{endpoint}_{place}")
    return made


async def test_a_rate_is_kept_by_two_workers_together(outbox, receiver, drain, clock):
    endpoint = await outbox.endpoint(receiver.url, rate_limit=30)
    await add(outbox, endpoint, 5)
    sent = []
    for _ in range(8):
        sent.append(await drain())
        clock.advance(1)
    assert sent == [1, 0, 1, 0, 1, 0, 1, 0]


async def test_a_high_rate_lets_a_seconds_worth_through_at_once(outbox, receiver, drain, clock):
    endpoint = await outbox.endpoint(receiver.url, rate_limit=600)
    await add(outbox, endpoint, 30)
    assert await drain() == 10
    clock.advance(0.35)
    assert await drain() == 3
    clock.advance(60)
    assert await drain() == 10  # what was not used is not saved up


async def test_waiting_for_its_turn_uses_up_no_attempt(outbox, receiver, drain, clock):
    endpoint = await outbox.endpoint(receiver.url, rate_limit=60)
    made = await add(outbox, endpoint, 12)
    for _ in made:
        assert await drain() == 1
        clock.advance(1)
    for delivery in made:
        row = await outbox.delivery(delivery)
        assert (row["status"], row["attempts"]) == ("delivered", 1)
        assert len(await outbox.attempts(delivery)) == 1
    assert sorted(receiver.ids()) == sorted(made)


async def test_retries_count_for_the_rate_too(outbox, receiver, drain, clock):
    receiver.answer = lambda received: web.Response(status=500)
    endpoint = await outbox.endpoint(receiver.url, rate_limit=60, schedule="[1,1,1]")
    await add(outbox, endpoint, 2)
    for _ in range(4):
        assert await drain() == 1
        clock.advance(1)


async def test_a_limited_endpoint_holds_up_no_other(outbox, receivers, drain):
    slow, quick = await receivers(), await receivers()
    await add(outbox, await outbox.endpoint(slow.url, rate_limit=1), 50)
    await add(outbox, await outbox.endpoint(quick.url), 50)
    assert await drain() == 51
    assert (len(slow.received), len(quick.received)) == (1, 50)


@pytest.mark.usefixtures("running")
async def test_no_more_are_under_way_at_once_than_the_endpoint_allows(outbox, receiver):
    receiver.answer = door = Door()
    endpoint = await outbox.endpoint(receiver.url, concurrency=3)
    made = await add(outbox, endpoint, 15)
    for done in range(15):
        await until(lambda done=done: door.inside == min(3, 15 - done))
        door.let_out()

    async def all_delivered() -> bool:
        return await outbox.statuses() == {"delivered": 15}

    await until(all_delivered)
    assert door.most == 3
    for delivery in made:
        assert (await outbox.delivery(delivery))["attempts"] == 1
        assert len(await outbox.attempts(delivery)) == 1


@pytest.mark.usefixtures("running")
async def test_one_at_once_means_one_after_the_other(outbox, receiver):
    receiver.answer = door = Door()
    door.let_out(20)
    await add(outbox, await outbox.endpoint(receiver.url, concurrency=1), 20)

    async def all_delivered() -> bool:
        return await outbox.statuses() == {"delivered": 20}

    await until(all_delivered)
    assert door.most == 1


@pytest.mark.usefixtures("running")
async def test_both_limits_hold_together(outbox, receiver, clock):
    receiver.answer = door = Door()
    endpoint = await outbox.endpoint(receiver.url, rate_limit=600, concurrency=4)
    await add(outbox, endpoint, 12)
    for done in range(10):
        await until(lambda done=done: door.inside == min(4, 10 - done))
        door.let_out()

    async def ten_delivered() -> bool:
        return await outbox.statuses() == {"delivered": 10, "pending": 2}

    await until(ten_delivered)
    assert door.most == 4
    door.let_out(2)
    clock.now += SECOND
    await until(lambda: len(receiver.received) == 12)
