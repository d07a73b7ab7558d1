"""How a worker works."""

from dataclasses import dataclass

from kauli.delivery.schedule import DEFAULT_SCHEDULE, Schedule

__all__ = ["WorkerSettings"]


@dataclass(frozen=True, slots=True)
class WorkerSettings:
    """The defaults suit a small machine.

    Attributes:
        concurrency: deliveries held at once.
        per_endpoint: requests at once to one endpoint.
        lease_seconds: how long a dead worker's deliveries stay with it; a live one extends them.
        poll_seconds: the longest it goes without looking by itself.
        pause_seconds: between tries while the database is away.
        grace_seconds: what a stop allows for what is under way.
        timeout_seconds: for the whole of one attempt.
        max_response: bytes of an answer that are kept.
        schedule: the pauses between attempts.
    """

    concurrency: int = 256
    per_endpoint: int = 64
    lease_seconds: float = 30.0
    poll_seconds: float = 1.0
    pause_seconds: float = 1.0
    grace_seconds: float = 10.0
    timeout_seconds: float = 20.0
    max_response: int = 16_384
    schedule: Schedule = DEFAULT_SCHEDULE
