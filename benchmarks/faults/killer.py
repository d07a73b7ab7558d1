"""Who dies when: drawn from a seed, so that a run can be made again."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from benchmarks.faults.programs import Programs

__all__ = ["Blow", "blows", "strike"]

_LOOK_EVERY = 0.001
_LATEST = 0.3
_TWICE = 0.25
_WHILE_STARTING = 1.0


@dataclass(frozen=True, slots=True)
class Blow:
    """One kill.

    Attributes:
        after_turns: it falls once so many turns have been answered and everything works,
        delay: and so many seconds have passed since.
        victims: what is killed, all at the same moment.
        again_after: seconds until the same are killed again, while they start; or ``None``.
    """

    after_turns: int
    delay: float
    victims: list[str]
    again_after: float | None


def blows(chance: Random, names: list[str], *, count: int, turns: int) -> list[Blow]:
    """Draw kills over the middle nine tenths of a run of so many turns."""
    moments = sorted(chance.randrange(turns // 20, turns * 19 // 20) for _ in range(count))
    choices = [names, *([name] for name in names)]
    return [
        Blow(
            moment,
            chance.uniform(0, _LATEST),
            chance.choice(choices),
            chance.uniform(0, _WHILE_STARTING) if chance.random() < _TWICE else None,
        )
        for moment in moments
    ]


async def strike(programs: Programs, planned: list[Blow], answered: Callable[[], int]) -> None:
    """Carry the kills out as the turns go on."""
    for blow in planned:
        while answered() < blow.after_turns:
            await asyncio.sleep(_LOOK_EVERY)
        await asyncio.sleep(blow.delay)
        programs.kill(blow.victims)
        if blow.again_after is not None:
            await asyncio.sleep(blow.again_after)
            programs.kill(blow.victims)
        await programs.ready()
