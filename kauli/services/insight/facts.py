"""What is known of an endpoint, put together from its rows: pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from kauli.delivery.pace import Pace
from kauli.delivery.tally import percentile
from kauli.storage.queries.endpoints import LISTEN
from kauli.storage.queries.insight import COUNTED, Queue, Sending, Watched
from kauli.storage.queries.sums import Sum
from kauli.storage.tables import BEHIND

__all__ = ["Depth", "Facts", "Period", "facts_of", "is_called"]


@dataclass(frozen=True, slots=True)
class Period:
    """What attempts came to in some time.

    Attributes:
        share: of them that were delivered, 0 to 1; ``None`` where there were none.
        p50_ms: the time within which half of the answers came; ``None`` where there were none.
        p95_ms: the same of 95 of 100.
    """

    attempts: int = 0
    delivered: int = 0
    share: float | None = None
    p50_ms: int | None = None
    p95_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Depth:
    """How many deliveries have still to go to an endpoint.

    Attributes:
        due: they could go out now.
        later: their next attempt is not due yet.
        behind: they stand behind an earlier one of their conversation.
        sending: they are under way.
        more: one of the first three was counted no further, so there are that many or more.
    """

    due: int = 0
    later: int = 0
    behind: int = 0
    sending: int = 0
    more: bool = False

    @property
    def waiting(self) -> int:
        """All that are not under way."""
        return self.due + self.later + self.behind


@dataclass(frozen=True, slots=True)
class Facts:
    """An endpoint's rows, and what follows from them.

    Attributes:
        day: the last 24 hours.
        week: the last 7 days.
        oldest_at: when the oldest delivery that has still to go was made.
        next_at: when something is sent next, if that is known.
        idle_since: since when something could be sent and is not under way, if so.
    """

    watched: Watched
    day: Period
    week: Period
    depth: Depth
    oldest_at: int | None
    next_at: int | None
    idle_since: int | None


def facts_of(
    watched: Watched, queue: Queue, sending: Sending | None, sums: Iterable[Sum], now: int
) -> Facts:
    """Put together what is known.

    Args:
        watched: the endpoint.
        queue: what waits for it.
        sending: what is under way to it.
        sums: its attempts of a week; the last day's are the recent ones.
        now: microseconds since the epoch.
    """
    found = list(sums)
    moments = (queue.oldest_due_at, queue.oldest_later_at, sending.oldest_at if sending else None)
    possible, next_at = _moments(watched, now)
    return Facts(
        watched=watched,
        day=_period(one for one in found if one.recent),
        week=_period(found),
        depth=Depth(
            due=queue.due,
            later=queue.later,
            behind=queue.behind,
            sending=sending.deliveries if sending else 0,
            more=max(queue.due, queue.later, queue.behind) >= COUNTED,
        ),
        oldest_at=min((one for one in moments if one is not None), default=None),
        next_at=next_at,
        idle_since=possible if possible is not None and possible < now and not sending else None,
    )


def _moments(watched: Watched, now: int) -> tuple[int | None, int | None]:
    """Since when something could be sent, and when it will be."""
    first = watched.first_due_at
    if first is None or first >= BEHIND or not is_called(watched):
        return None, None
    possible = max(first, watched.rest_until)
    if not watched.rate_limit:
        return possible, max(possible, now)
    free_at = Pace(watched.rate_limit, watched.paced_until).next_at(now)
    return max(possible, watched.paced_until), max(possible, free_at)


def is_called(watched: Watched) -> bool:
    """Whether workers send there: it is on, and no listener's."""
    return watched.active and watched.off_at is None and watched.kind != LISTEN


def _period(sums: Iterable[Sum]) -> Period:
    attempts = delivered = 0
    answered: dict[int, int] = {}
    for one in sums:
        attempts += one.attempts
        if one.outcome == "delivered":
            delivered += one.attempts
        if one.bucket:
            answered[one.bucket] = answered.get(one.bucket, 0) + one.attempts
    if not attempts:
        return Period()
    return Period(
        attempts,
        delivered,
        delivered / attempts,
        percentile(answered, 0.5),
        percentile(answered, 0.95),
    )
