"""``kauli listen``."""

import getpass
import shlex
import socket
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Annotated

import typer

from kauli.cli.helpful import HELP_OPTIONS, Command, examples
from kauli.cli.listen.here import LineHere
from kauli.cli.listen.line import Line
from kauli.cli.listen.receiver import Receiver, address_of, policy_with
from kauli.cli.listen.session import Options, listen
from kauli.cli.listen.there import LineThere
from kauli.cli.local import read_settings
from kauli.cli.logs import configure_logs
from kauli.cli.options import BotName, DataDir
from kauli.cli.screen import program
from kauli.cli.serving import run_until_stopped
from kauli.config import Settings
from kauli.kit.errors import Invalid
from kauli.kit.system import system_clock
from kauli.net import OutgoingClient
from kauli.services.listening import Wish

__all__ = ["app"]

app = typer.Typer(add_completion=False)


@app.command(
    cls=Command,
    context_settings=HELP_OPTIONS,
    epilog=examples(
        ("kauli listen PizzaBot --forward-to http://localhost:5000/new-order", ""),
        ("kauli listen PizzaBot --forward-to 5000 --print-json", "with the bodies"),
        (
            "kauli listen PizzaBot --forward-to localhost:5000/new-order "
            "--server https://bots.example --key KEY",
            "",
        ),
    ),
)
def listen_here(
    bot: BotName,
    *,
    forward_to: Annotated[
        str,
        typer.Option(
            metavar="URL",
            show_default=False,
            help="The receiver: http://localhost:5000/new-order, or just localhost:5000/new-order, "
            "or just its port.",
        ),
    ],
    trigger: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="An intent or a state, instead of what triggers the bot's webhook. Give it "
            "several times for several.",
        ),
    ] = None,
    server: Annotated[
        str,
        typer.Option(
            metavar="URL",
            envvar="KAULI_SERVER_URL",
            show_default=False,
            help="Listen to the server at this address instead of the data directory.",
        ),
    ] = "",
    key: Annotated[
        str,
        typer.Option(
            metavar="KEY", envvar="KAULI_KEY", show_default=False, help="The API key for --server."
        ),
    ] = "",
    name: Annotated[
        str | None,
        typer.Option(
            show_default=False,
            help="What the listener is called; each name gets a copy of everything. Without it "
            "`listen:`, you and this machine.",
        ),
    ] = None,
    timeout: Annotated[
        float | None,
        typer.Option(
            min=0.1,
            max=3_600,
            show_default=False,
            help="Seconds the receiver may take; more for whoever stops in a debugger. Without "
            "it as long as the bot's webhook may.",
        ),
    ] = None,
    print_json: Annotated[
        bool, typer.Option("--print-json", help="Print the bodies sent and answered too.")
    ] = False,
    show_secret: Annotated[
        bool, typer.Option("--show-secret", help="Print what the receiver verifies with.")
    ] = False,
    keep: Annotated[
        bool,
        typer.Option("--keep", help="At the end stay on: what happens meanwhile waits for you."),
    ] = False,
    data_dir: DataDir = None,
) -> None:
    """Forward a bot's deliveries to a receiver on this machine, until Ctrl-C.

    They come from the data directory or from a server, signed as the bot's webhook signs them;
    nobody else on the internet is involved, and the receiver needs no public address. What could
    not be forwarded is tried again, and waits while nobody listens.
    """
    if server and data_dir is not None:
        raise Invalid(
            "Name a data directory or a server, not both (KAULI_SERVER_URL names one too).",
            code="two_places",
        )
    configure_logs("warning")
    url = address_of(forward_to)
    settings = read_settings(data_dir=data_dir)
    wish = Wish(_default_name() if name is None else name, trigger or None, timeout)
    secret = "" if show_secret else _hint(bot, data_dir, server)
    options = Options(url, wish, keep=keep, bodies=print_json, secret=secret)
    run_until_stopped(_listen(settings, bot, options, server=server, key=key))


async def _listen(settings: Settings, bot: str, options: Options, *, server: str, key: str) -> None:
    async with AsyncExitStack() as stack:
        line: Line
        if server:
            line = await LineThere.find(stack, server, key, bot)
        else:
            line = await LineHere.find(stack, settings, bot)
        client = await stack.enter_async_context(
            OutgoingClient(policy_with(settings.allow_private))
        )
        await listen(line, Receiver(client, options.url, system_clock), options, system_clock)


def _hint(bot: str, data_dir: Path | None, server: str) -> str:
    """How to get what the receiver verifies with."""
    if server:
        return "as of its webhook; --show-secret prints it"
    there = "" if data_dir is None else f" --data-dir {shlex.quote(str(data_dir))}"
    return f"{program()} webhook secret {shlex.quote(bot)}{there}"


def _default_name() -> str:
    try:
        user = getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        user = "somebody"
    return f"listen: {user}@{socket.gethostname()}"
