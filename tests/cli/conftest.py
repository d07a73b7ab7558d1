"""The command line in this process, on a data directory of its own."""

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import structlog
from typer.testing import CliRunner

from kauli.cli import app
from kauli.cli.webhook import doctor as doctor_command
from kauli.delivery import verify
from kauli.delivery.doctor import Plan, Report, examine
from kauli.delivery.signing import Unverified

CHECKOUT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def last_line(self) -> str:
        return self.out.splitlines()[-1]

    @property
    def rows(self) -> list[dict[str, str]]:
        """A piped table."""
        names, *lines = (line.split("\t") for line in self.out.splitlines())
        return [dict(zip(names, line, strict=True)) for line in lines]


@dataclass
class Kauli:
    """Runs ``kauli``, in this process or as one of its own."""

    data_dir: Path
    env: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.env = {"KAULI_DATA_DIR": str(self.data_dir)} | self.env

    def __call__(self, *args: object, stdin: str | bytes = "") -> Outcome:
        result = CliRunner().invoke(
            app, [str(arg) for arg in args], input=stdin, env=self.env, catch_exceptions=False
        )
        return Outcome(result.exit_code, result.stdout, result.stderr)

    def ok(self, *args: object, stdin: str | bytes = "") -> Outcome:
        """Run a command that must work."""
        outcome = self(*args, stdin=stdin)
        assert outcome.code == 0, outcome.err
        return outcome

    def fails(self, *args: object, stdin: str = "", code: int = 1) -> str:
        """Run a command that must fail with one sentence; returns it."""
        outcome = self(*args, stdin=stdin)
        assert outcome.code == code, outcome.out
        (sentence,) = outcome.err.strip().splitlines()
        assert sentence.startswith("Error: ")
        return sentence.removeprefix("Error: ")

    def start(self, *args: object) -> subprocess.Popen[str]:
        """Start a command as a process of its own."""
        return subprocess.Popen(
            [sys.executable, "-m", "kauli", *map(str, args)],
            env=os.environ | self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    @contextmanager
    def running(self, *args: object, at_most: float = 90) -> Iterator[subprocess.Popen[str]]:
        """The command while the block runs; killed after ``at_most`` seconds whatever happens."""
        process = self.start(*args)
        watchdog = threading.Timer(at_most, process.kill)
        watchdog.start()
        try:
            yield process
        finally:
            process.kill()
            process.communicate()
            watchdog.cancel()

    @staticmethod
    def read_until(process: subprocess.Popen[str], what: str) -> str:
        """What a running command prints, up to the line that has ``what`` in it."""
        lines = []
        for line in process.stdout or ():
            lines.append(line)
            if what in line:
                return "".join(lines)
        raise AssertionError(f"{''.join(lines)}\n{process.stderr and process.stderr.read()}")


@pytest.fixture(autouse=True)
def untouched_logging() -> Iterator[None]:
    """Commands configure the log of their process, which here is everybody's."""
    yield
    structlog.reset_defaults()


@pytest.fixture(autouse=True)
def no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("KAULI_"):
            monkeypatch.delenv(name)


@pytest.fixture
def kauli(tmp_path: Path) -> Kauli:
    """The command line on an empty data directory."""
    return Kauli(tmp_path / "data")


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data directory with PizzaBot in it, to be copied."""
    data_dir = tmp_path_factory.mktemp("furnished") / "data"
    Kauli(data_dir).ok("bot", "import", CHECKOUT / "examples/pizza_bot/pizza_bot.yaml")
    return data_dir


@pytest.fixture
def pizza(furnished: Path, tmp_path: Path) -> Kauli:
    """The command line on a data directory with PizzaBot in it."""
    shutil.copytree(furnished, tmp_path / "data")
    return Kauli(tmp_path / "data")


@pytest.fixture
def checkout() -> Path:
    return CHECKOUT


@dataclass
class Desk:
    """A receiver on this machine, in a thread of its own; it verifies with ``secret``."""

    secret: str = ""
    url: str = ""
    status: int = 200
    received: list[tuple[dict[str, str], bytes]] = field(default_factory=list)

    def answer(self, headers: dict[str, str], body: bytes) -> int:
        """Take a request; returns the status to answer."""
        self.received.append((headers, body))
        try:
            verify([self.secret], headers, body, now=round(time.time()))
        except Unverified:
            return 401
        return self.status


@pytest.fixture
def desk() -> Iterator[Desk]:
    """A right receiver; a test says which secret it has."""
    desk = Desk()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            self.send_response(desk.answer(headers, body))
            self.end_headers()
            self.wfile.write(b"sawa")

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        desk.url = f"http://127.0.0.1:{server.server_port}/new-order"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield desk
        server.shutdown()
        thread.join()


@pytest.fixture
def hasty_doctor(monkeypatch: pytest.MonkeyPatch) -> None:
    """The slow body comes at once, and no machine is too busy to be quick."""

    async def examine_at_once(client: Any, plan: Plan, *rest: Any, **more: Any) -> Report:
        return await examine(client, replace(plan, drip_seconds=0, quick_ms=60_000), *rest, **more)

    monkeypatch.setattr(doctor_command, "examine", examine_at_once)
