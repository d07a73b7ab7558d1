"""The guard inside the HTTP client: it stands where names become addresses, and addresses sockets.

1. A name is resolved once. If *any* of its addresses is forbidden, none is called.
2. The addresses that were judged are the ones that get connected: the client never asks again
   between judging and connecting, so a name that changes its answer gains nothing.
3. Every socket is judged once more when it is opened. That covers addresses written into the URL,
   which pass no resolver, and whatever a future version of the client may do.
"""

import asyncio
import errno
import socket
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult

from kauli.net.policy import Policy
from kauli.net.target import Target

__all__ = [
    "AddressInfo",
    "Blocked",
    "Guard",
    "Lookup",
    "OpenSocket",
    "SystemLookup",
    "Trip",
    "open_socket",
    "trip_of_request",
]

Lookup = Callable[[str], Awaitable[Sequence[str]]]
"""Answers a host name with its addresses; raises ``OSError`` when there are none."""

AddressInfo = tuple[int, int, int, str, Any]
"""What ``socket.getaddrinfo`` answers: family, type, protocol, name and socket address."""

OpenSocket = Callable[[AddressInfo], socket.socket]

_LOOKUPS_AT_ONCE = 32


class Blocked(OSError):
    """A name leads to an address that may not be called."""

    def __init__(self, sentence: str) -> None:
        super().__init__(errno.EACCES, sentence)
        self.sentence = sentence


@dataclass(slots=True)
class Trip:
    """What the guard sees of one request.

    Attributes:
        target: the URL that is called.
        started: when, in seconds of ``time.perf_counter``.
        opened: the addresses to which sockets were opened; empty when a kept connection served.
        refused: why a socket was not opened, or "".
        address: the address that the request went to, once it is connected.
    """

    target: Target
    started: float
    opened: list[str] = field(default_factory=list)
    refused: str = ""
    address: str = ""

    @property
    def host(self) -> str:
        """The name or address in the URL."""
        return self.target.host

    @property
    def where(self) -> str:
        """Host and port, for sentences."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.target.port}"

    @property
    def last_address(self) -> str:
        """The address that was called, or else tried last, or ""."""
        return self.address or (self.opened[-1] if self.opened else "")


trip_of_request: ContextVar[Trip] = ContextVar("trip_of_request")
"""Follows a request through the client, down to the sockets that are opened for it."""


def open_socket(info: AddressInfo) -> socket.socket:
    """A plain socket, not connected yet."""
    return socket.socket(info[0], info[1], info[2])


class SystemLookup:
    """The system's resolver, in threads of its own: one slow name server stalls nobody else."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(_LOOKUPS_AT_ONCE, thread_name_prefix="kauli-dns")

    async def __call__(self, host: str) -> list[str]:
        """The addresses of a name, in the system's order of preference."""
        loop = asyncio.get_running_loop()
        infos = await loop.run_in_executor(self._threads, _getaddrinfo, host)
        return list(dict.fromkeys(str(info[4][0]) for info in infos))

    def close(self) -> None:
        """Forget the lookups that are still waiting; doesn't wait for those under way."""
        self._threads.shutdown(wait=False, cancel_futures=True)


def _getaddrinfo(host: str) -> list[Any]:
    return socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG)


class Guard(AbstractResolver):
    """Resolver and socket factory of the HTTP client, both bound to one policy."""

    def __init__(self, policy: Policy, lookup: Lookup, opener: OpenSocket) -> None:
        self._policy = policy
        self._lookup = lookup
        self._opener = opener

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_UNSPEC,  # noqa: ARG002 - both, always
    ) -> list[ResolveResult]:
        """Look a name up and judge every address it has.

        Raises:
            Blocked: one of them may not be called.
            OSError: there are none.
        """
        addresses = await self._addresses(host)
        for address in addresses:
            if reason := self._policy.reason(address, host=host):
                raise Blocked(f"{host} is not called: {reason}")
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for address in addresses
        ]

    async def close(self) -> None:
        """Nothing is held."""

    def open_socket(self, info: AddressInfo) -> socket.socket:
        """Open a socket for an address that may be called.

        Raises:
            Blocked: it may not; the trip says why.
        """
        trip = trip_of_request.get()
        address = str(info[4][0])
        if reason := self._policy.reason(address, host=trip.host):
            trip.refused = reason
            raise Blocked(reason)
        trip.opened.append(address)
        return self._opener(info)

    async def _addresses(self, host: str) -> Sequence[str]:
        # RFC 6761: localhost is this machine and no name server is asked. Both families are not
        # always allowed, so it means those loopback addresses that are.
        if host == "localhost" or host.endswith(".localhost"):
            return self._policy.allowed_loopback() or ["127.0.0.1"]
        addresses = await self._lookup(host)
        if not addresses:
            raise OSError(errno.ENOENT, "no addresses")
        return addresses
