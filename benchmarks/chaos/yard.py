"""The receivers as the run sees them."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection

import msgspec

from benchmarks.chaos.books import Arrival
from benchmarks.chaos.receiver import Setting
from benchmarks.processes import Child, running

__all__ = ["Yard", "receiving"]

_PATIENCE = 20.0


class Yard:
    """Running receivers; ``port`` is where they are told what to do."""

    def __init__(self, port: int, child: Child) -> None:
        self._port = port
        self._child = child

    def fall_sick(self) -> None:
        """From now on each receives in its own manner."""
        self._ask("POST", "/sick")

    def mend(self) -> None:
        """From now on all take everything."""
        self._ask("POST", "/mend")

    def arrivals(self) -> list[Arrival]:
        """Every request so far, in order."""
        return msgspec.json.decode(self._ask("GET", "/take"), type=list[Arrival])

    def _ask(self, method: str, path: str) -> bytes:
        connection = HTTPConnection("127.0.0.1", self._port, timeout=_PATIENCE)
        try:
            connection.request(method, path)
            response = connection.getresponse()
            answer = response.read()
        finally:
            connection.close()
        if response.status != 200:
            raise RuntimeError(f"the receivers failed at {path}:\n{self._child.output()}")
        return answer


@contextmanager
def receiving(setting: Setting) -> Iterator[Yard]:
    """Receivers in a process of their own, all well."""
    module = ("benchmarks.chaos.receiver", msgspec.json.encode(setting).decode())
    with running(*module, port=setting.control) as child:
        yield Yard(setting.control, child)
