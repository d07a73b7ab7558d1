"""What was just looked up by a token, so that a request with it costs no query."""

from collections import OrderedDict
from typing import Generic, TypeVar

from kauli.kit.clock import SECOND, Clock

__all__ = ["LONGEST_TOKEN", "Recent"]

T = TypeVar("T")

LONGEST_TOKEN = 512
"""No token of ours has more characters."""

_TRUSTED = 5 * SECOND
_KEPT = 4_096


class Recent(Generic[T]):
    """Remembers what tokens stand for, for five seconds; an end elsewhere is felt by then."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._found: OrderedDict[str, tuple[T, int]] = OrderedDict()
        self._times_forgotten = 0

    def get(self, token: str) -> T | None:
        """What the token stands for, if it was looked up just now."""
        found = self._found.get(token)
        return found[0] if found is not None and found[1] > self._clock() else None

    def mark(self) -> int:
        """To be taken before a look-up, and given to ``keep`` with what was found."""
        return self._times_forgotten

    def keep(self, mark: int, token: str, found: T, expires_at: int | None) -> None:
        """Remember what was found, unless all was forgotten while it was looked up."""
        if mark != self._times_forgotten:
            return
        until = self._clock() + _TRUSTED
        self._found[token] = (found, until if expires_at is None else min(until, expires_at))
        while len(self._found) > _KEPT:
            self._found.popitem(last=False)

    def forget(self) -> None:
        """Look everything up again."""
        self._times_forgotten += 1
        self._found.clear()
