"""Real servers on 127.0.0.1 that misbehave on purpose, and wiring that lets no packet out."""

import asyncio
import errno
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass, field

import pytest

from kauli.net import OutgoingClient, Policy, Wiring

Conversation = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Recorder:
    """Stands where sockets are made: only loopback gets one, the rest is written down."""

    wanted: list[str] = field(default_factory=list)

    def __call__(self, info) -> socket.socket:
        address = info[4][0]
        self.wanted.append(address)
        if address not in ("127.0.0.1", "::1"):
            raise OSError(errno.ENETUNREACH, "recorded, not called")
        return socket.socket(info[0], info[1], info[2])


@dataclass
class Names:
    """A name server whose answers are scripted; the last one repeats."""

    answers: Sequence[Sequence[str]]
    asked: list[str] = field(default_factory=list)

    async def __call__(self, host: str) -> Sequence[str]:
        self.asked.append(host)
        answer = self.answers[min(len(self.asked), len(self.answers)) - 1]
        if not answer:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        return answer


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture
def names() -> type[Names]:
    return Names


@pytest.fixture
async def outgoing(recorder) -> AsyncIterator[Callable[..., OutgoingClient]]:
    """Makes clients that can reach nothing but this machine."""
    async with AsyncExitStack() as stack:

        def make(allowed: str = "127.0.0.0/8", lookup=None, **settings) -> OutgoingClient:
            wiring = Wiring(lookup or Names([[]]), recorder, settings.pop("tls", None), 0)
            client = OutgoingClient(Policy.parse(allowed), wiring=wiring, **settings)
            stack.push_async_callback(client.close)
            return client

        yield make


@pytest.fixture
async def client(outgoing) -> OutgoingClient:
    return outgoing()


@pytest.fixture
async def serve() -> AsyncIterator[Callable[..., Awaitable[str]]]:
    """Starts a server that holds the given conversation with whoever connects; answers its URL."""
    async with AsyncExitStack() as stack:

        async def start(conversation: Conversation, tls=None) -> str:
            async def held(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
                with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                    await conversation(reader, writer)
                writer.transport.abort()

            server = await asyncio.start_server(held, "127.0.0.1", 0, ssl=tls)
            stack.callback(server.close)
            port = server.sockets[0].getsockname()[1]
            return f"{'https' if tls else 'http'}://127.0.0.1:{port}/hook"

        yield start


@pytest.fixture
def answering() -> Callable[..., Conversation]:
    """A conversation that answers every request with the same bytes and keeps the connection."""

    def make(answer: bytes, requests: list[bytes] | None = None) -> Conversation:
        async def hold(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
                body = await reader.readexactly(length)
                if requests is not None:
                    requests.append(head + body)
                writer.write(answer)
                await writer.drain()

        return hold

    return make
