"""Who may send next: no workspace and no endpoint takes it all, however much it has due."""

from collections.abc import Iterable, Mapping
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


def deal(rooms: Iterable[tuple[int, str, int]], free: int) -> dict[str, int]:
    """How many deliveries to take of each endpoint: free places, dealt out evenly.

    First to workspaces, then, within each, to its endpoints.

    Args:
        rooms: workspace, endpoint and how many more it can have now, those first that have waited
            longest.
        free: places in all.
    """
    tables: dict[int, dict[str, int]] = {}
    for workspace, endpoint, room in rooms:
        if room > 0:
            tables.setdefault(workspace, {})[endpoint] = room
    shares = _share({key: sum(table.values()) for key, table in tables.items()}, free)
    dealt: dict[str, int] = {}
    for workspace, share in shares.items():
        dealt |= _share(tables[workspace], share)
    return dealt


def _share(rooms: Mapping[K, int], free: int) -> dict[K, int]:
    """Places for each, as even as its room allows; the first ones get what can't be divided."""
    left = dict(rooms)
    dealt: dict[K, int] = {}
    while free > 0 and left:
        share = max(1, free // len(left))
        for key in list(left)[:free]:
            places = min(share, left[key])
            dealt[key] = dealt.get(key, 0) + places
            free -= places
            left[key] -= places
            if not left[key]:
                del left[key]
    return dealt
