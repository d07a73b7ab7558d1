"""What people see of endpoints is what really happened at them, on both databases."""

import asyncio
import socket
import sqlite3
from contextlib import closing

import asyncpg
import pytest
from aiohttp import web

from kauli.delivery.watch import OFF_AFTER
from kauli.kit.clock import SECOND
from kauli.kit.errors import NotFound
from kauli.services import Principal
from kauli.services.insight import EndpointHealth, Insight, Snapshot, TurnTimes
from kauli.storage.queries import insight as queries
from kauli.storage.queries import sums
from kauli.storage.queries.insight import Queue, count_queue
from kauli.storage.statements import POSTGRESQL, SQLITE
from kauli.storage.tables import BEHIND, bots, endpoints

ME = Principal(1, 1, "owner", "owner")
SOMEBODY = Principal(2, 2, "juma", "owner")
URL = "http://127.0.0.1:5000/"

BY_THE_INDEX = [
    (queries._WATCHED[("workspace",)], "ix_deliveries_due"),
    (queries._WATCHED["workspace", "bot", "endpoint"], "ix_deliveries_due"),
    (queries._QUEUE, "ix_deliveries_due"),
    (queries._SENDING, "ix_deliveries_leased"),
    (sums._RECENT[("workspace",)], "tallies"),
    (sums._UNTIL, "tallies"),
]


@pytest.fixture
def insight(database, clock) -> Insight:
    return Insight(database, TurnTimes(), clock=clock)


async def only(insight: Insight) -> EndpointHealth:
    (health,) = await insight.workspace(ME)
    return health


@pytest.mark.parametrize(("statement", "index"), BY_THE_INDEX)
def test_nothing_is_looked_for_among_what_was_delivered(sqlite_template, statement, index):
    compiled = statement.compiled(SQLITE)
    with closing(sqlite3.connect(sqlite_template)) as connection:
        rows = connection.execute(
            f"EXPLAIN QUERY PLAN {compiled.sql}", [None] * len(compiled.names)
        )
        plan = [row[3] for row in rows]
    assert any(index in step for step in plan)
    for step in plan:
        if "ix_deliveries_due" in step:
            assert "USING COVERING INDEX" in step  # without a look at each row
        assert not step.startswith(("SCAN deliveries", "SCAN tallies")) or "leased" in step


@pytest.mark.parametrize(("statement", "index"), BY_THE_INDEX)
def test_nor_on_postgresql(postgresql_url, statement, index):
    if postgresql_url is None:
        pytest.skip("no PostgreSQL is reachable")
    compiled = statement.compiled(POSTGRESQL)
    texts = {"endpoint"}

    async def explained() -> str:
        connection = await asyncpg.connect(
            postgresql_url, server_settings={"enable_seqscan": "off", "enable_bitmapscan": "off"}
        )
        try:
            given = ["end_1" if name in texts else 1 for name in compiled.names]
            rows = await connection.fetch(f"EXPLAIN {compiled.sql}", *given)
            return "\n".join(row[0] for row in rows)
        finally:
            await connection.close()

    plan = asyncio.run(explained())
    assert index in plan
    assert "Seq Scan on deliveries" not in plan
    assert "Seq Scan on tallies" not in plan


async def test_a_queue_is_counted_by_when_it_may_go(outbox, database, clock):
    endpoint, other = await outbox.endpoint(URL), await outbox.endpoint(URL)
    now = clock()
    await outbox.add(endpoint, 2, created_at=now - 5)
    await outbox.add(endpoint, due_at=now - 7, created_at=now - 3, status="failed")
    await outbox.add(endpoint, 3, due_at=now + 9, created_at=now - 9, status="failed")
    await outbox.add(endpoint, 4, due_at=BEHIND)
    await outbox.add(endpoint, 5, status="delivered")
    await outbox.add(endpoint, 6, status="exhausted")
    await outbox.add(other, 7)
    queue = await database.read(count_queue, endpoint, now)
    assert queue == Queue(3, 3, 4, now - 5, now - 9)
    assert await database.read(count_queue, "end_x", now) == Queue()


async def test_a_long_queue_is_counted_only_so_far(outbox, database, clock):
    endpoint = await outbox.endpoint(URL)
    await outbox.add(endpoint, 9)
    assert (await database.read(count_queue, endpoint, clock(), 5)).due == 5


async def test_what_was_delivered_is_counted_and_timed(outbox, worker, receiver, insight, clock):
    endpoint = await outbox.endpoint(receiver.url, name="Orders")
    assert (await only(insight)).line == "nothing sent yet"
    await outbox.add(endpoint, 3)
    health = await only(insight)
    assert (health.queue.due, health.oldest_undelivered_at) == (3, clock())
    assert health.next_attempt_at == clock()
    await worker.drain()
    health = await only(insight)
    assert (health.condition, health.name) == ("healthy", "Orders")
    assert (health.last_day.attempts, health.last_day.delivered, health.last_day.share) == (3, 3, 1)
    assert health.last_day.p50_ms <= health.last_day.p95_ms
    assert health.last_success_at == clock()
    assert (health.queue.waiting, health.oldest_undelivered_at) == (0, None)


async def test_a_day_and_a_week_end(outbox, worker, receiver, insight, clock):
    endpoint = await outbox.endpoint(receiver.url)
    for hours in (0, 6 * 24, 24):
        clock.advance(hours * 3_600)
        await outbox.add(endpoint)
        await worker.drain()
    health = await only(insight)
    assert (health.last_day.attempts, health.last_week.attempts) == (1, 2)


async def test_failures_in_a_row_lead_to_a_rest_and_say_why(
    outbox, worker, receiver, insight, clock
):
    receiver.answer = lambda _: web.Response(status=500)
    endpoint = await outbox.endpoint(receiver.url)
    for number in range(5):
        await outbox.add(endpoint, conversation_id=f"cnv_{number}")
    await worker.drain()
    health = await only(insight)
    assert (health.condition, health.failures, health.last_failure) == ("resting", 5, "500")
    assert health.failing_since == clock()
    assert health.resting_until - clock() == pytest.approx(5.5 * SECOND)
    assert health.next_attempt_at == health.resting_until
    assert (health.queue.later, health.last_day.share) == (5, 0.0)
    assert "5 failures in a row, the last was answered 500; 5 waiting" in health.line
    clock.advance(6)
    assert (await only(insight)).condition == "down"
    receiver.answer = lambda _: web.Response()
    await worker.drain()
    health = await only(insight)
    assert (health.condition, health.failures, health.failing_since) == ("unsteady", 0, None)


async def test_one_without_an_answer_says_what_happened_instead(outbox, worker, insight):
    with closing(socket.socket()) as deaf:
        deaf.bind(("127.0.0.1", 0))
        port = deaf.getsockname()[1]
        await outbox.add(await outbox.endpoint(f"http://127.0.0.1:{port}/"))
        await worker.drain()
    health = await only(insight)
    assert (health.condition, health.last_failure) == ("failing", "connect")
    assert health.last_day.p95_ms is None


async def test_one_that_wants_no_more_is_switched_off(outbox, worker, receiver, insight, clock):
    receiver.answer = lambda _: web.Response(status=410)
    endpoint = await outbox.endpoint(receiver.url)
    await outbox.add(endpoint)
    await worker.drain()
    await outbox.add(endpoint, 2)
    health = await only(insight)
    assert (health.condition, health.off_reason, health.off_at) == ("switched_off", "gone", clock())
    assert (health.queue.waiting, health.next_attempt_at) == (3, None)


async def test_one_that_fails_for_days_is_switched_off_when_it_was_said(
    outbox, workers, receiver, insight, clock
):
    receiver.answer = lambda _: web.Response(status=500)
    endpoint = await outbox.endpoint(receiver.url, schedule="[86400,86400,86400,86400,86400,1]")
    await outbox.add(endpoint)
    worker, warned = workers(), []
    said = 0
    while (health := await only(insight)).off_at is None:
        warned.append(bool(health.warning))
        said = health.switch_off_at or said
        await worker.drain()
        clock.advance(24 * 3_600 * 1.2)
    assert health.off_reason == "failing"
    assert said <= health.off_at < said + OFF_AFTER // 4
    assert (warned[0], warned[-1]) == (False, True)


async def test_what_is_under_way_is_seen_until_it_ends(outbox, worker, receiver, insight):
    hold = asyncio.Event()

    async def answer(_):
        await hold.wait()
        return web.Response()

    receiver.answer = answer
    await outbox.add(await outbox.endpoint(receiver.url))
    draining = asyncio.create_task(worker.drain())
    await receiver.arrived.wait()
    health = await only(insight)
    assert (health.queue.sending, health.queue.waiting) == (1, 0)
    assert health.oldest_undelivered_at is not None
    hold.set()
    await draining
    assert (await only(insight)).queue.sending == 0


async def test_deliveries_are_counted_by_status_when_somebody_asks(outbox, insight):
    endpoint = await outbox.endpoint(URL)
    await outbox.add(endpoint, 2, status="delivered")
    await outbox.add(endpoint)
    assert (await insight.endpoint(ME, 1, endpoint)).statuses is None
    asked = await insight.endpoint(ME, 1, endpoint, totals=True)
    assert asked.statuses == {"delivered": 2, "pending": 1}
    (of_bot,) = await insight.bot(ME, 1, totals=True)
    assert of_bot == asked


async def test_nobody_sees_the_endpoints_of_others(outbox, insight):
    endpoint = await outbox.endpoint(URL)
    assert await insight.workspace(SOMEBODY) == []
    for look in (insight.bot(SOMEBODY, 1), insight.endpoint(SOMEBODY, 1, endpoint)):
        with pytest.raises(NotFound, match="no bot 1"):
            await look
    with pytest.raises(NotFound, match="no endpoint end_x"):
        await insight.endpoint(ME, 1, "end_x")
    assert (await insight.snapshot(SOMEBODY)).endpoints == []
    assert len((await insight.snapshot(None)).endpoints) == 1


async def test_what_was_deleted_is_not_looked_at(outbox, insight):
    await outbox.endpoint(URL, deleted_at=1)
    endpoint = await outbox.endpoint(URL)
    assert [one.id for one in await insight.workspace(ME)] == [endpoint]
    await outbox.change(bots, 1, deleted_at=1)
    assert await insight.workspace(ME) == []


def attempts_of(snapshot: Snapshot) -> dict[str, int]:
    (figures,) = snapshot.endpoints
    counted: dict[str, int] = {}
    for (outcome, _), (attempts, _) in figures.attempts.items():
        counted[outcome] = counted.get(outcome, 0) + attempts
    return counted


async def test_a_snapshot_counts_every_attempt_ever_made_and_none_twice(
    outbox, worker, receiver, insight, clock
):
    endpoint = await outbox.endpoint(receiver.url)
    made = 0
    for hours in (0, 1, 5, 1, 1, 300, 7):
        clock.advance(hours * 3_600)
        await outbox.add(endpoint, 2)
        await worker.drain()
        made += 2
        assert attempts_of(await insight.snapshot(ME)) == {"delivered": made}
        clock.advance(2)
    fresh = Insight(outbox.database, TurnTimes(), clock=clock)
    assert attempts_of(await fresh.snapshot(None)) == {"delivered": made}
    clock.advance(-500 * 3_600)  # a clock that is set back
    assert attempts_of(await insight.snapshot(None)) == {"delivered": made}


async def test_a_snapshot_is_the_same_for_a_second(outbox, worker, receiver, insight, clock):
    endpoint = await outbox.endpoint(receiver.url)
    first = await insight.snapshot(ME)
    await outbox.add(endpoint)
    clock.advance(0.9)
    assert await insight.snapshot(ME) is first
    clock.advance(0.1)
    assert (await insight.snapshot(ME)).endpoints[0].facts.depth.due == 1


async def test_an_endpoint_with_nobody_to_send_is_noticed(outbox, insight, clock):
    endpoint = await outbox.endpoint(URL)
    await outbox.add(endpoint, 2)
    clock.advance(61)
    assert (await only(insight)).condition == "unattended"
    await outbox.change(endpoints, endpoint, active=False)
    assert (await only(insight)).line == "off, 2 waiting"
