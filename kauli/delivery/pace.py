"""A rate limit without a queue: pure (the generic cell rate algorithm).

Source: the ITU-T I.371 leaky bucket, as network equipment has it.
"""

from dataclasses import dataclass

from kauli.kit.clock import MINUTE, SECOND

__all__ = ["Pace"]


_NO_FURTHER = 5 * MINUTE


@dataclass(frozen=True, slots=True)
class Pace:
    """At most so many attempts a minute, evenly, and at once no more than a second's worth.

    Attributes:
        per_minute: 1 or more.
        until: how far the attempts granted so far take up the time, in microseconds since the
            epoch.
    """

    per_minute: int
    until: int

    @property
    def interval(self) -> int:
        """The time that an attempt takes up, in microseconds."""
        return MINUTE // self.per_minute

    def permits(self, now: int) -> int:
        """How many attempts may begin now."""
        return max(0, (now + self._burst - self.start(now)) // self.interval)

    def next_at(self, now: int) -> int:
        """When at least one may begin, in microseconds since the epoch."""
        return max(now, self.start(now) - self._burst + self.interval)

    def start(self, now: int) -> int:
        """Where the time that is not taken up yet begins.

        Nobody takes up more than a few minutes in advance; if it seems so, the clock was set back.
        """
        return self.until if now < self.until <= now + _NO_FURTHER else now

    @property
    def _burst(self) -> int:
        return max(self.interval, SECOND)
