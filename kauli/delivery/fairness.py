"""Who may send next: no endpoint, however much it has due or however slow, takes it all."""

from collections.abc import Callable, Sequence
from typing import Literal

from kauli.storage.queries.deliveries import Waiting

__all__ = ["Pace", "Windows", "deal"]


Pace = Literal["quick", "slow", "silent"]
"""How an endpoint took a request: it answered, answered late, or didn't (or asked for a rest)."""


class Windows:
    """How many requests each endpoint may have under way.

    It begins with a few. Each quick answer adds one; a slow one takes some back, but never below
    the few; silence halves it, down to one. So a lively endpoint soon has all it may, a slow one
    holds few places for long, and a dead one a single place.

    Args:
        most: under way at one endpoint.
        first: under way at an endpoint not heard of yet.
    """

    def __init__(self, most: int, first: int = 8) -> None:
        self._most = most
        self._first = min(first, most)
        self._window: dict[str, int] = {}
        self._busy: dict[str, int] = {}

    def room(self, endpoint: str) -> int:
        """How many more it may have."""
        return self._window.get(endpoint, self._first) - self._busy.get(endpoint, 0)

    def begin(self, endpoint: str) -> None:
        """One more is under way."""
        self._busy[endpoint] = self._busy.get(endpoint, 0) + 1

    def end(self, endpoint: str, pace: Pace) -> None:
        """One has ended."""
        left = self._busy.get(endpoint, 0) - 1
        if left > 0:
            self._busy[endpoint] = left
        else:
            self._busy.pop(endpoint, None)
        window = self._window.get(endpoint, self._first)
        if pace == "quick" or (window < self._first and pace == "slow"):
            window = min(window + 1, self._most)
        else:
            window = max(window // 2, self._first if pace == "slow" else 1)
        self._window[endpoint] = window


def deal(
    waiting: Sequence[Waiting], room: Callable[[str], int], *, free: int, now: int
) -> dict[str, int]:
    """How many deliveries to take of each endpoint: free places, dealt out evenly.

    Args:
        waiting: the endpoints with something undelivered.
        room: how many more an endpoint may have.
        free: places in all.
        now: microseconds since the epoch.
    """
    rooms = {
        one.endpoint_id: room(one.endpoint_id)
        for one in sorted(waiting, key=lambda one: one.due_at)
        if one.due_at <= now
    }
    dealt: dict[str, int] = {}
    while free > 0 and (hungry := [key for key, places in rooms.items() if places > 0]):
        share = max(1, free // len(hungry))
        for endpoint in hungry[:free]:
            places = min(share, rooms[endpoint])
            dealt[endpoint] = dealt.get(endpoint, 0) + places
            rooms[endpoint] -= places
            free -= places
    return dealt
