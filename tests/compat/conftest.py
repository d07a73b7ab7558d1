"""The published SDKs, installed once, and a server for them to talk to."""

import asyncio
import json
import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from kauli.app import open_platform
from kauli.config import Settings
from kauli.web import asgi_app

ROOT = Path(__file__).parents[2]
VERSIONS = ("0.1.9", "0.1.7", "0.0.9")
PASSWORD = "a long password"


class _Server(threading.Thread):
    """A platform and both its APIs behind uvicorn, in a thread with a loop of its own."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(daemon=True)
        self.ready = threading.Event()
        self.keys: dict[str, str] = {}
        self._settings = settings
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"
        self._uvicorn: uvicorn.Server | None = None

    def run(self) -> None:
        asyncio.run(self._serve())

    def stop(self) -> None:
        if self._uvicorn is not None:
            self._uvicorn.should_exit = True
        self.join(timeout=30)

    async def _serve(self) -> None:
        async with open_platform(self._settings) as platform:
            accounts = platform.services.accounts
            for version in VERSIONS:
                name = f"user of {version}"
                await accounts.create_user(name, PASSWORD)
                self.keys[version] = await accounts.login(name, PASSWORD)
            config = uvicorn.Config(asgi_app(platform), log_level="warning", lifespan="off")
            self._uvicorn = uvicorn.Server(config)
            self.ready.set()
            await self._uvicorn.serve(sockets=[self._socket])


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[_Server]:
    folder = tmp_path_factory.mktemp("compat")
    running = _Server(Settings(data_dir=folder, allow_private="127.0.0.0/8", worker=False))
    running.start()
    assert running.ready.wait(60)
    yield running
    running.stop()


class _Shop(ThreadingHTTPServer):
    """An author's server: answers middleware calls and remembers what it was sent."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _ShopHandler)
        self.received: list[dict[str, Any]] = []
        self.url = f"http://127.0.0.1:{self.server_port}"


class _ShopHandler(BaseHTTPRequestHandler):
    server: _Shop

    def do_POST(self) -> None:
        size = int(self.headers["content-length"])
        self.server.received.append(json.loads(self.rfile.read(size)))
        answer = json.dumps({"text": "A17"}).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture
def shop() -> Iterator[_Shop]:
    with _Shop() as opened:
        thread = threading.Thread(target=opened.serve_forever, daemon=True)
        thread.start()
        yield opened
        opened.shutdown()
        thread.join()


@dataclass(frozen=True)
class Sdk:
    """One version of the published SDK."""

    version: str
    folder: Path
    server: _Server

    @property
    def key(self) -> str:
        return self.server.keys[self.version]

    def __call__(self, what: str, **task: Any) -> Any:
        """Let the SDK do something in a process of its own."""
        task |= {
            "what": what,
            "version": self.version,
            "url": self.server.url,
            "key": self.key,
            "username": f"user of {self.version}",
            "password": PASSWORD,
        }
        ran = subprocess.run(
            [sys.executable, str(Path(__file__).with_name("play.py"))],
            input=json.dumps(task),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            env=os.environ | {"PYTHONPATH": str(self.folder)},
        )
        assert ran.returncode == 0, ran.stderr
        return json.loads(ran.stdout)


@pytest.fixture(scope="session", params=VERSIONS)
def sdk(request: pytest.FixtureRequest, server: _Server) -> Sdk:
    """Each of the published SDKs, as the package index has it, kept under build/."""
    version: str = request.param
    folder = ROOT / "build" / "sdks" / version
    if not (folder / "sarufi" / "__init__.py").exists():
        _install(version, folder)
    return Sdk(version, folder, server)


def _install(version: str, folder: Path) -> None:
    wanted = ROOT / "requirements" / f"sarufi-{version}.txt"
    aside = folder.with_name(f"{version}-{os.getpid()}")
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q", "install"]
    command += ["--no-deps", "--require-hashes", "--target", str(aside), "-r", str(wanted)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=300, check=False)
    if ran.returncode != 0:
        if os.environ.get("KAULI_TEST_REQUIRE_ALL"):
            pytest.fail(f"sarufi {version} can't be installed: {ran.stderr}")
        pytest.skip(f"sarufi {version} can't be installed here: its part is left out")
    try:
        aside.rename(folder)
    except OSError:  # another process of this run was quicker
        shutil.rmtree(aside)
