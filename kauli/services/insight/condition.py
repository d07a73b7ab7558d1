"""How an endpoint is, in a word: pure."""

from typing import Literal, get_args

from kauli.delivery.circuit import FAILURES
from kauli.kit.clock import MINUTE
from kauli.services.insight.facts import Facts
from kauli.storage.queries.endpoints import LISTEN

__all__ = ["CONDITIONS", "STEADY", "Condition", "condition_of"]

Condition = Literal[
    "healthy",
    "unsteady",
    "behind",
    "unattended",
    "failing",
    "down",
    "resting",
    "quiet",
    "new",
    "listening",
    "off",
    "switched_off",
]

CONDITIONS: tuple[Condition, ...] = get_args(Condition)
"""Every condition that an endpoint can be in."""

STEADY = 0.95
"""The share of delivered attempts, of a day, from which an endpoint counts as healthy."""

_PATIENCE = MINUTE


def condition_of(facts: Facts, now: int) -> Condition:
    """The one word that matters most; ``now`` is in microseconds since the epoch."""
    return _not_called(facts) or _in_trouble(facts, now) or _at_work(facts, now)


def _not_called(facts: Facts) -> Condition | None:
    watched = facts.watched
    if watched.off_at is not None:
        return "switched_off"
    if not watched.active or not (watched.url or watched.kind == LISTEN):
        return "off"
    return "listening" if watched.kind == LISTEN else None


def _in_trouble(facts: Facts, now: int) -> Condition | None:
    watched = facts.watched
    if watched.rest_until > now:
        return "resting"
    if facts.idle_since is not None and now - facts.idle_since > _PATIENCE:
        return "unattended"
    if watched.failing_since is None:
        return None
    return "down" if watched.rests or watched.failures >= FAILURES else "failing"


def _at_work(facts: Facts, now: int) -> Condition:
    watched, day = facts.watched, facts.day
    first = watched.first_due_at
    if facts.depth.due and first is not None and now - first > _PATIENCE:
        return "behind"
    if day.share is None:
        heard = watched.last_success_at or watched.last_failure_at or facts.week.attempts
        return "quiet" if heard else "new"
    return "healthy" if day.share >= STEADY else "unsteady"
