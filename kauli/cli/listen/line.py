"""The line to where the deliveries are: a data directory, or a server."""

from collections.abc import Collection
from typing import Protocol

from kauli.services.listening import Forward, Listener, Report, Seat, Verdict, Wish

__all__ = ["Line"]


class Line(Protocol):
    """What a listener says and hears; see ``kauli.services.listening.Listening``.

    Attributes:
        where: the data directory or the server's address.

    Errors: ``kauli.kit.errors.Unavailable`` where trying again later may help; any other
    ``KauliError`` ends the listening.
    """

    where: str

    async def open(self, wish: Wish) -> Listener:
        """Begin to listen."""
        ...

    async def secret(self) -> str:
        """What the receiver verifies with, as with the bot's webhook.

        Raises:
            Conflict: a server shows it once, and did so before.
        """
        ...

    async def next(self, seat: Seat, holding: Collection[str], most: int) -> list[Forward]:
        """Take what is due, or wait a while for it."""
        ...

    async def answered(self, seat: Seat, report: Report) -> Verdict:
        """Tell what the receiver answered."""
        ...

    async def close(self, seat: Seat) -> int:
        """End listening; answers how many deliveries wait for the next time."""
        ...
