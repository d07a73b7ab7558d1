"""What becomes of a delivery after an attempt."""

import msgspec

from kauli.delivery.outcome import Outcome
from kauli.delivery.schedule import Schedule

__all__ = ["Settled", "settle"]


class Settled(msgspec.Struct, frozen=True, gc=False):
    """The delivery's next state.

    Attributes:
        status: ``delivered``, ``failed`` (it will be tried again) or ``exhausted``.
        due_at: of the next attempt, in microseconds since the epoch; 0 when there is none.
    """

    status: str
    due_at: int = 0


def settle(
    outcome: Outcome, attempts: int, *, schedule: Schedule, jitter: float, now: int
) -> Settled:
    """Decide how it goes on.

    Args:
        outcome: of the attempt just made.
        attempts: made on the present schedule, this one included.
        schedule: of the endpoint.
        jitter: a number from 0 up to but not including 1.
        now: microseconds since the epoch.
    """
    if outcome.delivered:
        return Settled("delivered")
    pause = schedule.pause(
        attempts,
        jitter=jitter,
        slow_down=outcome.slow_down,
        retry_after=outcome.retry_after,
    )
    return Settled("exhausted") if pause is None else Settled("failed", now + pause)
