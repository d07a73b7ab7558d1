"""The bare receiver of deliveries: answers 200 at once and writes down what arrived when.

``python -m benchmarks.receiver PORT`` listens on 127.0.0.1. ``GET /count`` tells how many
deliveries arrived, ``GET /take`` hands over (and forgets) their ids and moments.
"""

import asyncio
import sys
import time
from typing import cast

import msgspec
import uvloop

__all__ = ["Arrival"]

_OK = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n"
_ID = b"\r\nwebhook-id:"
_LENGTH = b"\r\ncontent-length:"

Arrival = tuple[str, int]
"""A ``webhook-id``, and when it arrived in microseconds since the epoch."""

_arrivals: list[Arrival] = []


class _Receiver(asyncio.Protocol):
    def __init__(self) -> None:
        self._received = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self._received += data
        end = self._received.find(b"\r\n\r\n")
        if end < 0 or self._transport is None:
            return
        head = self._received[: end + 2]
        lowered = head.lower()
        if len(self._received) < end + 4 + int(_value(lowered, lowered, _LENGTH) or 0):
            return
        self._received = b""
        self._transport.write(_answer(head, lowered))


def _answer(head: bytes, lowered: bytes) -> bytes:
    if head.startswith(b"POST "):
        _arrivals.append((_value(head, lowered, _ID).decode(), time.time_ns() // 1_000))
        return _OK
    if head.startswith(b"GET /take "):
        taken = msgspec.json.encode(_arrivals)
        _arrivals.clear()
        return _document(taken)
    return _document(b"%d" % len(_arrivals))


def _value(head: bytes, lowered: bytes, name: bytes) -> bytes:
    """The value of a header; empty where there is none."""
    at = lowered.find(name)
    return b"" if at < 0 else head[at + len(name) : head.index(b"\r\n", at + 2)].strip()


def _document(body: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\ncontent-length: %d\r\n\r\n%b" % (len(body), body)


async def _serve(port: int) -> None:
    server = await asyncio.get_running_loop().create_server(_Receiver, "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(_serve(int(sys.argv[1])))
