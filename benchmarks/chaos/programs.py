"""Kauli's programs, and somebody who starts them again when they die."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from benchmarks.chaos.setting import Stage
from benchmarks.processes import Child
from benchmarks.subject import DELIVERING, serve

__all__ = ["SERVER", "Conditions", "Programs"]

SERVER = "server"
_SIGNS = {False: DELIVERING, True: "Ctrl-C stops it"}


@dataclass(frozen=True, slots=True)
class Conditions:
    """How they run.

    Attributes:
        workers: processes of their own; 0 for one inside the server.
        places: deliveries under way at once, all workers together.
        lease: seconds that a dead worker's deliveries stay with it.
        timeout: seconds that a receiver may take.
        module: what is run: ``kauli``, or Kauli broken on purpose.
    """

    workers: int
    places: int
    lease: float
    timeout: float
    module: tuple[str, ...] = ("kauli",)


@dataclass
class Programs:
    """A server on a port, and its workers.

    Attributes:
        kills: how often each was killed.
        restarts: how often one that had given up by itself was started again.
    """

    stage: Stage
    port: int
    conditions: Conditions
    kills: dict[str, int] = field(default_factory=dict)
    restarts: int = 0
    _running: dict[str, Child] = field(default_factory=dict)

    @property
    def killed(self) -> list[str]:
        """Those that are killed: the workers, or the server that delivers itself."""
        workers = [f"worker {number}" for number in range(1, self.conditions.workers + 1)]
        return workers or [SERVER]

    def start(self) -> None:
        """Start all, and wait until they work."""
        names = list(dict.fromkeys([SERVER, *self.killed]))
        for name in names:
            self._spawn(name)
        for name in names:
            if name == SERVER:
                self._running[name].wait_for_port(self.port)
            else:
                self._running[name].wait_for_words(DELIVERING)

    def all_work(self) -> bool:
        """Whether every worker says that it delivers, or the server that it serves."""
        return all(
            self._running[name].alive() and _SIGNS[name == SERVER] in self._running[name].output()
            for name in self.killed
        )

    def kill(self, names: list[str]) -> None:
        """Kill some at once, and start them again at once."""
        for name in names:
            self._running[name].kill()
            self.kills[name] = self.kills.get(name, 0) + 1
        for name in names:
            self._running[name].stop()
            self._spawn(name)

    def tend(self, *, forgiving: bool) -> None:
        """Start what ended by itself again.

        Args:
            forgiving: it may have: its database was away.

        Raises:
            RuntimeError: it must not have; says what it wrote.
        """
        for name, child in list(self._running.items()):
            if child.alive():
                continue
            if not forgiving:
                raise RuntimeError(f"the {name} ended by itself:\n{child.output()}")
            child.stop()
            self._spawn(name)
            self.restarts += 1

    def stop(self) -> None:
        """Ask all to end."""
        for child in self._running.values():
            child.stop()

    def _spawn(self, name: str) -> None:
        arguments = serve(self.port) if name == SERVER else ("worker",)
        self._running[name] = Child(
            *self.conditions.module, *arguments, environment=self._environment()
        )

    def _environment(self) -> Mapping[str, str]:
        conditions = self.conditions
        each = conditions.places // max(1, conditions.workers)
        return {
            **self.stage.store.environment,
            "KAULI_ALLOW_PRIVATE": "127.0.0.0/8",
            "KAULI_LOG_LEVEL": "error",
            "KAULI_WORKER": str(not conditions.workers).lower(),
            "KAULI_DELIVERY_LEASE": str(conditions.lease),
            "KAULI_DELIVERY_TIMEOUT": str(conditions.timeout),
            "KAULI_DELIVERY_CONCURRENCY": str(each),
        }
