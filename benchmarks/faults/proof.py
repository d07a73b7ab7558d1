"""One run of the proof: people order, programs die, and the books are closed."""

import asyncio
import time
from dataclasses import dataclass
from random import Random

from benchmarks.faults.afterwards import faults_in, unsettled
from benchmarks.faults.chatter import Chatter, Place
from benchmarks.faults.killer import blows, strike
from benchmarks.faults.orders import TURNS_OF_AN_ORDER, orders_of
from benchmarks.faults.programs import Programs
from benchmarks.faults.receiver import receiving
from benchmarks.faults.tally import Tally, Verdict
from benchmarks.processes import free_port
from benchmarks.subject import Home

__all__ = ["Plan", "Proof", "prove"]

_LOOK_EVERY = 0.25
_PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Plan:
    """How a run goes.

    Attributes:
        conversations: chatters in all.
        orders: of each.
        kills: moments at which something is killed.
        apart: whether the worker is a process of its own.
        lease: seconds that a dead worker's deliveries stay with it.
        thinking: the longest a chatter thinks before a message, in seconds.
        seed: of all chance.
    """

    conversations: int
    kills: int
    apart: bool
    seed: int
    lease: float
    orders: int = 2
    thinking: float = 0.2

    @property
    def at_once(self) -> int:
        """Chatters that talk at the same time."""
        return max(4, min(32, self.conversations // 4))


@dataclass(frozen=True, slots=True)
class Proof:
    """What a run showed.

    Attributes:
        verdict: the books.
        kills: how often each program was killed.
        repetitions: messages that had to be said again.
        faults: what was wrong with the database afterwards, in sentences.
        seconds: from the first message to the last arrival.
    """

    verdict: Verdict
    kills: dict[str, int]
    repetitions: int
    faults: list[str]
    seconds: float

    @property
    def holds(self) -> bool:
        """Whether nothing was lost, doubled, altered or left broken."""
        return self.verdict.kept and not self.faults


class _Progress:
    """How many turns were answered."""

    def __init__(self) -> None:
        self.turns = 0

    def answered(self) -> None:
        self.turns += 1


async def prove(plan: Plan, home: Home, receiver_port: int) -> Proof:
    """Run it on a prepared database whose webhook goes to ``receiver_port``.

    Raises:
        RuntimeError: an answer that can't be right, or a program that ended by itself.
    """
    tally, progress = Tally(), _Progress()
    programs = Programs(home, free_port(), plan.apart, plan.lease)
    place = Place(programs.port, home.token, home.bot_id, progress.answered)
    async with receiving(tally, receiver_port, home.secret):
        try:
            await programs.start()
            began = time.monotonic()
            repetitions = await _chat_and_kill(plan, programs, place, tally, progress)
            await _all_arrived(tally, programs, plan.lease)
            seconds = time.monotonic() - began
        finally:
            await asyncio.to_thread(programs.stop)
    orders = plan.conversations * plan.orders
    faults = await asyncio.to_thread(
        faults_in,
        home.store,
        chats=plan.conversations,
        turns=orders * TURNS_OF_AN_ORDER,
        orders=orders,
    )
    return Proof(tally.verdict(), programs.kills, repetitions, faults, seconds)


async def _chat_and_kill(
    plan: Plan, programs: Programs, place: Place, tally: Tally, progress: _Progress
) -> int:
    chance = Random(plan.seed)
    turns = plan.conversations * plan.orders * TURNS_OF_AN_ORDER
    planned = blows(chance, programs.names, count=plan.kills, turns=turns)
    numbers = iter(range(plan.conversations))
    repetitions = 0

    async def seat(pauses: Random) -> None:
        nonlocal repetitions
        for number in numbers:
            chatter = Chatter(place, tally, pauses, thinking=plan.thinking)
            await chatter.order(orders_of(number, plan.orders))
            repetitions += chatter.repetitions

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(strike(programs, planned, lambda: progress.turns))
        for _ in range(plan.at_once):
            tasks.create_task(seat(Random(chance.random())))
    return repetitions


async def _all_arrived(tally: Tally, programs: Programs, lease: float) -> None:
    """Wait until nothing is outstanding and the database knows it, within a lease and patience.

    What had arrived when its sender was killed may not have been noted down; it goes out again
    when the lease ends.
    """
    until = time.monotonic() + 2 * lease + _PATIENCE
    while time.monotonic() < until:
        programs.check()
        if not tally.outstanding and not await asyncio.to_thread(unsettled, programs.home.store):
            return
        await asyncio.sleep(_LOOK_EVERY)
