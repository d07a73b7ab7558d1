"""How often somebody without a key may ask: a bucket of tokens for each address."""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.types import Scope

from kauli.kit.errors import KauliError

__all__ = ["Rate", "Throttle", "TooManyRequests", "sender_of"]


class TooManyRequests(KauliError):
    """Asked more often than the server puts up with."""

    status = 429
    default_code = "too_many_requests"


@dataclass(frozen=True, slots=True)
class Rate:
    """So many at once, and so many more a second."""

    burst: int
    per_second: float


class Throttle:
    """Counts requests by whoever sent them, in this process.

    Args:
        rate: what is put up with.
        now: seconds, from any start.
        kept: how many senders are remembered; the one not heard of for longest is forgotten first.
    """

    def __init__(
        self, rate: Rate, *, now: Callable[[], float] = time.monotonic, kept: int = 10_000
    ) -> None:
        self._rate = rate
        self._now = now
        self._kept = kept
        self._seen: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def count(self, scope: Scope) -> None:
        """Count one request of the address that it comes from.

        Raises:
            TooManyRequests: the sender has to wait.
        """
        self.count_of(sender_of(scope))

    def count_of(self, sender: str) -> None:
        """Count one request of somebody.

        Raises:
            TooManyRequests: they have to wait.
        """
        now = self._now()
        tokens, before = self._seen.pop(sender, (float(self._rate.burst), now))
        tokens = min(self._rate.burst, tokens + (now - before) * self._rate.per_second)
        allowed = tokens >= 1
        self._seen[sender] = (tokens - 1 if allowed else tokens, now)
        if len(self._seen) > self._kept:
            self._seen.popitem(last=False)
        if not allowed:
            raise TooManyRequests("That was too often; wait a few seconds and try again.")

    def forgive(self, sender: str) -> None:
        """Take one request of somebody's back."""
        found = self._seen.get(sender)
        if found is not None:
            self._seen[sender] = (found[0] + 1, found[1])


def sender_of(scope: Scope) -> str:
    """The address that a request comes from."""
    client: Any = scope.get("client")
    return str(client[0]) if client else ""
