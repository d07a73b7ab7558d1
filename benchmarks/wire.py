"""A lean HTTP client: one keep-alive connection, one request at a time, nothing that costs.

On a small machine the one who asks shares the processor with the one who is measured; this
client takes a tenth of what a general one does.
"""

import asyncio
from typing import NamedTuple, cast

__all__ = ["Connection", "Reply", "post"]

_LENGTH = b"\r\ncontent-length:"


class Reply(NamedTuple):
    """An HTTP answer, without its headers."""

    status: int
    body: bytes


class Connection(asyncio.Protocol):
    """A connection to 127.0.0.1; made with ``await Connection.open(port)``."""

    def __init__(self) -> None:
        self._transport: asyncio.Transport | None = None
        self._waiting: asyncio.Future[Reply] | None = None
        self._received = b""

    @classmethod
    async def open(cls, port: int) -> "Connection":
        """Connect; ``OSError`` where nobody listens."""
        loop = asyncio.get_running_loop()
        _, connection = await loop.create_connection(cls, "127.0.0.1", port)
        return connection

    async def ask(self, request: bytes) -> Reply:
        """Send a whole request, wait for the whole answer.

        Raises:
            ConnectionError: the other side went away; whether it did what was asked is unknown.
        """
        if self._transport is None or self._transport.is_closing():
            raise ConnectionResetError("the connection is closed")
        self._waiting = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._waiting

    def close(self) -> None:
        """Hang up."""
        if self._transport is not None:
            self._transport.close()

    # What asyncio calls.

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way to write."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Hand over the answer once it is complete."""
        self._received += data
        reply = _reply(self._received)
        if reply is not None and self._waiting is not None and not self._waiting.done():
            self._received = b""
            self._waiting.set_result(reply)

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell who waits that no answer will come."""
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(exc or ConnectionResetError("the server hung up"))


def post(path: str, body: bytes, token: str = "") -> bytes:
    """The bytes of a POST request with a JSON body."""
    authorization = f"authorization: Bearer {token}\r\n" if token else ""
    head = (
        f"POST {path} HTTP/1.1\r\nhost: 127.0.0.1\r\n{authorization}"
        f"content-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _reply(received: bytes) -> Reply | None:
    """The answer, once all of it is there; every answer of ours announces its length."""
    end = received.find(b"\r\n\r\n")
    if end < 0:
        return None
    head = received[: end + 2].lower()
    at = head.index(_LENGTH) + len(_LENGTH)
    length = int(head[at : head.index(b"\r\n", at)])
    body = received[end + 4 :]
    return Reply(int(head[9:12]), body) if len(body) >= length else None
