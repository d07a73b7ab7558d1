"""The receivers, in a process of their own: they verify, answer as they are told, keep the books.

``python -m benchmarks.chaos.receiver`` reads a ``Setting`` as JSON from its first argument. On the
control port, ``POST /sick`` and ``POST /mend`` change how the receivers are, ``GET /count`` tells
how many requests there were, and ``GET /take`` hands over all ``Arrival``s.
"""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable
from random import Random

import msgspec
import uvloop
from aiohttp import web
from standardwebhooks import Webhook
from standardwebhooks.webhooks import WebhookVerificationError

from benchmarks.chaos.books import Arrival
from benchmarks.chaos.manners import DEAD, TAKEN, Manner
from benchmarks.chaos.ports import listening

__all__ = ["Seat", "Setting"]

_FOREVER = 3_600.0


class Seat(msgspec.Struct, frozen=True):
    """One receiver: its port, what deliveries to it are signed with, how it is when sick."""

    port: int
    secret: str
    manner: str


class Setting(msgspec.Struct, frozen=True):
    """All receivers, the port on which they are told what to do, and the seed of all chance."""

    seats: list[Seat]
    control: int
    seed: int


class _Receiver:
    """One receiver.

    Args:
        number: of its endpoint.
        seat: where and how.
        chance: for its manner.
        books: of all receivers.
    """

    def __init__(self, number: int, seat: Seat, chance: Random, books: list[Arrival]) -> None:
        self._number = number
        self._seat = seat
        self._webhook = Webhook(seat.secret)
        self._manner = Manner(seat.manner, chance)
        self._books = books
        self._sick_since: float | None = None
        self._runner: web.AppRunner | None = None

    async def be_sick(self) -> None:
        self._sick_since = time.monotonic()
        if self._seat.manner == DEAD:
            await self.close()

    async def mend(self) -> None:
        self._sick_since = None
        if self._runner is None:
            await self.open()

    async def open(self) -> None:
        self._runner = await _opened(self._seat.port, "/order", self._order)

    async def close(self) -> None:
        """Nobody listens from now on, and whoever is connected is cut off."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _order(self, request: web.Request) -> web.Response:
        came_at = _now()
        body = await request.read()
        headers = {name.lower(): value for name, value in request.headers.items()}
        reception = TAKEN
        if self._sick_since is not None:
            reception = self._manner.receive(time.monotonic() - self._sick_since)
        arrival = Arrival(
            endpoint=self._number,
            delivery=headers.get("webhook-id", ""),
            conversation=headers.get("kauli-conversation", ""),
            sequence=int(headers.get("kauli-sequence", "0")),
            genuine=self._genuine(body, headers),
            body=body.decode(errors="replace"),
            came_at=came_at,
        )
        self._books.append(arrival)
        await asyncio.sleep(_FOREVER if reception.status is None else reception.after)
        if reception.taken:
            arrival.taken_at = _now()
        return web.Response(status=reception.status or 500, headers=reception.headers)

    def _genuine(self, body: bytes, headers: dict[str, str]) -> bool:
        try:
            self._webhook.verify(body, headers)
        except WebhookVerificationError:
            return False
        return True


def _now() -> int:
    return time.time_ns() // 1_000


async def _opened(
    port: int, path: str, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.AppRunner:
    application = web.Application()
    application.router.add_route("*", path, handler)
    # A request that its sender gave up must not stay: its handler ends with the connection.
    runner = web.AppRunner(
        application, access_log=None, handler_cancellation=True, shutdown_timeout=0.1
    )
    await runner.setup()
    await web.SockSite(runner, listening(port)).start()
    return runner


async def _receive(setting: Setting) -> None:
    books: list[Arrival] = []
    receivers = [
        _Receiver(number, seat, Random(setting.seed + number), books)
        for number, seat in enumerate(setting.seats)
    ]
    for receiver in receivers:
        await receiver.open()

    async def told(request: web.Request) -> web.Response:
        what = request.match_info["what"]
        if what == "count":
            return web.Response(text=str(len(books)))
        if what == "take":
            return web.Response(body=msgspec.json.encode(books))
        for receiver in receivers:
            await (receiver.be_sick() if what == "sick" else receiver.mend())
        return web.Response()

    await _opened(setting.control, "/{what}", told)
    await asyncio.Event().wait()


if __name__ == "__main__":
    uvloop.run(_receive(msgspec.json.decode(sys.argv[1], type=Setting)))
