"""One HTTP exchange as the front door sees it: what came in, and how an answer goes out."""

import random
import re
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field

from starlette.types import Message, Receive, Scope, Send

from kauli.api.visits import NO_ROUTE
from kauli.kit.errors import KauliError, TooLarge

__all__ = [
    "JSON",
    "Disconnected",
    "Handler",
    "Header",
    "Visit",
    "read_body",
    "replay",
    "request_id",
    "send_json",
]

Header = tuple[bytes, bytes]

JSON: Header = (b"content-type", b"application/json")

_chance = random.Random()  # noqa: S311 - to tell requests apart in the log, not a secret
_SANE_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")


@dataclass(slots=True)
class Visit:
    """A request, read as far as it was needed.

    Attributes:
        scope: the ASGI scope, its path already in the one form that is routed.
        headers: the last header of each name; names are in lower case.
        names: what the path's pattern matched, where the route has one.
        body: all of it.
        route: which one it was, once that is known.
    """

    scope: Scope
    headers: dict[bytes, bytes]
    names: tuple[str, ...] = ()
    body: bytes = field(default=b"")
    route: str = NO_ROUTE


Handler = Callable[[Visit], Awaitable[bytes]]
"""A lean route: takes the request, gives the JSON of its 200 answer, or raises a KauliError."""


class Disconnected(Exception):
    """The client went away before its request was complete."""


async def read_body(receive: Receive, headers: dict[bytes, bytes], limit: int) -> bytes:
    """The request's body, counted while it comes in.

    Raises:
        TooLarge: more than ``limit`` bytes were announced or came.
        Disconnected: it never became complete.
    """
    announced = headers.get(b"content-length", b"0")
    if announced.isdigit() and int(announced[:20]) > limit:
        raise _too_large(limit)
    message = await receive()
    if message["type"] == "http.disconnect":
        raise Disconnected
    body: bytes = message.get("body", b"")
    if not message.get("more_body", False):
        if len(body) > limit:
            raise _too_large(limit)
        return body
    parts, size = [body], len(body)
    while message.get("more_body", False):
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Disconnected
        part: bytes = message.get("body", b"")
        parts.append(part)
        size += len(part)
        if size > limit:
            raise _too_large(limit)
    return b"".join(parts)


def replay(body: bytes, receive: Receive) -> Receive:
    """A ``receive`` for an application behind the front door, which has read the body already."""
    given = False

    async def receive_again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_again


def request_id(headers: dict[bytes, bytes]) -> bytes:
    """The id under which this request is logged: the client's own where it sent a sane one."""
    sent = headers.get(b"x-request-id")
    if sent is not None and _SANE_ID.fullmatch(sent):
        return sent
    return b"%016x" % _chance.getrandbits(64)


async def send_json(
    send: Send, status: int, body: bytes, headers: Iterable[Header], *, bare: bool = False
) -> None:
    """Send a whole answer; ``bare`` leaves the body out, as HEAD wants it."""
    await send(
        {
            "type": "http.response.start",
            "status": status,
            "headers": [JSON, (b"content-length", b"%d" % len(body)), *headers],
        }
    )
    await send({"type": "http.response.body", "body": b"" if bare else body})


def _too_large(limit: int) -> KauliError:
    return TooLarge(
        f"The body is larger than the {limit} bytes that are allowed; send less at once.",
        code="body_too_large",
    )
