"""``kauli demo``."""

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import socket
from typing import Annotated

import typer

from kauli.app import open_platform, running_worker
from kauli.cli.chat.there import BotThere, Server
from kauli.cli.demo.events import Delivery, OrderDesk, check_installed, running_desk
from kauli.cli.demo.screens import heading, show_delivery, show_text, show_way_on
from kauli.cli.demo.stage import Stage, set_up
from kauli.cli.demo.story import order, play
from kauli.cli.helpful import HELP_OPTIONS, Command, examples
from kauli.cli.local import read_settings
from kauli.cli.logs import configure_logs
from kauli.cli.screen import note, on_terminal
from kauli.cli.serving import listen, listen_near, run_until_stopped, served, url_of
from kauli.config import Settings
from kauli.kit.errors import Unavailable
from kauli.web import asgi_app

__all__ = ["app"]

app = typer.Typer(add_completion=False)

_PORT = 8000
_PAUSE = 0.6
_PATIENCE = 30.0
_LONGEST = 120.0


@app.command(
    cls=Command,
    context_settings=HELP_OPTIONS,
    epilog=examples(
        ("kauli demo", "play an order, then go on serving"),
        ("kauli demo --port 9000 --data-dir demo", "there, and keep the data"),
        ("kauli demo --exit", "end once the order was delivered and verified"),
    ),
)
def demo(
    *,
    port: Annotated[
        int | None,
        typer.Option(
            min=0,
            max=65535,
            show_default=False,
            help="Port to serve on. Without it 8000 or the next one that is free.",
        ),
    ] = None,
    data_dir: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            show_default=False,
            help="Folder for the data. Without it a temporary one, removed at the end.",
        ),
    ] = None,
    exit_: Annotated[
        bool,
        typer.Option("--exit", help="End with 0 once the order was delivered and verified."),
    ] = False,
) -> None:
    """Order a pizza in the terminal and see the signed order arrive at an order desk.

    Everything is real: a server with PizzaBot in English and Swahili, its HTTP API, the webhook
    with its signature, and the sample order desk, which verifies it and tells the person in
    charge. Nothing leaves this machine.
    """
    check_installed()
    with _folder(data_dir) as folder, _listener(port) as listener:
        settings = read_settings(
            data_dir=folder,
            database_url="",
            open=False,
            worker=True,
            allow_private="127.0.0.0/8",
        )
        configure_logs("error")
        scene = _Scene(settings, listener, url_of(listener), exit_, kept=data_dir is not None)
        run_until_stopped(_demo(scene))


@dataclass(frozen=True, slots=True)
class _Scene:
    settings: Settings
    listener: socket
    url: str
    exit: bool
    kept: bool

    @property
    def pause(self) -> float:
        return _PAUSE if on_terminal() and not self.exit else 0.0


async def _demo(scene: _Scene) -> None:
    async with AsyncExitStack() as stack:
        try:
            async with asyncio.timeout(_LONGEST):
                stage, desk = await _set_the_stage(scene, stack)
                await _perform(scene, stage, await Server.open(stack, scene.url, stage.key), desk)
        except TimeoutError as error:
            raise Unavailable(
                f"The demo did not get through within {_LONGEST:.0f} seconds; try again when this "
                "machine is less busy.",
                code="demo_timeout",
            ) from error
        if not scene.exit:
            heading("Your turn")
            show_way_on(stage, scene.url, desk.url, scene.settings.data_dir, kept=scene.kept)
            await _watch(desk)


async def _set_the_stage(scene: _Scene, stack: AsyncExitStack) -> tuple[Stage, OrderDesk]:
    """Start everything; the stack ends it all in reverse."""
    enter = stack.enter_async_context
    desk = await enter(running_desk(scene.settings.data_dir / "orders.db"))
    platform = await enter(open_platform(scene.settings))
    stage = await set_up(platform.services, desk.url)
    await desk.open(stage.secrets)
    await enter(running_worker(platform))
    await enter(served(asgi_app(platform), scene.listener))
    return stage, desk


async def _perform(scene: _Scene, stage: Stage, server: Server, desk: OrderDesk) -> None:
    """The whole order, from the first message to the text message."""
    heading("A customer orders, over the HTTP API")
    talker = await BotThere.find(server, stage.names[0])
    sent = await play(talker, scene.pause)
    ending = await order(desk, sent, _PATIENCE)
    heading("The signed order arrives at the order desk")
    show_delivery(ending.delivery, desk.url, ending.took_ms)
    show_text(ending.text)


async def _watch(desk: OrderDesk) -> None:
    """Show whatever arrives, until the demo is ended."""
    while True:
        event = await desk.next()
        if isinstance(event, Delivery):
            show_delivery(event, desk.url)
        else:
            show_text(event)


@contextmanager
def _folder(given: Path | None) -> Iterator[Path]:
    if given is not None:
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="kauli-demo-", ignore_cleanup_errors=True) as made:
        yield Path(made)


def _listener(port: int | None) -> socket:
    if port is not None:
        return listen("127.0.0.1", port)
    listener = listen_near("127.0.0.1", _PORT)
    if listener.getsockname()[1] != _PORT:
        note(f"Port {_PORT} is in use, so this is {listener.getsockname()[1]}.")
    return listener
