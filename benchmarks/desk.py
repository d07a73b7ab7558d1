"""The local receiver as the measurements see it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection

import msgspec

from benchmarks.processes import free_port, running
from benchmarks.receiver import Arrival

__all__ = ["Desk", "receiving"]

_LOOK_EVERY = 0.02


class Desk:
    """A running receiver.

    Args:
        port: where it listens.
    """

    def __init__(self, port: int) -> None:
        self.port = port
        self.url = f"http://127.0.0.1:{port}/new-order"

    def arrivals(self, count: int, *, seconds: float = 60.0) -> list[Arrival]:
        """Wait until so many have arrived, and take them.

        Raises:
            RuntimeError: they did not, in that time.
        """
        until = time.monotonic() + seconds
        while (arrived := int(self._get("/count"))) < count:
            if time.monotonic() > until:
                raise RuntimeError(f"{arrived} of {count} deliveries arrived in {seconds:g} s")
            time.sleep(_LOOK_EVERY)
        return msgspec.json.decode(self._get("/take"), type=list[Arrival])

    def _get(self, path: str) -> bytes:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path)
            return connection.getresponse().read()
        finally:
            connection.close()


@contextmanager
def receiving() -> Iterator[Desk]:
    """A receiver in a process of its own."""
    port = free_port()
    with running("benchmarks.receiver", str(port), port=port):
        yield Desk(port)
