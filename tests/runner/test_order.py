"""One conversation, one turn at a time."""

import asyncio
from contextlib import suppress

from kauli.runner.order import Turnstile


async def test_turns_of_one_conversation_go_one_by_one_in_order() -> None:
    turnstile, log = Turnstile(), []

    async def turn(name: str) -> None:
        async with turnstile.turn(1, "amina"):
            log.append(f"{name} in")
            await asyncio.sleep(0)
            log.append(f"{name} out")

    await asyncio.gather(*[turn(name) for name in "abc"])
    assert log == ["a in", "a out", "b in", "b out", "c in", "c out"]


async def test_other_conversations_do_not_wait() -> None:
    turnstile = Turnstile()
    async with (
        asyncio.timeout(1),
        turnstile.turn(1, "amina"),
        turnstile.turn(1, "juma"),
        turnstile.turn(2, "amina"),
    ):
        pass


async def test_nothing_is_kept_of_turns_that_are_over() -> None:
    turnstile = Turnstile()
    async with turnstile.turn(1, "amina"):
        waiting = asyncio.create_task(enter(turnstile))
        await asyncio.sleep(0)
        waiting.cancel()
        with suppress(asyncio.CancelledError):
            await waiting
    assert not turnstile._queues


async def enter(turnstile: Turnstile) -> None:
    async with turnstile.turn(1, "amina"):
        raise AssertionError("it was cancelled while it waited")
