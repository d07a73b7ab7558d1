"""Receivers that hold on to a worker's places do not keep them from the others."""

import asyncio

from aiohttp import web


async def test_when_slow_receivers_hold_all_places_the_next_goes_to_one_that_holds_none(
    outbox, workers, receivers, clock
):
    opened = asyncio.Event()

    async def slow(received) -> web.Response:
        await opened.wait()
        return web.Response()

    slow_ones = [await receivers() for _ in range(3)]
    healthy = await receivers()
    for receiver in slow_ones:
        receiver.answer = slow
        endpoint = await outbox.endpoint(receiver.url)
        for number in range(5):
            await outbox.add(endpoint, conversation_id=f"cnv_slow_{number}")
    clock.advance(1)
    endpoint = await outbox.endpoint(healthy.url)
    for number in range(20):
        await outbox.add(endpoint, conversation_id=f"cnv_quick_{number}")
    worker, stop = workers(concurrency=4), asyncio.Event()
    run = asyncio.create_task(worker.run(stop))
    try:
        async with asyncio.timeout(10):
            while len(healthy.received) < 20:
                healthy.arrived.clear()
                await healthy.arrived.wait()
    finally:
        opened.set()
        stop.set()
        await run
