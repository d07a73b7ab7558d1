"""How many turns this process has answered, and how fast: plain counting, a microsecond each."""

import time
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence

__all__ = ["BOUNDS", "TurnTimes", "Turns"]

BOUNDS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)
"""Upper bounds in seconds, under which turns are counted."""

_NONE = (0,) * (len(BOUNDS) + 1)


class Turns:
    """The turns of one bot.

    Attributes:
        counts: how many took up to each of ``BOUNDS``, but longer than the one before; at last
            those that took longer than any.
        seconds: that they took together.
    """

    __slots__ = ("counts", "seconds")

    def __init__(self, counts: Sequence[int], seconds: float) -> None:
        self.counts = list(counts)
        self.seconds = seconds


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
            turns = self._bots[bot_id] = Turns(_NONE, 0.0)
        turns.counts[bisect_left(BOUNDS, seconds)] += 1
        turns.seconds += seconds

    def of(self, bot_ids: Iterable[int]) -> dict[int, Turns]:
        """Those of some bots, where they had any, as they stand."""
        known = {bot_id: self._bots[bot_id] for bot_id in bot_ids if bot_id in self._bots}
        return {bot_id: Turns(turns.counts, turns.seconds) for bot_id, turns in known.items()}
