"""Wake-ups: "there is something new", told to whoever waits for it.

A signal is only a hint that saves waiting; whoever waits also looks by itself now and then,
so a lost hint costs time and never a row.
"""

import asyncio
from collections.abc import Callable

__all__ = ["DELIVERIES", "Signal"]

DELIVERIES = "deliveries"
"""The name of the signal that says: there is something to deliver."""


class Signal:
    """One named hint, heard by every waiter of this process.

    ``carry`` takes it to other processes where the database can (PostgreSQL's NOTIFY).
    """

    def __init__(self, carry: Callable[[], None] | None = None) -> None:
        self._carry = carry
        self._waiters: set[asyncio.Event] = set()

    def send(self) -> None:
        """Tell everyone; call it after the commit."""
        self.heard()
        if self._carry is not None:
            self._carry()

    def heard(self) -> None:
        """Tell the waiters of this process only."""
        for event in self._waiters:
            event.set()

    def listen(self) -> asyncio.Event:
        """An event that each ``send`` sets; clear it before looking, then wait."""
        event = asyncio.Event()
        self._waiters.add(event)
        return event

    def forget(self, event: asyncio.Event) -> None:
        """Stop hearing."""
        self._waiters.discard(event)
