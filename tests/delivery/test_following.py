"""Whoever watches sees every attempt once, as it ends, on both databases."""

import asyncio
import sqlite3
from contextlib import closing

import pytest
from aiohttp import web

from kauli.kit.errors import NotFound
from kauli.kit.ids import new_id
from kauli.services import Principal
from kauli.services.insight import Insight, TurnTimes
from kauli.services.insight import following as service
from kauli.storage.queries import following as queries
from kauli.storage.statements import SQLITE
from kauli.storage.tables import deliveries

ME = Principal(1, 1, "owner", "owner")


@pytest.fixture
def insight(database, clock) -> Insight:
    return Insight(database, TurnTimes(), clock=clock)


@pytest.mark.parametrize(
    "statement", [queries._OF_WORKSPACE, queries._OF_BOT, queries._NEXT, queries._AFTER]
)
def test_a_look_costs_the_same_whatever_there_is(sqlite_template, statement):
    compiled = statement.compiled(SQLITE)
    with closing(sqlite3.connect(sqlite_template)) as connection:
        values = ["{}" if name == "seen" else None for name in compiled.names]
        plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {compiled.sql}", values)]
    assert not any(step.startswith(("SCAN deliveries", "SCAN attempts")) for step in plan)
    if statement is not queries._AFTER:
        assert not any("TEMP B-TREE" in step for step in plan)


async def test_what_ended_before_is_not_shown_and_the_rest_once(
    outbox, worker, receiver, insight, clock
):
    endpoint = await outbox.endpoint(receiver.url, name="Orders")
    await outbox.add(endpoint, 2)
    await worker.drain()
    clock.advance(600)  # attempts really take their time, which this clock does not show
    following = await insight.follow(ME)
    assert await following.look() == []
    first = await outbox.add(endpoint, 3)
    await worker.drain()
    seen = await following.look()
    assert sorted(one.delivery_id for one in seen) == first
    assert {(one.number, one.outcome, one.status, one.http_status) for one in seen} == {
        (1, "delivered", "delivered", 200)
    }
    assert (seen[0].endpoint_name, seen[0].url) == ("Orders", receiver.url)
    assert await following.look() == []


async def test_an_old_delivery_that_is_tried_again_is_seen(
    outbox, worker, receiver, insight, clock
):
    receiver.answer = lambda _: web.Response(status=500)
    (delivery,) = await outbox.add(await outbox.endpoint(receiver.url))
    await worker.drain()
    clock.advance(600)
    following = await insight.follow(ME)
    numbers = []
    for seconds in (6, 360, 2_200):
        clock.advance(seconds)
        await worker.drain()
        numbers += [(one.delivery_id, one.number) for one in await following.look()]
    assert numbers == [(delivery, 2), (delivery, 3), (delivery, 4)]


async def test_what_is_sent_again_by_hand_is_seen(outbox, worker, receiver, insight, clock):
    (delivery,) = await outbox.add(await outbox.endpoint(receiver.url))
    await worker.drain()
    clock.advance(3_600)
    following = await insight.follow(ME)
    assert await following.look() == []
    await outbox.change(deliveries, delivery, status="pending", due_at=clock())
    await worker.drain()
    assert [one.number for one in await following.look()] == [2]


async def test_what_was_under_way_is_seen_when_it_ends(outbox, worker, receiver, insight, clock):
    hold = asyncio.Event()

    async def answer(_):
        await hold.wait()
        return web.Response()

    receiver.answer = answer
    (delivery,) = await outbox.add(await outbox.endpoint(receiver.url))
    clock.advance(5)
    following = await insight.follow(ME)
    draining = asyncio.create_task(worker.drain())
    await receiver.arrived.wait()
    assert await following.look() == []
    hold.set()
    await draining
    assert [one.delivery_id for one in await following.look()] == [delivery]


async def test_more_than_a_page_between_two_looks_is_all_seen(
    outbox, worker, receiver, insight, monkeypatch
):
    monkeypatch.setattr(service, "_PAGE", 7)
    endpoint = await outbox.endpoint(receiver.url)
    following = await insight.follow(ME, 1)
    for number in (30, 0, 16):
        outbox.clock.advance(1)
        made = {new_id("dlv", outbox.clock()) for _ in range(number)}
        for one in made:
            await outbox.add(endpoint, id=one, conversation_id=one)
        await worker.drain()
        ended = [one.delivery_id for one in await following.look()]
        assert set(ended) == made
        assert len(ended) == number


async def test_nobody_watches_the_attempts_of_others(outbox, worker, receiver, insight):
    somebody = Principal(2, 2, "juma", "owner")
    following = await insight.follow(somebody)
    await outbox.add(await outbox.endpoint(receiver.url))
    await worker.drain()
    assert await following.look() == []
    with pytest.raises(NotFound):
        await insight.follow(somebody, 1)
