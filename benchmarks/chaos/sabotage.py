"""Kauli broken on purpose, to see that the verdict would notice.

``python -m benchmarks.chaos.sabotage KINDS …`` runs ``kauli …`` with some things taken out of it.
"""

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from kauli.cli import main
from kauli.delivery import worker
from kauli.delivery.circuit import Circuit, Circuits
from kauli.delivery.settle import Settled
from kauli.storage.queries import conversations
from kauli.storage.queries.lines import Line
from kauli.storage.statements import Steps

__all__ = ["KINDS"]


def _lose() -> None:
    """What failed counts as delivered."""

    def settled(*_: Any, **__: Any) -> Settled:
        return Settled("delivered")

    _put(worker, "settle", settled)


def _reorder() -> None:
    """No delivery stands behind an earlier one."""

    def nobody_ahead(_line: Line) -> Steps[bool]:
        yield from ()
        return False

    _put(conversations, "unsettled_ahead", nobody_ahead)


def _harm() -> None:
    """No circuit opens, and whoever waits longest gets every place, of which there are few."""

    def served(rooms: Iterable[tuple[int, str, int]], free: int, *_: Any) -> dict[str, int]:
        return {endpoint: free for _, endpoint, _ in list(rooms)[:1]}

    os.environ["KAULI_DELIVERY_CONCURRENCY"] = "4"
    _put(worker, "deal", served)
    _put(Circuits, "__missing__", lambda circuits, key: circuits.setdefault(key, _Closed()))


class _Closed(Circuit):
    """A circuit that nothing opens."""

    def adopt(self, rests: int, rest_until: int, changed_at: int) -> None:
        """Go on as ever."""

    def failed(self, *_: Any) -> bool:
        """Go on as ever."""
        return False


def _put(place: object, name: str, value: object) -> None:
    if not hasattr(place, name):
        raise AttributeError(f"there is no {name} to be broken")
    setattr(place, name, value)


KINDS: Mapping[str, Callable[[], None]] = {"lose": _lose, "reorder": _reorder, "harm": _harm}
"""By name, what is taken out."""


if __name__ == "__main__":
    for kind in sys.argv.pop(1).split(","):
        KINDS[kind]()
    sys.argv[0] = "kauli"
    main()
