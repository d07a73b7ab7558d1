"""How receivers behave: pure. While all is well they all take everything at once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import Random

__all__ = [
    "DEAD",
    "FAILING",
    "FLAPPING",
    "HANGING",
    "HEALTHY",
    "MANNERS",
    "SLOW",
    "TAKEN",
    "THROTTLING",
    "Manner",
    "Reception",
]

HEALTHY = "healthy"
SLOW = "slow"
FAILING = "failing"
FLAPPING = "flapping"
THROTTLING = "throttling"
HANGING = "hanging"
DEAD = "dead"

_SLOWNESS = (0.5, 2.0)
_FLAP = 1.5
_A_SECOND = 5


@dataclass(frozen=True, slots=True)
class Reception:
    """What a receiver does with a request.

    Attributes:
        status: that it answers; ``None`` for never.
        after: seconds before it does.
        headers: of the answer.
    """

    status: int | None
    after: float = 0.0
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def taken(self) -> bool:
        """Whether the receiver has the delivery from then on."""
        return self.status is not None and 200 <= self.status < 300


TAKEN = Reception(204)


class Manner:
    """How one sick receiver behaves.

    Args:
        name: one of ``MANNERS``.
        chance: decides how slow it is.
    """

    def __init__(self, name: str, chance: Random) -> None:
        self._receive = MANNERS[name]
        self.chance = chance
        self.second = -1
        self.taken_in_it = 0

    def receive(self, seconds: float) -> Reception:
        """A request, so many seconds after it fell sick."""
        return self._receive(self, seconds)


def _healthy(_manner: Manner, _seconds: float) -> Reception:
    return TAKEN


def _slow(manner: Manner, _seconds: float) -> Reception:
    return Reception(204, manner.chance.uniform(*_SLOWNESS))


def _failing(_manner: Manner, _seconds: float) -> Reception:
    return Reception(500)


def _flapping(_manner: Manner, seconds: float) -> Reception:
    """Well and unwell in turns."""
    return Reception(500) if int(seconds / _FLAP) % 2 == 0 else TAKEN


def _throttling(manner: Manner, seconds: float) -> Reception:
    """A few in each second, and no more."""
    if int(seconds) != manner.second:
        manner.second, manner.taken_in_it = int(seconds), 0
    manner.taken_in_it += 1
    if manner.taken_in_it <= _A_SECOND:
        return TAKEN
    return Reception(429, headers={"Retry-After": "2"})


def _silent(_manner: Manner, _seconds: float) -> Reception:
    """It takes the request and says nothing; a dead one doesn't even listen."""
    return Reception(None)


MANNERS: Mapping[str, Callable[[Manner, float], Reception]] = {
    HEALTHY: _healthy,
    SLOW: _slow,
    FAILING: _failing,
    FLAPPING: _flapping,
    THROTTLING: _throttling,
    HANGING: _silent,
    DEAD: _silent,
}
"""By name, what a receiver of this manner does."""
