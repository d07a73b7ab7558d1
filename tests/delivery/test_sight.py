"""While much is due a worker claims without looking each time; it never goes by what is stale."""

import pytest

from kauli.delivery import Worker, WorkerSettings
from kauli.delivery.sight import Sight
from kauli.kit.clock import MILLISECOND
from kauli.storage.queries.deliveries import claim, waiting_endpoints
from kauli.storage.tables import endpoints


class Counted:
    """A database that counts what it is asked."""

    def __init__(self, database) -> None:
        self._database = database
        self.looks = 0
        self.claims = 0

    def __getattr__(self, name):
        return getattr(self._database, name)

    async def read(self, query, *args, **kwargs):
        self.looks += query is waiting_endpoints
        return await self._database.read(query, *args, **kwargs)

    async def write(self, query, *args, **kwargs):
        self.claims += query is claim
        return await self._database.write(query, *args, **kwargs)


@pytest.fixture
def counted(database) -> Counted:
    return Counted(database)


@pytest.fixture
def worker(counted, client, clock) -> Worker:
    settings = WorkerSettings(concurrency=8)
    return Worker(counted, client, clock, lambda: 0.5, settings=settings)


async def test_what_is_left_due_is_claimed_without_another_look(outbox, worker, counted, receiver):
    for number in range(100):
        await outbox.add(await outbox.endpoint(receiver.url), conversation_id=f"cnv_{number}")
    assert await worker.drain() == 100
    assert await outbox.statuses() == {"delivered": 100}
    assert 0 < counted.looks < counted.claims


async def test_an_endpoint_with_a_limit_is_looked_up_for_each_claim(
    outbox, worker, counted, receiver
):
    endpoint = await outbox.endpoint(receiver.url, concurrency=1)
    for number in range(10):
        await outbox.add(endpoint, conversation_id=f"cnv_{number}")
    assert await worker.drain() == 10
    assert counted.looks >= counted.claims


@pytest.fixture
def sight(counted) -> Sight:
    return Sight(counted)


async def test_what_was_seen_is_forgotten_after_a_few_claims(sight, counted):
    await sight.look(0)
    sight.claimed(looked_up=True, more=True)
    for _ in range(4):
        assert (await sight.look(0))[1] is False
        sight.claimed(looked_up=False, more=True)
    assert (await sight.look(0))[1] is True
    assert counted.looks == 2


@pytest.mark.parametrize("now", [20 * MILLISECOND, -1], ids=["too long ago", "the clock went back"])
async def test_what_was_seen_is_forgotten_with_time(sight, now: int):
    await sight.look(0)
    sight.claimed(looked_up=True, more=True)
    assert (await sight.look(20 * MILLISECOND - 1))[1] is False
    assert (await sight.look(now))[1] is True


async def test_what_was_seen_is_forgotten_when_a_claim_found_no_more(sight):
    await sight.look(0)
    sight.claimed(looked_up=True, more=True)
    sight.claimed(looked_up=False, more=False)
    assert (await sight.look(0))[1] is True


async def test_a_change_of_an_endpoint_is_seen_with_the_next_drain(outbox, worker, receiver):
    endpoint = await outbox.endpoint(receiver.url)
    await outbox.add(endpoint)
    await worker.drain()
    await outbox.change(endpoints, endpoint, active=False)
    await outbox.add(endpoint)
    assert await worker.drain() == 0
