"""The one way out: every request that Kauli makes to a URL somebody gave it goes through here."""

import re
import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import TracebackType

import aiohttp
from aiohttp.connector import Connection

from kauli.kit.errors import Invalid
from kauli.net.answer import Answer
from kauli.net.drip import Drip
from kauli.net.failure import SendFailure, explain
from kauli.net.guard import (
    Guard,
    Lookup,
    OpenSocket,
    SystemLookup,
    Trip,
    open_socket,
    trip_of_request,
)
from kauli.net.policy import Policy
from kauli.net.target import Target, check_url

__all__ = ["OutgoingClient", "Wiring"]

_TARGETS_KEPT = 4_096
_KEEP_ALIVE_SECONDS = 4.0
"""Shorter than the five seconds after which common servers hang up on a quiet connection."""

_HEADER_NAMES = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]*")
_REPEATABLE = ("webhook-id", "idempotency-key")
_TRIES = 3
_target = lru_cache(_TARGETS_KEPT)(check_url)


@dataclass(frozen=True, slots=True)
class Wiring:
    """What the client stands on; the defaults are the system's own.

    Attributes:
        lookup: answers names with addresses; the system's resolver by default.
        opener: makes the sockets for addresses that were judged.
        tls: how certificates are verified; by the system's authorities by default.
        dns_seconds: how long the vetted addresses of a name are kept.
    """

    lookup: Lookup | None = None
    opener: OpenSocket = open_socket
    tls: ssl.SSLContext | None = None
    dns_seconds: int = 10


class OutgoingClient:
    """A guarded HTTP client; one for a process, used by all of its tasks.

    No redirects are followed, no cookies kept, no proxies taken from the environment; certificates
    are verified; headers and body of an answer are read to a bound. How much runs at once is the
    caller's business: the client opens a connection whenever none is free.

    Args:
        policy: which addresses may be called.
        connect_timeout: seconds for connecting, handshake included.
        wiring: resolver, sockets and certificates, where they are not the system's.
    """

    def __init__(
        self, policy: Policy, *, connect_timeout: float = 10.0, wiring: Wiring | None = None
    ) -> None:
        self.policy = policy
        self._wiring = wiring or Wiring()
        self._connect_timeout = connect_timeout
        self._session: aiohttp.ClientSession | None = None
        self._names: SystemLookup | None = None

    async def __aenter__(self) -> "OutgoingClient":
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    async def close(self) -> None:
        """Close every connection; what is under way fails."""
        if self._session is not None:
            await self._session.close()
            self._session = None
        if self._names is not None:
            self._names.close()
            self._names = None

    async def post(
        self,
        url: str,
        body: bytes | Drip,
        headers: Mapping[str, str],
        *,
        timeout: float,  # noqa: ASYNC109 - the deadline covers the whole exchange, as documented
        max_response: int,
    ) -> Answer:
        """Send ``body`` to ``url``, and read the answer, whatever its status.

        Args:
            url: judged by form here and by address on the way.
            body: sent exactly as it is, in one go unless it drips.
            headers: plain ASCII, names in lower case; ``host`` and ``content-length`` are added.
                With a ``webhook-id`` or an ``idempotency-key`` the receiver can tell a repetition:
                then a kept connection that turns out to be closed is replaced by a fresh one.
            timeout: seconds for everything: name, connection, sending and reading.
            max_response: bytes of the body to keep; one more is read, to know if there is more.

        Raises:
            SendFailure: there was no answer.
        """
        _check_headers(headers)
        if not isinstance(body, bytes):
            headers = {**headers, "content-length": str(len(body.body))}
        trip = Trip(_checked(url), time.perf_counter())
        token = trip_of_request.set(trip)
        limits = _timeouts(timeout, self._connect_timeout)
        tries = _TRIES if any(name in headers for name in _REPEATABLE) else 1
        try:
            while True:
                tries -= 1
                try:
                    return await self._exchange(trip, body, headers, limits, max_response)
                except (aiohttp.ServerDisconnectedError, aiohttp.ClientOSError) as error:
                    if not tries or trip.opened or isinstance(error, aiohttp.ClientConnectorError):
                        raise
        except (aiohttp.ClientError, TimeoutError, ValueError, OSError) as error:
            kind, sentence = explain(error, trip, timeout=timeout)
            raise SendFailure(
                kind, sentence, address=trip.last_address, elapsed_ms=_since(trip.started)
            ) from error
        finally:
            trip_of_request.reset(token)

    async def _exchange(
        self,
        trip: Trip,
        body: bytes | Drip,
        headers: Mapping[str, str],
        limits: aiohttp.ClientTimeout,
        cap: int,
    ) -> Answer:
        session = self._session or self._open_session()
        data = body if isinstance(body, bytes) else body.pieces()
        async with session.post(
            trip.target.url, data=data, headers=headers, timeout=limits, allow_redirects=False
        ) as response:
            received = await _read(response.content, cap)
            truncated = len(received) > cap
            if truncated:
                response.close()  # the rest is not worth reading; the connection goes with it
            return Answer(
                status=response.status,
                headers=response.headers,
                body=received[:cap],
                truncated=truncated,
                elapsed_ms=_since(trip.started),
                address=trip.address,
            )

    def _open_session(self) -> aiohttp.ClientSession:
        wiring = self._wiring
        lookup = wiring.lookup
        if lookup is None:
            lookup = self._names = SystemLookup()
        guard = Guard(self.policy, lookup, wiring.opener)
        connector = aiohttp.TCPConnector(
            resolver=guard,
            socket_factory=guard.open_socket,
            ssl=wiring.tls or True,
            limit=0,
            ttl_dns_cache=wiring.dns_seconds,
            keepalive_timeout=_KEEP_ALIVE_SECONDS,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"accept-encoding": "identity"},
            skip_auto_headers=("content-type", "user-agent"),
            auto_decompress=False,
            response_class=_AddressedResponse,
            trust_env=False,
        )
        return self._session


class _AddressedResponse(aiohttp.ClientResponse):
    """Notes which address answers while the connection is still at hand."""

    async def start(self, connection: Connection) -> aiohttp.ClientResponse:
        transport = connection.transport
        peer = transport.get_extra_info("peername") if transport is not None else None
        if peer:
            trip_of_request.get().address = peer[0]
        return await super().start(connection)


def _checked(url: str) -> Target:
    try:
        return _target(url)
    except Invalid as error:
        raise SendFailure("request", error.message) from None


def _check_headers(headers: Mapping[str, str]) -> None:
    """Refuse what would end a header early, or be read differently by different servers."""
    values = "".join(headers.values())
    if not (
        values.isascii() and values.isprintable() and _HEADER_NAMES.fullmatch("".join(headers))
    ):
        raise SendFailure(
            "request", "A header has a line break or a character in it that is not plain ASCII."
        )


@lru_cache(64)
def _timeouts(total: float, connect: float) -> aiohttp.ClientTimeout:
    return aiohttp.ClientTimeout(total=total, sock_connect=min(connect, total))


async def _read(stream: aiohttp.StreamReader, cap: int) -> bytes:
    """The body as it comes, to one byte more than the cap."""
    first = await stream.read(cap + 1)
    if not first or stream.at_eof():
        return first
    pieces, missing = [first], cap + 1 - len(first)
    while missing > 0 and (piece := await stream.read(missing)):
        pieces.append(piece)
        missing -= len(piece)
    return b"".join(pieces)


def _since(started: float) -> int:
    return round((time.perf_counter() - started) * 1_000)
