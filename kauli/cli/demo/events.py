"""What the order desk tells, and the process it runs in."""

import asyncio
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from kauli.kit import json
from kauli.kit.errors import Unavailable

__all__ = ["Delivery", "OrderDesk", "TextMessage", "check_installed", "running_desk"]

_NEEDS = ("flask", "dotenv", "standardwebhooks", "twilio")
_PATIENCE = 5.0


@dataclass(frozen=True, slots=True)
class Delivery:
    """A request that reached the order desk, and what it answered.

    Attributes:
        arrived: seconds since the epoch.
        verified: the order desk found our signature on exactly these bytes.
    """

    arrived: float
    headers: Mapping[str, str]
    body: str
    status: int
    answer: str

    @property
    def verified(self) -> bool:
        """Whether the order desk found the signature right and took the order."""
        return self.status == 200


@dataclass(frozen=True, slots=True)
class TextMessage:
    """What the person in charge would have got on their phone."""

    text: str


class OrderDesk:
    """The order desk's process.

    Attributes:
        url: where it listens.
    """

    def __init__(self, process: Process, url: str) -> None:
        self.url = url
        self._process = process

    async def open(self, secrets: list[str]) -> None:
        """Let it begin, with the signing secrets of the bots it works for."""
        if self._process.stdin is not None:
            self._process.stdin.write(f"{' '.join(secrets)}\n".encode())
            await self._process.stdin.drain()

    async def next(self) -> Delivery | TextMessage:
        """Wait for the next thing that happens there.

        Raises:
            Unavailable: it ended.
        """
        event = await _event(self._process)
        kind = event.pop("kind")
        return Delivery(**event) if kind == "delivery" else TextMessage(**event)


def check_installed() -> None:
    """See that the order desk's own packages are there.

    Raises:
        Unavailable: one is missing; says how to get it.
    """
    if any(find_spec(name) is None for name in _NEEDS):
        raise Unavailable(
            "The demo's order desk needs Flask and Twilio's package: "
            "pip install 'kauli[order-desk]'.",
            code="missing_packages",
        )


@asynccontextmanager
async def running_desk(orders_file: Path) -> AsyncIterator[OrderDesk]:
    """Run the order desk while the block runs.

    It is in a process group of its own, so that Ctrl-C reaches only us; its standard input ends
    with us, and it ends with that.
    """
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "kauli.cli.demo.desk",
        str(orders_file),
        stdin=PIPE,
        stdout=PIPE,
        start_new_session=True,
    )
    try:
        port = (await _event(process))["port"]
        yield OrderDesk(process, f"http://127.0.0.1:{port}")
    finally:
        await _end(process)


async def _event(process: Process) -> dict[str, Any]:
    line = await process.stdout.readline() if process.stdout is not None else b""
    if not line:
        raise Unavailable("The order desk ended, so there is nobody to deliver to.", code="no_desk")
    event: dict[str, Any] = json.loads(line)
    return event


async def _end(process: Process) -> None:
    if process.stdin is not None:
        process.stdin.close()
    try:
        async with asyncio.timeout(_PATIENCE):
            await process.wait()
    except TimeoutError:
        process.kill()
        await process.wait()
