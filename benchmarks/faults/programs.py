"""Kauli's programs while they are being killed."""

import asyncio
from dataclasses import dataclass, field

from benchmarks.processes import Child
from benchmarks.subject import DELIVERING, Home, environment, serve

__all__ = ["SERVER", "WORKER", "Programs"]

SERVER = "server"
WORKER = "worker"


@dataclass
class Programs:
    """A server on a port and, where workers run apart, a worker.

    Attributes:
        home: the database they share.
        port: of the server.
        apart: whether the worker is a process of its own.
        lease: seconds that a dead worker's deliveries stay with it.
        kills: how often each was killed.
    """

    home: Home
    port: int
    apart: bool
    lease: float
    kills: dict[str, int] = field(default_factory=dict)
    _running: dict[str, Child] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        """What can be killed."""
        return [SERVER, WORKER] if self.apart else [SERVER]

    async def start(self) -> None:
        """Start all, and wait until they work."""
        for name in self.names:
            self._spawn(name)
        await self.ready()

    async def ready(self) -> None:
        """Wait until the server accepts connections, and the worker says that it delivers."""
        await asyncio.to_thread(self._running[SERVER].wait_for_port, self.port)
        if self.apart:
            await asyncio.to_thread(self._running[WORKER].wait_for_words, DELIVERING)

    def kill(self, names: list[str]) -> None:
        """Kill some at once, and start them again at once.

        Raises:
            RuntimeError: one of them had ended by itself; says what it wrote.
        """
        self.check()
        for name in names:
            self._running[name].kill()
            self.kills[name] = self.kills.get(name, 0) + 1
        for name in names:
            self._running[name].stop()
            self._spawn(name)

    def check(self) -> None:
        """Raise if a program ended by itself."""
        for name, child in self._running.items():
            if not child.alive():
                raise RuntimeError(f"the {name} ended by itself:\n{child.output()}")

    def stop(self) -> None:
        """Ask all to end."""
        for child in self._running.values():
            child.stop()

    def _spawn(self, name: str) -> None:
        arguments = serve(self.port) if name == SERVER else ("worker",)
        settings = {
            **environment(self.home, worker=not self.apart),
            "KAULI_DELIVERY_LEASE": str(self.lease),
        }
        self._running[name] = Child("kauli", *arguments, environment=settings)
