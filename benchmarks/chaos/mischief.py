"""Who is killed when, and the moment at which the database goes away."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress

from benchmarks.chaos.cluster import Cluster
from benchmarks.chaos.programs import Programs
from benchmarks.faults.killer import Blow

__all__ = ["Mischief"]

_LOOK_EVERY = 0.01
_TEND_EVERY = 0.2
_UP_WITHIN = 60.0
_FORGIVING_FOR = 20.0


class Mischief:
    """Does harm as the turns go on, and has the dead started again.

    Args:
        programs: what is killed.
        cluster: restarted once, in the middle; ``None`` where there is no such thing.
    """

    def __init__(self, programs: Programs, cluster: Cluster | None) -> None:
        self._programs = programs
        self._cluster = cluster
        self._forgiving_until = 0.0

    @asynccontextmanager
    async def tended(self) -> AsyncIterator[None]:
        """Meanwhile start again what ends by itself because the database is away.

        Raises:
            RuntimeError: something ended by itself without that excuse.
        """
        task = asyncio.create_task(self._tend())
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def strike(self, planned: list[Blow], answered: Callable[[], int]) -> None:
        """Carry the kills out, each once all work again, and cut the database off halfway.

        Raises:
            TimeoutError: what was started again did not come up.
        """
        for number, blow in enumerate(planned):
            while answered() < blow.after_turns:
                await asyncio.sleep(_LOOK_EVERY)
            if number == len(planned) // 2:
                await self._cut_off()
            await asyncio.sleep(blow.delay)
            self._programs.kill(blow.victims)
            if blow.again_after is not None:
                await asyncio.sleep(blow.again_after)
                self._programs.kill(blow.victims)
            await self._all_work()

    async def _all_work(self) -> None:
        async with asyncio.timeout(_UP_WITHIN):
            while not self._programs.all_work():
                await asyncio.sleep(_LOOK_EVERY)

    async def _tend(self) -> None:
        clock = asyncio.get_running_loop().time
        while True:
            await asyncio.sleep(_TEND_EVERY)
            self._programs.tend(forgiving=clock() < self._forgiving_until)

    async def _cut_off(self) -> None:
        if self._cluster is None:
            return
        clock = asyncio.get_running_loop().time
        self._forgiving_until = clock() + _FORGIVING_FOR
        await asyncio.to_thread(self._cluster.restart)
        self._forgiving_until = clock() + _FORGIVING_FOR
