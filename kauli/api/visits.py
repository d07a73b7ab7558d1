"""How many requests this process has answered: plain counting, a fraction of a microsecond each."""

from typing import Any

__all__ = ["NO_ROUTE", "Visits", "route_of"]

NO_ROUTE = "none"
"""Stands for the route of an address at which there is nothing."""

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Visits:
    """Requests by method, route and status.

    Attributes:
        counted: how many there were of each; no more entries than there are routes, methods and
            statuses, whatever is asked.
    """

    def __init__(self) -> None:
        self.counted: dict[tuple[str, str, int], int] = {}

    def count(self, method: str, route: str, status: int) -> None:
        """One was answered."""
        key = (method if method in _METHODS else "other", route, status)
        self.counted[key] = self.counted.get(key, 0) + 1


def route_of(scope: Any) -> str:
    """The route that an application found for a request, such as ``/api/v1/bots/{bot_id}``."""
    found: str = getattr(scope.get("route"), "path_format", NO_ROUTE)
    return found
