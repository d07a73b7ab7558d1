"""Listening, serving, and ending when asked to: what ``serve``, ``worker`` and ``demo`` share."""

import asyncio
import errno
import gc
import signal
import socket
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from kauli.kit.errors import Conflict, Invalid

__all__ = ["keep_what_is_loaded", "listen", "listen_near", "run_until_stopped", "served", "url_of"]

_NEARBY = 20
_GRACE = 5


def listen(host: str, port: int) -> socket.socket:
    """Take a port; 0 takes any free one.

    Raises:
        Conflict: somebody has it already.
        Invalid: there is no such address here, or it may not be used.
    """
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise Conflict(
                f"Port {port} of {host} is in use; choose another with --port.", code="port_in_use"
            ) from error
        reason = (error.strerror or str(error)).lower()
        raise Invalid(
            f"Can't listen on {host}, port {port}: {reason}.", code="cannot_listen"
        ) from error


def listen_near(host: str, port: int) -> socket.socket:
    """Take a port or, where it is in use, the next free one.

    Raises:
        Conflict: all the next twenty are in use.
    """
    for number in range(port, port + _NEARBY):
        try:
            return listen(host, number)
        except Conflict:
            continue
    raise Conflict(
        f"Ports {port} to {port + _NEARBY - 1} of {host} are all in use; choose one with --port.",
        code="port_in_use",
    )


def url_of(listener: socket.socket) -> str:
    """The address that a listener on this machine is reached at."""
    host, port = listener.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  (compared, not bound)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def keep_what_is_loaded() -> None:
    """Spare the garbage collector what stays for good.

    It would look through all of it again and again: a sixth of what a turn costs.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@asynccontextmanager
async def served(
    app: ASGIApp, listener: socket.socket, *, behind_proxy: bool = False
) -> AsyncIterator[None]:
    """Serve an application while the block runs; at its end let requests under way finish."""
    config = uvicorn.Config(
        app,
        log_config=None,
        log_level="warning",
        access_log=False,
        lifespan="off",
        server_header=False,
        proxy_headers=behind_proxy,
        timeout_graceful_shutdown=_GRACE,
    )
    server = _Server(config)
    task = asyncio.create_task(server.serve([listener]), name="kauli-http")
    try:
        yield
    finally:
        server.should_exit = True
        await task


def run_until_stopped(main: Coroutine[Any, Any, None]) -> None:
    """Run to the end, or until SIGINT (Ctrl-C) or SIGTERM ask to stop, which is no error.

    Whatever ``main`` has open is closed in order before this returns.
    """
    loop_factory = uvicorn.Config("kauli", loop="auto").get_loop_factory()
    try:
        with asyncio.Runner(loop_factory=loop_factory) as runner:
            runner.run(_until_terminated(main))
    except (KeyboardInterrupt, asyncio.CancelledError):
        return


async def _until_terminated(main: Coroutine[Any, Any, None]) -> None:
    task = asyncio.current_task()
    if task is not None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    await main


class _Server(uvicorn.Server):
    """Leaves the signals alone: the whole program ends by them, and the server with it."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
