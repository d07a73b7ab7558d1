"""How endpoints are doing, and what may be sent to each just now.

One for each worker. It remembers what the worker's own attempts met and takes over what other
workers wrote down; what it learns comes out as ``News`` for the database.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec
import structlog

from kauli.delivery.circuit import Circuits
from kauli.delivery.fairness import Reaction, Windows
from kauli.delivery.pace import Pace
from kauli.delivery.sender import Attempt
from kauli.kit.clock import HOUR, SECOND
from kauli.storage.queries.deliveries import Grant, Waiting
from kauli.storage.queries.health import News, Rest

__all__ = ["OFF_AFTER", "WARN_AFTER", "Openings", "Watch"]

OFF_AFTER = 5 * 24 * HOUR
"""How long an endpoint may go on failing without one success before it is switched off."""

WARN_AFTER = 3 * 24 * HOUR

_QUICK_MS = 1_000
_TELL_EVERY = 30 * SECOND
_NEVER = 2**62

log = structlog.get_logger(__name__)


class Openings(msgspec.Struct, frozen=True, gc=False):
    """What may be sent now, and when more may.

    Attributes:
        rooms: workspace, endpoint and how many more it may have; longest waiting first.
        grants: of those that have a limit of their own.
        crowded: something is due that waits for an attempt of ours to end.
        next_at: when, by the clock alone, something else may be sent.
    """

    rooms: Sequence[tuple[int, str, int]]
    grants: dict[str, Grant]
    crowded: bool
    next_at: int


class Watch:
    """Keeps an eye on endpoints.

    Args:
        per_endpoint: requests at once to one endpoint.
    """

    def __init__(self, per_endpoint: int) -> None:
        self._windows = Windows(per_endpoint)
        self._circuits = Circuits()
        self._failing: set[str] = set()
        self._warned: set[str] = set()
        self._told: dict[str, int] = {}  # when a success was last written down

    def openings(self, waiting: Iterable[Waiting], now: int) -> Openings:
        """What the endpoints with something undelivered may be sent now."""
        rooms: list[tuple[int, str, int]] = []
        grants: dict[str, Grant] = {}
        crowded, next_at = False, _NEVER
        for one in sorted(waiting, key=lambda one: one.due_at):
            free_at = self._free_at(one, now)
            if free_at > now:
                next_at = min(next_at, free_at)
                continue
            room = self._room(one, now)
            crowded = crowded or room <= 0
            rooms.append((one.workspace_id, one.endpoint_id, room))
            if one.rate_limit or one.concurrency:
                grants[one.endpoint_id] = _grant(one, now)
        return Openings(rooms, grants, crowded, next_at)

    @property
    def held(self) -> Mapping[str, int]:
        """How many requests are under way at each endpoint that has any."""
        return self._windows.held

    def begin(self, endpoint: str) -> None:
        """A request to it begins."""
        self._windows.begin(endpoint)

    def end(self, endpoint: str, attempt: Attempt | None) -> None:
        """A request to it has ended; ``None`` if nothing is known of how."""
        reaction: Reaction = "silent"
        if attempt is not None and attempt.status is not None and not attempt.outcome.slow_down:
            reaction = "quick" if attempt.duration_ms < _QUICK_MS else "slow"
        self._windows.end(endpoint, reaction)

    def heard(self, endpoint: Waiting, attempt: Attempt, now: int, jitter: float) -> News | None:
        """What an attempt says about its endpoint, if that is worth writing down.

        Args:
            endpoint: as it was when the delivery was claimed.
            attempt: at it.
            now: microseconds since the epoch.
            jitter: a number from 0 up to but not including 1.
        """
        if attempt.outcome.delivered:
            return self._succeeded(endpoint, now)
        return self._failed(endpoint, attempt, now, jitter)

    def _free_at(self, one: Waiting, now: int) -> int:
        """When something may be sent there as far as the clock alone decides."""
        if one.due_at > now:
            return one.due_at
        circuit = self._circuits[one.endpoint_id]
        circuit.adopt(one.rests, one.rest_until, one.changed_at)
        free_at = circuit.free_at(now)
        if free_at > now:
            return free_at
        return Pace(one.rate_limit, one.paced_until).next_at(now) if one.rate_limit else now

    def _room(self, one: Waiting, now: int) -> int:
        room = self._windows.room(one.endpoint_id, self._circuits[one.endpoint_id].most(now))
        if one.concurrency:
            room = min(room, one.concurrency - one.sending)
        if one.rate_limit:
            room = min(room, Pace(one.rate_limit, one.paced_until).permits(now))
        return room

    def _succeeded(self, endpoint: Waiting, now: int) -> News | None:
        key = endpoint.endpoint_id
        if self._circuits[key].succeeded(now):
            log.info("delivery.endpoint_recovered", endpoint=key)
        told = self._told.get(key, endpoint.last_success_at or 0)
        failing = key in self._failing or endpoint.failing_since is not None
        if not failing and now - told < _TELL_EVERY:
            return None
        self._told[key] = now
        self._failing.discard(key)
        self._warned.discard(key)
        return News(key, succeeded=True)

    def _failed(self, endpoint: Waiting, attempt: Attempt, now: int, jitter: float) -> News:
        key, outcome, circuit = endpoint.endpoint_id, attempt.outcome, None
        self._failing.add(key)
        if self._circuits[key].failed(outcome, attempt.started_at, now, jitter):
            circuit = self._circuits[key]
            seconds = (circuit.rest_until - now) // SECOND
            log.warning("delivery.endpoint_rests", endpoint=key, why=outcome.code, seconds=seconds)
        since = endpoint.failing_since or now
        news = News(
            key,
            failures=1,
            rest=Rest(circuit.rests, circuit.rest_until) if circuit else None,
            warned=self._warns(endpoint, now - since),
            off=_off(outcome.code, now - since),
            failing_since=since,
            failure=outcome.code if attempt.status is None else str(attempt.status),
            known_at=attempt.started_at,
        )
        if news.warned:
            log.warning("delivery.endpoint_failing", endpoint=key, hours=(now - since) // HOUR)
        if news.off:
            log.warning("delivery.endpoint_switched_off", endpoint=key, why=news.off)
        return news

    def _warns(self, endpoint: Waiting, failing_for: int) -> bool:
        key = endpoint.endpoint_id
        if failing_for < WARN_AFTER:  # it may have been forgiven since the last warning
            self._warned.discard(key)
            return False
        if endpoint.warned_at is not None or key in self._warned:
            return False
        self._warned.add(key)
        return True


def _grant(one: Waiting, now: int) -> Grant:
    pace = Pace(one.rate_limit, one.paced_until) if one.rate_limit else None
    return Grant(one.claims, pace.start(now) if pace else 0, pace.interval if pace else 0)


def _off(code: str, failing_for: int) -> str:
    if code == "gone":
        return "gone"
    return "failing" if failing_for >= OFF_AFTER else ""
