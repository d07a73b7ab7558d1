"""What happens to the machine happens to no delivery: full disks and clocks that jump."""

import asyncio
from contextlib import suppress

import pytest
from aiohttp import web

from kauli.kit.clock import HOUR, SECOND


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_a_disk_that_fills_up_while_an_attempt_is_recorded_costs_only_time(
    outbox, database, workers, receiver, logged
):
    receiver.answer = lambda received: web.Response(body=b"x" * 16_000)
    await outbox.add(await outbox.endpoint(receiver.url), 30)
    (pages,) = database._writer.execute("PRAGMA page_count").fetchone()
    database._writer.execute(f"PRAGMA max_page_count = {pages + 4}")
    drained = asyncio.create_task(workers(pause_seconds=0.01).drain())
    async with asyncio.timeout(10):
        while not any(line["event"] == "delivery.database_away" for line in logged):
            with suppress(TimeoutError):
                await asyncio.wait_for(asyncio.shield(drained), 0.01)
    assert "disk is full" in next(line["error"] for line in logged if "error" in line)
    database._writer.execute("PRAGMA max_page_count = 1000000")
    assert await drained == 30
    assert len(set(receiver.ids())) == len(receiver.ids()) == 30
    assert await outbox.statuses() == {"delivered": 30}


async def test_a_clock_that_jumps_ahead_sends_early_and_loses_nothing(
    outbox, worker, receiver, clock
):
    receiver.answer = lambda received: web.Response(status=200 if clock.now > later else 500)
    later = clock() + 12 * HOUR
    await outbox.add(await outbox.endpoint(receiver.url))
    await worker.drain()
    clock.advance(24 * 3600)
    await worker.keep()
    assert await worker.drain() == 1
    assert await outbox.statuses() == {"delivered": 1}


async def test_what_was_held_when_the_clock_was_set_back_comes_free(
    outbox, worker, receiver, clock, database
):
    (delivery,) = await outbox.add(
        await outbox.endpoint(receiver.url),
        status="sending",
        claim_id="clm_lost",
        lease_until=clock() + 24 * HOUR + 30 * SECOND,  # by the clock as it was
    )
    await worker.keep()
    assert await worker.drain() == 1
    assert receiver.ids() == [delivery]


async def test_a_rest_from_before_the_clock_was_set_back_is_over(outbox, worker, receiver, clock):
    receiver.answer = lambda received: web.Response(status=500)
    endpoint = await outbox.endpoint(receiver.url)
    for number in range(5):
        await outbox.add(endpoint, conversation_id=f"cnv_{number}")
    await worker.drain()
    clock.advance(-48 * 3600)
    receiver.answer = lambda received: web.Response()
    (new,) = await outbox.add(endpoint, conversation_id="cnv_new")
    assert await worker.drain() == 1
    assert receiver.ids()[-1] == new
