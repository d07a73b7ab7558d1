"""How many turns this process has answered, and how fast: plain counting, a microsecond each."""

import time
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator

__all__ = ["BOUNDS", "TurnTimes", "Turns"]

BOUNDS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
"""Upper bounds in seconds, under which turns are counted."""


class Turns:
    """The turns of one bot.

    Attributes:
        counts: how many took up to each of ``BOUNDS``, but longer than the one before; at last
            those that took longer than any.
        seconds: that they took together.
    """

    __slots__ = ("counts", "seconds")

    def __init__(self) -> None:
        self.counts = [0] * (len(BOUNDS) + 1)
        self.seconds = 0.0


class TurnTimes:
    """The turns of every bot that this process answered for, since it was started.

    Args:
        now: seconds, from any start.
    """

    def __init__(self, *, now: Callable[[], float] = time.perf_counter) -> None:
        self.now = now
        self._bots: dict[int, Turns] = {}

    def answered(self, bot_id: int, began: float) -> None:
        """A turn that began then was answered now."""
        seconds = self.now() - began
        turns = self._bots.get(bot_id)
        if turns is None:
            turns = self._bots[bot_id] = Turns()
        turns.counts[bisect_left(BOUNDS, seconds)] += 1
        turns.seconds += seconds

    def of(self, bot_ids: Iterable[int]) -> Iterator[tuple[int, Turns]]:
        """Those of some bots, where they had any."""
        for bot_id in sorted(set(bot_ids) & self._bots.keys()):
            yield bot_id, self._bots[bot_id]
