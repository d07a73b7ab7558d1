"""One listening from its beginning to its end."""

import asyncio
from dataclasses import dataclass

from kauli.cli.listen.line import Line
from kauli.cli.listen.receiver import Receiver
from kauli.cli.listen.relay import Relay
from kauli.cli.listen.window import Window, path_of
from kauli.cli.screen import note
from kauli.kit.clock import Clock
from kauli.kit.errors import Conflict, KauliError
from kauli.services.listening import Seat, Wish

__all__ = ["Options", "listen"]

_GRACE_SECONDS = 10.0
_KEPT = "The listener stays on for 24 hours: what happens meanwhile waits for you."


@dataclass(frozen=True, slots=True)
class Options:
    """How somebody wants to listen.

    Attributes:
        url: of the receiver.
        keep: leave the listener on at the end.
        bodies: print bodies.
        secret: how to get the signing secret; "" to print it.
    """

    url: str
    wish: Wish
    keep: bool
    bodies: bool
    secret: str


async def listen(line: Line, receiver: Receiver, options: Options, clock: Clock) -> None:
    """Listen until cancelled; then let what is under way end, and switch the listener off.

    Raises:
        KauliError: it can't begin, or the line has ended for good.
    """
    began = clock()
    listener = await line.open(options.wish)
    seat = Seat(listener.bot_id, listener.endpoint_id, listener.session)
    window = Window(path_of(options.url), clock, bodies=options.bodies)
    secret = options.secret or await _secret(line)
    window.opened(listener, line.where, options.url, secret)
    relay = Relay(line, seat, receiver.post, window)
    try:
        await relay.run()
    except asyncio.CancelledError:
        await _finish(relay)
        after = _KEPT if options.keep else await _close(line, seat)
        window.ended(relay.came_to, clock() - began, after)
    except KauliError:
        await _finish(relay)
        raise


async def _secret(line: Line) -> str:
    try:
        return await line.secret()
    except Conflict as error:
        return error.message


async def _finish(relay: Relay) -> None:
    if relay.under_way:
        note(f"Waiting for {relay.under_way} under way; Ctrl-C again ends at once.")
    await relay.finish(_GRACE_SECONDS)
    if relay.under_way:
        note(f"{relay.under_way} had no answer in time, and will come again.")


async def _close(line: Line, seat: Seat) -> str:
    try:
        waiting = await line.close(seat)
    except KauliError as error:
        return f"{error.message} So the listener stays on, for 24 hours at most."
    if waiting:
        wait = "1 delivery waits" if waiting == 1 else f"{waiting} deliveries wait"
        return f"The listener is off; {wait} for the next time."
    return "The listener is off, and nothing waits."
