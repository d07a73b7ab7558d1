"""Between line and receiver: takes, posts, tells, and goes on when the line breaks."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from typing import Protocol, TypeVar

from kauli.cli.listen.line import Line
from kauli.cli.listen.receiver import report_of
from kauli.delivery.sender import Attempt
from kauli.kit.errors import KauliError, Unavailable
from kauli.services.listening import Forward, Seat, Verdict

__all__ = ["PLACES", "Post", "Relay", "Show"]

PLACES = 8
"""Deliveries that are posted at once, each of another conversation."""

_PAUSES = (0.25, 0.5, 1.0, 2.0)
_LONGEST_PAUSE = 3.0
"""Seconds between tries while the line is broken."""

T = TypeVar("T")
Post = Callable[[Forward], Awaitable[Attempt]]


class Show(Protocol):
    """Tells a person what happens."""

    def posted(self, forward: Forward) -> None:
        """A delivery is on its way to the receiver."""
        ...

    def answered(self, forward: Forward, attempt: Attempt, verdict: Verdict) -> None:
        """The receiver answered, or didn't, and it is written down what follows."""
        ...

    def not_told(self, forward: Forward, attempt: Attempt, why: str) -> None:
        """The receiver answered, or didn't, but nobody wants to know any more."""
        ...

    def away(self, why: str) -> None:
        """The line is broken."""
        ...

    def back(self) -> None:
        """The line is there again."""
        ...


class Relay:
    """Forwards deliveries for as long as it runs.

    Args:
        line: where they come from.
        seat: which listener.
        post: brings one to the receiver.
        show: tells what happens.

    Attributes:
        came_to: how many attempts came to which status of their delivery.
    """

    def __init__(self, line: Line, seat: Seat, post: Post, show: Show) -> None:
        self.came_to: Counter[str] = Counter()
        self._line = line
        self._seat = seat
        self._post = post
        self._show = show
        self._held: dict[str, Forward] = {}
        self._early: dict[str, Attempt] = {}  # answers to what is being handed out to us again
        self._tasks: set[asyncio.Task[None]] = set()
        self._freed = asyncio.Event()
        self._away = False

    @property
    def under_way(self) -> int:
        """How many deliveries have no answer yet, or one that nobody was told of."""
        return len(self._held)

    async def run(self) -> None:
        """Forward until cancelled.

        Raises:
            KauliError: the line has ended for good: the key, say, is no longer taken.
        """
        while True:
            while len(self._held) >= PLACES:
                self._freed.clear()
                await self._freed.wait()
            for forward in await self._insist(self._next):
                self._take(forward)

    async def finish(self, seconds: float) -> None:
        """Let what is under way end, and drop what takes longer."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _next(self) -> list[Forward]:
        return await self._line.next(self._seat, tuple(self._held), PLACES - len(self._held))

    def _take(self, forward: Forward) -> None:
        known = forward.delivery_id in self._held
        self._held[forward.delivery_id] = forward
        if known:  # its lease ran out while the line was broken; it goes on under the new claim
            return
        attempt = self._early.pop(forward.delivery_id, None)
        task = asyncio.create_task(self._deliver(forward, attempt))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, forward: Forward, attempt: Attempt | None) -> None:
        """Post a delivery and tell the answer; just tell it, where it is known."""
        key = forward.delivery_id
        if attempt is None:
            self._show.posted(forward)
            attempt = await self._post(forward)
        await self._tell(forward, attempt)
        del self._held[key]
        self._freed.set()

    async def _tell(self, forward: Forward, attempt: Attempt) -> None:
        key = forward.delivery_id
        try:
            verdict = await self._insist(
                lambda: self._line.answered(self._seat, report_of(self._held[key], attempt))
            )
        except KauliError as error:
            self._show.not_told(forward, attempt, error.message)
            return
        if not verdict.counted and verdict.status == "sending":
            # Its lease ran out while the line was broken, and it is on its way to us once more.
            self._early[key] = attempt
            return
        self.came_to[verdict.status] += 1
        self._show.answered(forward, attempt, verdict)

    async def _insist(self, ask: Callable[[], Awaitable[T]]) -> T:
        """Ask until there is an answer, however long the line is broken."""
        pauses = _pauses()
        while True:
            try:
                answer = await ask()
            except Unavailable as error:
                if not self._away:
                    self._away = True
                    self._show.away(error.message)
                await asyncio.sleep(next(pauses))
            else:
                if self._away:
                    self._away = False
                    self._show.back()
                return answer


def _pauses() -> Iterator[float]:
    yield from _PAUSES
    while True:
        yield _LONGEST_PAUSE
