"""Programs started beside us, what they cost, and their end."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

__all__ = ["Child", "free_port", "running"]

_ROOT = Path(__file__).parent.parent
_TICKS = os.sysconf("SC_CLK_TCK")
_START_SECONDS = 60.0
_STOP_SECONDS = 15.0
_LOOK_EVERY = 0.005


class Child:
    """A Python module run as a program.

    Args:
        module: what to run, and its arguments.
        environment: added to our own, from which Kauli's settings are taken out.
    """

    def __init__(self, *module: str, environment: Mapping[str, str] | None = None) -> None:
        inherited = {name: value for name, value in os.environ.items() if name[:6] != "KAULI_"}
        self._log = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the child
        self._process = subprocess.Popen(
            [sys.executable, "-m", *module],
            cwd=_ROOT,
            env=inherited | dict(environment or {}),
            stdin=subprocess.DEVNULL,
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )
        self.pid = self._process.pid

    def wait_for_port(self, port: int) -> None:
        """Return once it accepts connections.

        Raises:
            RuntimeError: it ended, or took too long; says what it wrote.
        """
        self._wait(lambda: _accepts(port))

    def wait_for_words(self, words: str) -> None:
        """Return once it has written these words.

        Raises:
            RuntimeError: it ended, or took too long; says what it wrote.
        """
        self._wait(lambda: words in self.output())

    def _wait(self, started: Callable[[], bool]) -> None:
        until = time.monotonic() + _START_SECONDS
        while time.monotonic() < until and self.alive():
            if started():
                return
            time.sleep(_LOOK_EVERY)
        raise RuntimeError(f"it did not start:\n{self.output()}")

    def cpu_seconds(self) -> float:
        """The processor time that it has used, all threads, user and system."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def memory_mb(self) -> float:
        """The memory that it holds (resident), in megabytes."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) / 1_024
        raise RuntimeError("the system does not tell how much memory a process holds")

    def alive(self) -> bool:
        """Whether it is running."""
        return self._process.poll() is None

    def kill(self) -> None:
        """SIGKILL, this very moment; nothing is flushed, finished or said."""
        self._process.kill()
        self._process.wait()

    def stop(self) -> None:
        """Ask it to end; make it where it won't."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
            try:
                self._process.wait(_STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.kill()
        self._log.close()

    def output(self) -> str:
        """What it wrote so far."""
        # Not by seeking: the place in the file is the child's, too, and where it writes next.
        log = self._log.fileno()
        return os.pread(log, os.fstat(log).st_size, 0).decode(errors="replace")


@contextmanager
def running(
    *module: str, port: int | None = None, environment: Mapping[str, str] | None = None
) -> Iterator[Child]:
    """A child for the length of a block; with a port, from when it accepts connections."""
    child = Child(*module, environment=environment)
    try:
        if port is not None:
            child.wait_for_port(port)
        yield child
    finally:
        child.stop()


def _accepts(port: int) -> bool:
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    """A port of 127.0.0.1 on which nobody listens just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
