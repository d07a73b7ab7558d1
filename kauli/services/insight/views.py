"""How endpoints are doing, as people see it."""

from dataclasses import dataclass

from kauli.services.insight.condition import Condition, condition_of
from kauli.services.insight.facts import Depth, Facts, Period
from kauli.services.insight.line import line_of, switch_off_at, warning_of

__all__ = ["EndpointHealth", "health_view"]


@dataclass(frozen=True, slots=True)
class EndpointHealth:
    """An endpoint's health. Moments are microseconds since the epoch, ``None`` where there is none.

    Attributes:
        condition: one of ``CONDITIONS``.
        line: all of it in a line that a person can read.
        last_day: the last 24 hours, by the clock's hours: the present one and the 23 before.
        last_week: the last 7 days likewise.
        oldest_undelivered_at: when the oldest delivery that has still to go was made; of very many
            that wait, one of the oldest.
        next_attempt_at: when something is sent next, where that is known.
        resting_until: until then it is left in peace, for the failures it had.
        off_at: when Kauli switched it off by itself.
        off_reason: why; see ``Endpoint``.
        failures: in a row.
        failing_since: when the first of them was.
        last_failure: the status of HTTP, or the outcome's code where there was no answer.
        switch_off_at: when it is switched off if nothing is delivered before.
        warning: what is said of that once it is near; "" before.
        statuses: how many deliveries there ever were by status; ``None`` where nobody asked.
    """

    id: str
    bot_id: int
    bot_name: str
    name: str
    url: str
    kind: str
    active: bool
    condition: Condition
    line: str
    last_day: Period
    last_week: Period
    queue: Depth
    oldest_undelivered_at: int | None
    next_attempt_at: int | None
    resting_until: int | None
    off_at: int | None
    off_reason: str
    failures: int
    failing_since: int | None
    last_failure: str
    last_failure_at: int | None
    last_success_at: int | None
    switch_off_at: int | None
    warning: str
    statuses: dict[str, int] | None = None


def health_view(facts: Facts, now: int, statuses: dict[str, int] | None = None) -> EndpointHealth:
    """An endpoint's health from what is known of it; ``now`` is in microseconds."""
    watched = facts.watched
    condition = condition_of(facts, now)
    return EndpointHealth(
        id=watched.id,
        bot_id=watched.bot_id,
        bot_name=watched.bot_name,
        name=watched.name,
        url=watched.url,
        kind=watched.kind,
        active=bool(watched.active),
        condition=condition,
        line=line_of(facts, condition, now),
        last_day=facts.day,
        last_week=facts.week,
        queue=facts.depth,
        oldest_undelivered_at=facts.oldest_at,
        next_attempt_at=facts.next_at,
        resting_until=watched.rest_until if watched.rest_until > now else None,
        off_at=watched.off_at,
        off_reason=watched.off_reason,
        failures=watched.failures,
        failing_since=watched.failing_since,
        last_failure=watched.last_failure,
        last_failure_at=watched.last_failure_at,
        last_success_at=watched.last_success_at,
        switch_off_at=switch_off_at(facts),
        warning=warning_of(facts, now),
        statuses=statuses,
    )
