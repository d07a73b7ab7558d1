"""One conversation, one turn at a time, in the order of arrival."""

import asyncio
from collections import deque
from types import TracebackType

__all__ = ["Turnstile"]

Key = tuple[int, str]


class Turnstile:
    """Lets one turn of each conversation through; conversations don't wait for each other.

    This orders the turns of one process. Between processes the database does: a turn is written
    only onto the conversation it was made from (see ``record_turn``).
    """

    def __init__(self) -> None:
        # Who is inside, by conversation, with those who wait behind them (None: nobody does).
        self._queues: dict[Key, deque[asyncio.Future[None]] | None] = {}

    def turn(self, bot_id: int, chat_id: str) -> "_Pass":
        """Use with ``async with``: wait for the turns before, then have the conversation alone."""
        return _Pass(self, (bot_id, chat_id))

    async def enter(self, key: Key) -> None:
        """Go in, or wait in line."""
        if key not in self._queues:
            self._queues[key] = None
            return
        queue = self._queues[key]
        if queue is None:
            queue = self._queues[key] = deque()
        mine = asyncio.get_running_loop().create_future()
        queue.append(mine)
        try:
            await mine
        except asyncio.CancelledError:
            if mine.done() and not mine.cancelled():  # it was our turn in this very moment
                self.leave(key)
            raise

    def leave(self, key: Key) -> None:
        """Let the next one in; the last one out forgets the conversation."""
        queue = self._queues[key]
        while queue:
            following = queue.popleft()
            if not following.done():
                following.set_result(None)
                return
        del self._queues[key]


class _Pass:
    __slots__ = ("_key", "_turnstile")

    def __init__(self, turnstile: Turnstile, key: Key) -> None:
        self._turnstile = turnstile
        self._key = key

    async def __aenter__(self) -> None:
        await self._turnstile.enter(self._key)

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._turnstile.leave(self._key)
