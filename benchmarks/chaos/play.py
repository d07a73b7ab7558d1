"""One run: all is well, then some receivers are sick, then programs die as well; then the books."""

import asyncio
import time
from dataclasses import dataclass
from itertools import chain, takewhile
from random import Random

from benchmarks.chaos.afterwards import Spent, look, send_now, spent, unsettled
from benchmarks.chaos.books import Verdict, delays, unharmed, verdict_on
from benchmarks.chaos.cast import BOTS, CAST, PER_BOT
from benchmarks.chaos.chatter import Chat, Feed, chats, endless
from benchmarks.chaos.cluster import Cluster
from benchmarks.chaos.manners import HEALTHY
from benchmarks.chaos.mischief import Mischief
from benchmarks.chaos.ports import kept_ports
from benchmarks.chaos.programs import Conditions, Programs
from benchmarks.chaos.receiver import Seat, Setting
from benchmarks.chaos.setting import set_up
from benchmarks.chaos.yard import Yard, receiving
from benchmarks.faults.killer import blows
from benchmarks.processes import free_port
from benchmarks.stores import Store
from benchmarks.subject import settings_of
from kauli.kit.clock import SECOND
from kauli.storage import DELIVERIES, Database, open_database

__all__ = ["KILLING", "SICK", "WELL", "Plan", "Run", "play"]

WELL, SICK, KILLING = "well", "sick", "killing"
_WARM = "warm"
_SHARES = {WELL: 0.3, SICK: 0.3, KILLING: 0.4}
_WARMING = 2 * BOTS
_LOOK_EVERY = 0.25
_PUSH_EVERY = 3.0
_END = 30.0
_HEALTHY = frozenset(part.number for part in CAST if part.manner == HEALTHY)


@dataclass(frozen=True, slots=True)
class Plan:
    """How a run goes.

    Attributes:
        deliveries: how many at least; people go on ordering until the last kill.
        pace: turns a second; each makes two deliveries.
        kills: moments at which something is killed.
        patience: seconds after the receivers' recovery in which all must arrive by itself; what
            is then left is sent by hand.
        allowance: seconds that the way to healthy receivers may take longer beside sick ones.
        seed: of all chance.
    """

    deliveries: int
    pace: float
    kills: int
    patience: float
    allowance: float
    seed: int


@dataclass(frozen=True, slots=True)
class Run:
    """What a run showed.

    Attributes:
        verdict: the books.
        delays: milliseconds from the commit to the healthy receivers, by phase.
        spent: while receivers were sick, by manner.
        sick_seconds: for so long.
        kills: how often each program was killed.
        cut_offs: how often the database was.
        restarts: how often a program gave up by itself without its database.
        repetitions: messages that chatters had to say again.
        by_hand: deliveries that were sent by hand in the end.
        settled_after: seconds from the receivers' recovery to the last delivery's end.
        unharmed: whether the healthy receivers did not suffer from the sick ones.
        faults: what else was wrong, in sentences.
    """

    verdict: Verdict
    delays: dict[str, list[float]]
    spent: dict[str, Spent]
    sick_seconds: float
    kills: dict[str, int]
    cut_offs: int
    restarts: int
    repetitions: int
    by_hand: int
    settled_after: float
    unharmed: bool
    faults: list[str]

    @property
    def holds(self) -> bool:
        """Whether everything is as it must be."""
        return self.verdict.kept and self.unharmed and not self.faults


@dataclass
class _Scene:
    """What a run is made of, and what happened in it when (microseconds since the epoch)."""

    plan: Plan
    programs: Programs
    feed: Feed
    yard: Yard
    database: Database
    cluster: Cluster | None
    sick_at: int = 0
    mended_at: int = 0
    settled_at: int = 0
    by_hand: int = 0
    left: int = 0


def play(plan: Plan, conditions: Conditions, store: Store, cluster: Cluster | None) -> Run:
    """Run it on an empty database.

    Args:
        plan: how it goes.
        conditions: how Kauli runs.
        store: where.
        cluster: the server it is on, if that is to be cut off once.

    Raises:
        RuntimeError: an answer that can't be right, or a program that ended by itself.
    """
    with kept_ports(len(CAST) + 1) as ports:
        stage = set_up(store, ports)
        seats = [
            Seat(port, secret, part.manner)
            for port, secret, part in zip(ports, stage.secrets, CAST, strict=False)
        ]
        with receiving(Setting(seats, ports[-1], plan.seed)) as yard:
            return asyncio.run(_play(plan, Programs(stage, free_port(), conditions), yard, cluster))


async def _play(plan: Plan, programs: Programs, yard: Yard, cluster: Cluster | None) -> Run:
    feed = Feed(programs.stage, programs.port, Random(plan.seed), pace=plan.pace)
    settings = settings_of(programs.stage.store)
    database = await open_database(settings.database_url, settings.data_dir)
    scene = _Scene(plan, programs, feed, yard, database, cluster)
    try:
        await asyncio.to_thread(programs.start)
        await _order(scene)
        await _settle(scene)
        await asyncio.to_thread(programs.stop)
        return await _closed(scene)
    finally:
        await asyncio.to_thread(programs.stop)
        await database.close()


async def _order(scene: _Scene) -> None:
    """Have people order: while all is well, while receivers are sick, while programs die too."""
    plan, feed, chance = scene.plan, scene.feed, Random(scene.plan.seed)
    turns = {phase: int(plan.deliveries * share / PER_BOT) for phase, share in _SHARES.items()}
    turns = {_WARM: _WARMING} | turns | {WELL: turns[WELL] - _WARMING}
    planned: dict[str, list[Chat]] = {}
    for phase, count in turns.items():
        first = sum(map(len, planned.values()))
        planned[phase] = chats(chance, first, turns=count, bots=BOTS)
    await feed.run(planned[_WARM], _WARM)
    await feed.run(planned[WELL], WELL)
    await asyncio.to_thread(scene.yard.fall_sick)
    scene.sick_at = _now()
    await feed.run(planned[SICK], SICK)
    before = feed.turns
    deaths = blows(chance, scene.programs.killed, count=plan.kills, turns=turns[KILLING])
    more = endless(chance, sum(map(len, planned.values())), BOTS)
    mischief = Mischief(scene.programs, scene.cluster)
    async with mischief.tended(), asyncio.TaskGroup() as tasks:
        striking = tasks.create_task(mischief.strike(deaths, lambda: feed.turns - before))
        goes_on = takewhile(lambda _: not striking.done(), more)
        tasks.create_task(feed.run(chain(planned[KILLING], goes_on), KILLING))
    await asyncio.to_thread(scene.yard.mend)
    scene.mended_at = _now()


async def _settle(scene: _Scene) -> None:
    """Wait until every delivery is at its end; what takes too long by itself is sent by hand."""
    patience = scene.mended_at + round(scene.plan.patience * SECOND)
    end = patience + round(_END * SECOND)
    pushed_at = 0
    while True:
        scene.left = await scene.database.read(unsettled)
        scene.settled_at = now = _now()
        if not scene.left or now > end:
            return
        if now >= patience and now - pushed_at > _PUSH_EVERY * SECOND:
            pushed_at = now
            scene.by_hand += await scene.database.write(send_now, now)
            scene.database.signal(DELIVERIES).send()
        await asyncio.sleep(_LOOK_EVERY)


async def _closed(scene: _Scene) -> Run:
    """The books, closed."""
    programs, feed, database = scene.programs, scene.feed, scene.database
    arrivals = await asyncio.to_thread(scene.yard.arrivals)
    rows = await database.read(look, programs.stage)
    found = await database.read(spent, programs.stage, rows, scene.sick_at, scene.mended_at)
    exhausted = sum(row.status == "exhausted" for row in rows.values())
    faults = [f"{scene.left} deliveries are not at their end"] if scene.left else []
    faults += [f"{exhausted} deliveries were given up"] if exhausted else []
    took = delays(feed.promises, arrivals, rows, _HEALTHY)
    allowance = scene.plan.allowance * 1_000
    return Run(
        verdict=verdict_on(feed.promises, arrivals, rows),
        delays=took,
        spent=found,
        sick_seconds=(scene.mended_at - scene.sick_at) / SECOND,
        kills=programs.kills,
        cut_offs=scene.cluster.restarts if scene.cluster is not None else 0,
        restarts=programs.restarts,
        repetitions=feed.repetitions,
        by_hand=scene.by_hand,
        settled_after=(scene.settled_at - scene.mended_at) / SECOND,
        unharmed=unharmed(took.get(WELL, []), took.get(SICK, []), allowance),
        faults=faults,
    )


def _now() -> int:
    return time.time_ns() // 1_000
