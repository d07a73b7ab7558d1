"""When an endpoint is left in peace: pure, one circuit for each endpoint a worker knows.

Five failures in a row, or one answer that asks for patience, open the circuit: the endpoint rests,
and what is due there waits without using up attempts. After the rest a single request finds out
how it is; a failure means a longer rest, a success closes the circuit. So a dead endpoint costs
one request now and then, however much has piled up for it.
"""

from kauli.delivery.outcome import Outcome
from kauli.kit.clock import MINUTE, SECOND

__all__ = ["FAILURES", "LONGEST_REST", "SHORTEST_REST", "Circuit", "Circuits"]

FAILURES = 5
"""How many in a row open the circuit."""

SHORTEST_REST = 5 * SECOND
LONGEST_REST = 5 * MINUTE
_LONGEST_WISH = 15 * MINUTE
_SPREAD = 0.2
_NO_LONGER = round(_LONGEST_WISH * (1 + _SPREAD))


class Circuit:
    """What one endpoint's last answers mean for its next requests.

    Attributes:
        rests: how many it was given in a row; more than 0 while the circuit is not closed.
        rest_until: microseconds since the epoch.
        changed_at: when one of the two was last changed, by whichever worker.
    """

    __slots__ = ("_failures", "changed_at", "rest_until", "rests")

    def __init__(self) -> None:
        self._failures = 0
        self.rests = 0
        self.rest_until = 0
        self.changed_at = 0

    def adopt(self, rests: int, rest_until: int, changed_at: int) -> None:
        """Go by what another worker found out, if that is newer."""
        if changed_at > self.changed_at:
            self.rests, self.rest_until, self.changed_at = rests, rest_until, changed_at
            self._failures = 0

    def free_at(self, now: int) -> int:
        """When something may be sent again; a rest that no circuit gives is a clock set back."""
        return self.rest_until if now < self.rest_until <= now + _NO_LONGER else now

    def most(self, now: int) -> int | None:
        """How many requests may be under way: none, one to find out, or any number (``None``)."""
        if now < self.free_at(now):
            return 0
        return 1 if self.rests else None

    def succeeded(self, now: int) -> bool:
        """A request was delivered; answers whether that closes the circuit."""
        closes = self.rests > 0
        self._failures = 0
        if closes:
            self.rests, self.rest_until, self.changed_at = 0, 0, now
        return closes

    def failed(self, outcome: Outcome, started_at: int, now: int, jitter: float) -> bool:
        """A request was not delivered; answers whether the endpoint now gets a rest.

        Args:
            outcome: of the attempt.
            started_at: of the attempt; one from before the last rest says nothing new.
            now: microseconds since the epoch.
            jitter: a number from 0 up to but not including 1.
        """
        if started_at <= self.changed_at:
            return False
        self._failures += 1
        if not (self.rests or self._failures >= FAILURES or _asks_for_patience(outcome)):
            return False
        rest = min(SHORTEST_REST << min(self.rests, 16), LONGEST_REST)
        if outcome.slow_down and outcome.retry_after is not None:
            rest = min(max(rest, outcome.retry_after), _LONGEST_WISH)
        self.rests += 1
        self.rest_until = now + round(rest * (1 + _SPREAD * jitter))
        self.changed_at = now
        self._failures = 0
        return True


class Circuits(dict[str, Circuit]):
    """The circuits of all endpoints, by id; one that is not known yet is closed."""

    def __missing__(self, endpoint: str) -> Circuit:
        circuit = self[endpoint] = Circuit()
        return circuit


def _asks_for_patience(outcome: Outcome) -> bool:
    return outcome.code == "throttled" or (outcome.slow_down and outcome.retry_after is not None)
