"""A body that is handed over bit by bit, as a slow line would."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

__all__ = ["Drip"]


@dataclass(frozen=True, slots=True)
class Drip:
    """What to send in place of a body, to see whether its receiver waits for all of it.

    Its length is announced like any body's: a receiver that counts bytes must see no difference.

    Attributes:
        body: all of it.
        drops: how many pieces it comes in, at most.
        pause: waited for between two pieces.
    """

    body: bytes
    drops: int
    pause: Callable[[], Awaitable[None]]

    async def pieces(self) -> AsyncIterator[bytes]:
        """The body's pieces, in order, with the pauses between."""
        size = -(-len(self.body) // self.drops) or 1
        for start in range(0, len(self.body), size):
            if start:
                await self.pause()
            yield self.body[start : start + size]
