"""When to try again: a pure function of how often it was tried and what the receiver said.

Source of the steps: what Svix does and documents, so that receivers meet what they know.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import lru_cache

from kauli.kit import json
from kauli.kit.clock import HOUR, MINUTE, SECOND

__all__ = ["DEFAULT_SCHEDULE", "Schedule", "parse_retry_after", "schedule_of"]


@dataclass(frozen=True, slots=True)
class Schedule:
    """The pauses between attempts; with seven of them there are eight attempts.

    Attributes:
        steps: microseconds from the end of an attempt to the next.
        spread: each pause is longer or shorter by up to this share, so that what failed together
            does not come back together.
        calm: the shortest pause after a time-out or when asked to slow down, in microseconds.
    """

    steps: tuple[int, ...] = (
        5 * SECOND,
        5 * MINUTE,
        30 * MINUTE,
        2 * HOUR,
        5 * HOUR,
        10 * HOUR,
        10 * HOUR,
    )
    spread: float = 0.2
    calm: int = MINUTE

    def pause(
        self,
        attempts: int,
        *,
        jitter: float,
        slow_down: bool = False,
        retry_after: int | None = None,
    ) -> int | None:
        """Microseconds until the next attempt, or ``None`` when the last one has been made.

        Args:
            attempts: how many have been made, this one included.
            jitter: a number from 0 up to but not including 1, drawn by the caller.
            slow_down: the receiver needs a rest: at least ``calm``.
            retry_after: microseconds that the receiver asked for; kept to between once and twice
                the step, so that it can neither hurry us nor put us off for good.
        """
        if attempts > len(self.steps):
            return None
        step = self.steps[max(attempts, 1) - 1]
        if retry_after is None:
            pause = round(step * (1 + self.spread * (2 * jitter - 1)))
        else:
            pause = min(max(retry_after, step), 2 * step)
        return max(pause, self.calm) if slow_down else pause


DEFAULT_SCHEDULE = Schedule()


@lru_cache(1_024)
def schedule_of(pauses: str, usual: Schedule = DEFAULT_SCHEDULE) -> Schedule:
    """An endpoint's own schedule, from its pauses in seconds as JSON text; "" for the usual."""
    if not pauses:
        return usual
    return Schedule(steps=tuple(round(pause * SECOND) for pause in json.loads(pauses)))


def parse_retry_after(value: str | None, now: int) -> int | None:
    """Read ``Retry-After`` (RFC 9110 10.2.3): microseconds from ``now``, or ``None``.

    Args:
        value: seconds, or an HTTP date; anything else counts as absent.
        now: microseconds since the epoch.
    """
    text = (value or "").strip()
    if text.isascii() and text.isdigit():
        return int(text[:9]) * SECOND
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    wanted = moment - datetime.fromtimestamp(now / SECOND, UTC)
    return max(0, round(wanted.total_seconds() * SECOND))
