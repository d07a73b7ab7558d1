"""The promise, on both databases, with real receivers."""

import asyncio

import pytest
import standardwebhooks
from aiohttp import web

from kauli.delivery import Worker, WorkerSettings
from kauli.delivery.signing import verify
from kauli.kit.clock import HOUR, MINUTE, SECOND
from kauli.kit.errors import Unavailable
from kauli.kit.system import system_clock
from kauli.storage import DELIVERIES
from kauli.storage.queries.deliveries import claim
from kauli.storage.queries.settling import acknowledge
from kauli.storage.tables import endpoints


class Gate:
    """Answers once it is opened."""

    def __init__(self) -> None:
        self.opened = asyncio.Event()

    async def __call__(self, received) -> web.Response:
        await self.opened.wait()
        return web.Response()


def answering(*statuses: int, **headers: str):
    """Answers with one status after the other, the last one from then on."""
    left = list(statuses)

    def answer(received) -> web.Response:
        status = left.pop(0) if len(left) > 1 else left[0]
        return web.Response(status=status, headers=headers)

    return answer


async def until(condition) -> None:
    """Let other tasks run until something holds."""
    for _ in range(10_000):
        held = condition()
        if await held if asyncio.iscoroutine(held) else held:
            return
        await asyncio.sleep(0.001)
    raise AssertionError("it never came to hold")


@pytest.fixture
async def running():
    """Runs workers until the test is over."""
    stop = asyncio.Event()
    tasks = []

    def start(worker: Worker) -> asyncio.Event:
        tasks.append(asyncio.create_task(worker.run(stop)))
        return stop

    yield start
    stop.set()
    await asyncio.gather(*tasks)


async def test_what_is_due_arrives_signed_and_is_written_down(outbox, worker, receiver, clock):
    endpoint = await outbox.endpoint(receiver.url, token="t0ken")
    (delivery,) = await outbox.add(endpoint)
    assert await worker.drain() == 1
    (received,) = receiver.received
    verify([outbox.secret], received.headers, received.body, now=clock() // SECOND)
    assert received.body == b'{"chat_id":"255700000001"}'
    assert received.headers["webhook-id"] == delivery
    row = await outbox.delivery(delivery)
    assert (row["status"], row["outcome"], row["attempts"]) == ("delivered", "delivered", 1)
    assert (row["finished_at"], row["claim_id"]) == (clock(), None)
    (attempt,) = await outbox.attempts(delivery)
    assert (attempt["http_status"], attempt["address"]) == (200, "127.0.0.1")
    assert bytes(attempt["response_body"]) == b"ok"
    assert "t0ken" not in attempt["request_headers"]
    assert attempt["sentence"] == "Delivered: the receiver answered 200."


async def test_the_standard_library_accepts_a_delivery(outbox, workers, receiver, client, database):
    await outbox.add(await outbox.endpoint(receiver.url))
    await Worker(database, client, system_clock, lambda: 0.5).drain()
    (received,) = receiver.received
    standardwebhooks.Webhook(outbox.secret).verify(received.body, received.headers)


async def test_a_failed_delivery_goes_out_again_when_it_is_due(outbox, worker, receiver, clock):
    receiver.answer = answering(500, 200)
    (delivery,) = await outbox.add(await outbox.endpoint(receiver.url))
    await worker.drain()
    row = await outbox.delivery(delivery)
    assert (row["status"], row["due_at"]) == ("failed", clock() + 5 * SECOND)
    assert (row["finished_at"], row["outcome"]) == (None, "failing")
    clock.advance(4.9)
    assert await worker.drain() == 0
    clock.advance(0.1)
    assert await worker.drain() == 1
    assert (await outbox.delivery(delivery))["status"] == "delivered"
    assert [one.headers["webhook-id"] for one in receiver.received] == [delivery] * 2
    assert [one.headers["kauli-attempt"] for one in receiver.received] == ["1", "2"]
    assert [one["outcome"] for one in await outbox.attempts(delivery)] == ["failing", "delivered"]


async def test_it_is_tried_eight_times_and_then_kept_as_exhausted(outbox, worker, receiver, clock):
    receiver.answer = answering(500)
    (delivery,) = await outbox.add(await outbox.endpoint(receiver.url))
    pauses = []
    while await worker.drain():
        row = await outbox.delivery(delivery)
        if row["status"] == "failed":
            pauses.append(row["due_at"] - clock())
            clock.now = row["due_at"]
    assert pauses == [
        5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 10 * HOUR
    ]  # fmt: skip
    row = await outbox.delivery(delivery)
    assert (row["status"], row["attempts"]) == ("exhausted", 8)
    assert row["finished_at"] == clock()


@pytest.mark.parametrize(
    ("status", "headers", "pause"),
    [
        (410, {}, 5 * SECOND),
        (429, {}, 60 * SECOND),
        (503, {"Retry-After": "7"}, 60 * SECOND),
        (500, {"Retry-After": "7"}, 7 * SECOND),
        (302, {"Location": "http://10.0.0.1/"}, 5 * SECOND),
    ],
)
async def test_the_receivers_word_decides(
    *, outbox, worker, receiver, clock, status, headers, pause
):
    receiver.answer = answering(status, **headers)
    (delivery,) = await outbox.add(await outbox.endpoint(receiver.url))
    assert await worker.drain() == 1
    row = await outbox.delivery(delivery)
    assert (row["status"], row["due_at"]) == ("failed", clock() + pause)


async def test_an_address_that_may_not_be_called_is_a_failed_attempt(outbox, worker):
    (delivery,) = await outbox.add(await outbox.endpoint("http://169.254.169.254/latest"))
    await worker.drain()
    (attempt,) = await outbox.attempts(delivery)
    assert (attempt["outcome"], attempt["http_status"]) == ("blocked", None)
    assert "metadata" in attempt["sentence"]


async def test_the_endpoint_is_called_as_it_is_now(outbox, worker, receivers, clock):
    old, new = await receivers(), await receivers()
    old.answer = answering(404)
    endpoint = await outbox.endpoint(old.url)
    await outbox.add(endpoint)
    await worker.drain()
    await outbox.change(endpoints, endpoint, url=new.url)
    clock.advance(5)
    await worker.drain()
    assert len(new.received) == 1


async def test_what_a_killed_worker_held_goes_out_again_once_its_lease_ran_out(
    outbox, database, worker, receiver, clock
):
    endpoint = await outbox.endpoint(receiver.url)
    (delivery,) = await outbox.add(endpoint)
    await database.write(
        claim,
        database.dialect,
        {endpoint: 1},
        claim_id="dead",
        now=clock(),
        lease_until=clock() + 1,
    )
    await worker.keep()
    assert await worker.drain() == 0
    clock.advance(1)
    await worker.keep()
    assert await worker.drain() == 1
    assert receiver.ids() == [delivery]


async def test_a_live_worker_keeps_what_it_holds_beyond_the_first_lease(
    outbox, workers, receiver, clock
):
    receiver.answer = gate = Gate()
    await outbox.add(await outbox.endpoint(receiver.url))
    busy, other = workers(), workers()
    draining = asyncio.create_task(busy.drain())
    await receiver.arrived.wait()
    for _ in range(3):
        clock.advance(25)
        await busy.keep()
        await other.keep()
        assert await other.drain() == 0
    gate.opened.set()
    assert await draining == 1
    assert len(receiver.received) == 1
    assert await outbox.statuses() == {"delivered": 1}


async def test_a_worker_that_lost_its_lease_does_not_undo_what_another_did(
    outbox, workers, receiver, clock
):
    gate = Gate()
    receiver.answer = lambda received: (
        gate(received) if len(receiver.received) == 1 else web.Response()
    )
    (delivery,) = await outbox.add(await outbox.endpoint(receiver.url))
    stalled, other = workers(), workers()
    draining = asyncio.create_task(stalled.drain())
    await receiver.arrived.wait()
    clock.advance(31)
    await other.keep()
    assert await other.drain() == 1
    gate.opened.set()
    await draining
    assert receiver.ids() == [delivery, delivery]
    row = await outbox.delivery(delivery)
    assert (row["status"], row["attempts"]) == ("delivered", 1)


async def test_two_workers_share_the_work_and_send_nothing_twice(outbox, workers, receivers):
    these = [await receivers() for _ in range(3)]
    for receiver in these:
        await outbox.add(await outbox.endpoint(receiver.url), 60)
    made = await asyncio.gather(*[workers().drain() for _ in range(2)])
    sent = [one for receiver in these for one in receiver.ids()]
    assert sum(made) == len(sent) == len(set(sent)) == 180
    assert await outbox.statuses() == {"delivered": 180}


async def test_an_endpoint_that_hangs_holds_up_nobody_else(outbox, workers, receivers, running):
    hanging, lively = await receivers(), await receivers()
    hanging.answer = gate = Gate()
    await outbox.add(await outbox.endpoint(hanging.url), 100)
    await outbox.add(await outbox.endpoint(lively.url), 100)
    running(workers(concurrency=16, per_endpoint=4, poll_seconds=60))
    await until(lambda: len(lively.received) == 100)
    assert len(hanging.received) == 4
    gate.opened.set()
    await until(lambda: len(hanging.received) == 100)


async def test_a_dead_endpoint_soon_holds_no_place_at_all(outbox, workers, unused_tcp_port):
    await outbox.add(await outbox.endpoint(f"http://127.0.0.1:{unused_tcp_port}/"), 20)
    worker = workers(per_endpoint=8)
    assert await worker.drain() == 8
    assert await outbox.statuses() == {"failed": 8, "pending": 12}


async def test_an_endpoint_that_was_off_gets_all_it_missed(outbox, worker, receiver):
    endpoint = await outbox.endpoint(receiver.url, active=False)
    await outbox.add(endpoint, 3)
    assert await worker.drain() == 0
    await outbox.change(endpoints, endpoint, active=True)
    assert await worker.drain() == 3


async def test_a_signal_wakes_a_sleeping_worker(outbox, workers, receiver, running, database):
    endpoint = await outbox.endpoint(receiver.url)
    running(workers(poll_seconds=60))
    for number in (1, 2):
        await outbox.add(endpoint)
        database.signal(DELIVERIES).send()
        await until(lambda number=number: len(receiver.received) == number)


async def test_a_lost_signal_costs_time_and_no_delivery(outbox, workers, receiver, running):
    endpoint = await outbox.endpoint(receiver.url)
    running(workers(poll_seconds=0.01))
    await outbox.add(endpoint)
    await until(lambda: receiver.received)


async def test_it_sleeps_until_the_next_one_is_due(outbox, receiver, running, database, client):
    due_at = system_clock() + 60_000
    await outbox.add(await outbox.endpoint(receiver.url), due_at=due_at)
    settings = WorkerSettings(poll_seconds=60)
    running(Worker(database, client, system_clock, lambda: 0.5, settings=settings))
    await until(lambda: receiver.received)
    assert system_clock() >= due_at


async def test_a_stop_lets_what_is_under_way_end(outbox, workers, receiver):
    receiver.answer = gate = Gate()
    endpoint = await outbox.endpoint(receiver.url)
    await outbox.add(endpoint)
    stop = asyncio.Event()
    run = asyncio.create_task(workers().run(stop))
    await receiver.arrived.wait()
    stop.set()
    await outbox.add(endpoint)
    gate.opened.set()
    await run
    assert await outbox.statuses() == {"delivered": 1, "pending": 1}


async def test_a_stop_gives_back_what_takes_too_long(outbox, workers, receiver):
    receiver.answer = gate = Gate()
    (delivery,) = await outbox.add(await outbox.endpoint(receiver.url))
    stop = asyncio.Event()
    run = asyncio.create_task(workers(grace_seconds=0.02).run(stop))
    await receiver.arrived.wait()
    stop.set()
    await run
    row = await outbox.delivery(delivery)
    assert (row["status"], row["claim_id"], row["attempts"]) == ("pending", None, 0)
    gate.opened.set()


async def test_a_worker_that_is_cancelled_leaves_nothing_running(outbox, workers, receiver):
    receiver.answer = Gate()
    await outbox.add(await outbox.endpoint(receiver.url))
    before = asyncio.all_tasks()
    run = asyncio.create_task(workers().run(asyncio.Event()))
    await receiver.arrived.wait()
    run.cancel()
    with pytest.raises(asyncio.CancelledError):
        await run
    ours = {task for task in asyncio.all_tasks() - before if "kauli" in repr(task.get_coro())}
    assert ours == set()
    assert await outbox.statuses() == {"sending": 1}


class Troubled:
    """A database that fails at chosen writes."""

    def __init__(self, database, trouble) -> None:
        self._database = database
        self._trouble = trouble

    def __getattr__(self, name):
        return getattr(self._database, name)

    async def write(self, query, *args, **kwargs):
        self._trouble(query, args)
        return await self._database.write(query, *args, **kwargs)

    async def read(self, query, *args, **kwargs):
        self._trouble(query, args)
        return await self._database.read(query, *args, **kwargs)


def failing(times: int, *queries, error: Exception | None = None):
    """Trouble that passes."""
    left = times

    def trouble(query, args) -> None:
        nonlocal left
        if left and (not queries or query in queries):
            left -= 1
            raise error or Unavailable("The database is away.")

    return trouble


@pytest.mark.parametrize(
    ("queries", "error"),
    [
        ((), None),
        ((acknowledge,), None),
        ((claim,), None),
        ((claim,), RuntimeError("unforeseen")),
    ],
)
async def test_a_database_that_goes_away_and_comes_back_costs_nothing_but_time(
    *, outbox, database, client, clock, receiver, running, queries, error
):
    await outbox.add(await outbox.endpoint(receiver.url), 5)
    settings = WorkerSettings(pause_seconds=0.001, poll_seconds=0.001, lease_seconds=0.003)
    troubled = Troubled(database, failing(3, *queries, error=error))
    running(Worker(troubled, client, clock, lambda: 0.5, settings=settings))

    async def all_delivered() -> bool:
        return await outbox.statuses() == {"delivered": 5}

    await until(all_delivered)
    assert sorted(receiver.ids()) == sorted(set(receiver.ids()))


async def test_an_attempt_that_can_not_be_stored_still_settles_its_delivery(
    outbox, database, client, clock, receiver
):
    def refuse_attempts(query, args) -> None:
        if query is acknowledge and any(one.attempt for one in args[1].acknowledgements):
            raise ValueError("what came back can't be stored")

    deliveries = await outbox.add(await outbox.endpoint(receiver.url), 3)
    worker = Worker(Troubled(database, refuse_attempts), client, clock, lambda: 0.5)
    assert await worker.drain() == 3
    assert await outbox.statuses() == {"delivered": 3}
    assert await outbox.attempts(deliveries[0]) == []


async def test_a_delivery_that_can_not_be_settled_falls_back_with_its_lease(
    outbox, database, client, clock, receiver
):
    (delivery,) = await outbox.add(await outbox.endpoint(receiver.url))
    broken = iter([ZeroDivisionError()])

    def jitter() -> float:
        for error in broken:
            raise error
        return 0.5

    worker = Worker(database, client, clock, jitter)
    assert await worker.drain() == 1
    assert await outbox.statuses() == {"sending": 1}
    clock.advance(31)
    await worker.keep()
    assert await worker.drain() == 1
    assert receiver.ids() == [delivery, delivery]


async def test_the_log_names_the_delivery_and_no_secret(outbox, worker, receiver, logged):
    receiver.answer = answering(500)
    (delivery,) = await outbox.add(await outbox.endpoint(receiver.url, token="t0ken"))
    await worker.drain()
    (line,) = [line for line in logged if line["event"] == "delivery.failed"]
    assert (line["delivery"], line["outcome"], line["attempt"]) == (delivery, "failing", 1)
    assert "t0ken" not in repr(logged)
    assert outbox.secret not in repr(logged)
