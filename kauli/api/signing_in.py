"""How often passwords may be tried: from an address, and for a name."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import TypeVar

from starlette.types import Scope

from kauli.api.throttle import Rate, Throttle, sender_of

__all__ = ["SignIns"]

T = TypeVar("T")

_BY_ADDRESS = Rate(burst=10, per_second=0.2)
_BY_NAME = Rate(burst=20, per_second=1 / 30)
_KEPT = 10_000


class SignIns:
    """Counts attempts at passwords, in this process.

    Every address may try so often, whomever it tries; and every name may be tried so often in
    vain, from however many addresses. Where somebody has signed in before, only the first holds
    for them, so that strangers who try their name don't keep them out.

    Args:
        now: seconds, from any start.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._addresses = Throttle(_BY_ADDRESS, now=now)
        self._names = Throttle(_BY_NAME, now=now, kept=_KEPT)
        self._known: OrderedDict[tuple[str, str], None] = OrderedDict()

    def count(self, scope: Scope) -> None:
        """Count something that an address tries without a name.

        Raises:
            TooManyRequests: the address has to wait.
        """
        self._addresses.count(scope)

    async def attempt(self, scope: Scope, name: str, sign_in: Callable[[], Awaitable[T]]) -> T:
        """Let somebody try a password.

        Args:
            scope: of the request.
            name: whose password it should be.
            sign_in: tries it; what it raises counts as a failure.

        Raises:
            TooManyRequests: the address, or the name, has been tried too often.
        """
        self._addresses.count(scope)
        name = name.strip().casefold()
        here = (name, sender_of(scope))
        is_known = here in self._known
        if not is_known:
            self._names.count_of(name)
        done = await sign_in()
        if not is_known:
            self._names.forgive(name)
        self._known[here] = None
        self._known.move_to_end(here)
        if len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return done
