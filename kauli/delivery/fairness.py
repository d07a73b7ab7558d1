"""Who may send next: no workspace and no endpoint takes it all, however much it has due."""

from collections.abc import Iterable, Mapping
from heapq import heapify, heappop, heappush
from types import MappingProxyType
from typing import Literal, TypeVar

__all__ = ["Reaction", "Windows", "deal"]


K = TypeVar("K")
Reaction = Literal["quick", "slow", "silent"]
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

    def room(self, endpoint: str, most: int | None = None) -> int:
        """How many more it may have, and no more than ``most`` under way."""
        window = self._window.get(endpoint, self._first)
        if most is not None:
            window = min(window, most)
        return window - self._busy.get(endpoint, 0)

    @property
    def held(self) -> Mapping[str, int]:
        """How many are under way at each endpoint that has any."""
        return self._busy

    def begin(self, endpoint: str) -> None:
        """One more is under way."""
        self._busy[endpoint] = self._busy.get(endpoint, 0) + 1

    def end(self, endpoint: str, reaction: Reaction) -> None:
        """One has ended."""
        left = self._busy.get(endpoint, 0) - 1
        if left > 0:
            self._busy[endpoint] = left
        else:
            self._busy.pop(endpoint, None)
        window = self._window.get(endpoint, self._first)
        if reaction == "quick" or (window < self._first and reaction == "slow"):
            window = min(window + 1, self._most)
        else:
            window = max(window // 2, self._first if reaction == "slow" else 1)
        self._window[endpoint] = window


def deal(
    rooms: Iterable[tuple[int, str, int]],
    free: int,
    held: Mapping[str, int] = MappingProxyType({}),
) -> dict[str, int]:
    """How many deliveries to take of each endpoint: free places go to who holds the fewest.

    First to workspaces, then, within each, to its endpoints. So where all places are taken by
    receivers that are slow, the next that is given back goes to one that has none.

    Args:
        rooms: workspace, endpoint and how many more it can have now, those first that have waited
            longest.
        free: places in all.
        held: how many each endpoint has already; 0 if it is not named.
    """
    tables: dict[int, dict[str, int]] = {}
    holds: dict[int, int] = {}
    for workspace, endpoint, room in rooms:
        holds[workspace] = holds.get(workspace, 0) + held.get(endpoint, 0)
        if room > 0:
            tables.setdefault(workspace, {})[endpoint] = room
    shares = _share({key: sum(table.values()) for key, table in tables.items()}, free, holds)
    dealt: dict[str, int] = {}
    for workspace, share in shares.items():
        dealt |= _share(tables[workspace], share, held)
    return dealt


def _share(rooms: Mapping[K, int], free: int, held: Mapping[K, int]) -> dict[K, int]:
    """Places one by one to who holds the fewest; of several, to the first."""
    if len(rooms) == 1:
        return {key: min(room, free) for key, room in rooms.items() if free > 0}
    line = [(held.get(key, 0), place, key) for place, key in enumerate(rooms)]
    heapify(line)
    dealt: dict[K, int] = {}
    while free > 0 and line:
        holds, place, key = heappop(line)
        dealt[key] = dealt.get(key, 0) + 1
        free -= 1
        if dealt[key] < rooms[key]:
            heappush(line, (holds + 1, place, key))
    return dealt
