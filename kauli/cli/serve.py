"""``kauli serve``: the server."""

import asyncio
import shlex
from contextlib import AsyncExitStack
from socket import socket
from typing import Annotated

import typer

from kauli import __version__
from kauli.api.hosts import is_loopback
from kauli.app import Platform, open_platform, running_worker
from kauli.cli.helpful import HELP_OPTIONS, Command, examples
from kauli.cli.local import read_settings
from kauli.cli.logs import configure_logs
from kauli.cli.options import DataDir
from kauli.cli.screen import program, say, say_command, show_fields
from kauli.cli.serving import keep_what_is_loaded, listen, run_until_stopped, served, url_of
from kauli.config import Settings
from kauli.kit.errors import Invalid
from kauli.services import Services
from kauli.web import asgi_app

__all__ = ["app"]

app = typer.Typer(add_completion=False)


@app.command(
    cls=Command,
    context_settings=HELP_OPTIONS,
    epilog=examples(
        ("kauli serve", "on http://127.0.0.1:8000, data in ./kauli-data"),
        ("kauli serve --host 0.0.0.0 --port 80", "for other machines"),
        ("kauli serve --open", "no key needed, from this machine only"),
        ("KAULI_WORKER=0 kauli serve", "let `kauli worker` deliver"),
    ),
)
def serve(
    *,
    host: Annotated[
        str | None,
        typer.Option(
            show_default=False,
            help="Address to listen on. Without it KAULI_HOST, else 127.0.0.1.",
        ),
    ] = None,
    port: Annotated[
        int | None,
        typer.Option(
            min=0,
            max=65535,
            show_default=False,
            help="Port to listen on. Without it KAULI_PORT, else 8000.",
        ),
    ] = None,
    data_dir: DataDir = None,
    open_: Annotated[
        bool,
        typer.Option("--open", help="For local use: no key needed, receivers on this machine."),
    ] = False,
) -> None:
    """Serve the API, answer chatters and deliver webhooks, until Ctrl-C.

    Everything is in the data directory, or in PostgreSQL where KAULI_DATABASE_URL names one.
    """
    settings = read_settings(data_dir=data_dir, host=host, port=port, open=open_ or None)
    configure_logs(settings.log_level, settings.log_format)
    if settings.open and not is_loopback(settings.host):
        raise Invalid(
            "--open lets everybody in without a key, so it is for this machine only: "
            f"leave it out, or listen on 127.0.0.1 instead of {settings.host}.",
            code="open_not_local",
        )
    with listen(settings.host, settings.port) as listener:
        run_until_stopped(_serve(settings, listener))


async def _serve(settings: Settings, listener: socket) -> None:
    async with AsyncExitStack() as stack:
        platform = await stack.enter_async_context(open_platform(settings))
        if settings.worker:
            await stack.enter_async_context(running_worker(platform))
        await stack.enter_async_context(
            served(asgi_app(platform), listener, behind_proxy=settings.behind_proxy)
        )
        stack.callback(platform.services.listening.dismiss)
        await _greet(platform, url_of(listener))
        keep_what_is_loaded()
        await asyncio.Event().wait()


async def _greet(platform: Platform, url: str) -> None:
    settings = platform.settings
    say(f"Kauli {__version__} serves {url}", style="bold")
    show_fields(
        [
            ("  dashboard", f"{url}/"),
            ("  API", f"{url}/api/v1/docs"),
            ("  data", _place(settings)),
            ("  deliveries", "from this process" if settings.worker else "by `kauli worker`"),
            ("  keys", "any or none, from this machine" if settings.open else ""),
        ]
    )
    if not settings.open and not await _has_key(platform.services):
        say("Nobody has a key yet. Make the first one and send it as Authorization: Bearer KEY:")
        say_command(f"{program()} key create --name me{_same_data(settings)}")
    say("Ctrl-C stops it.", style="dim")


def _place(settings: Settings) -> str:
    return "PostgreSQL" if settings.database_url else str(settings.data_dir.resolve())


def _same_data(settings: Settings) -> str:
    """The option that makes another command work on the same data."""
    if settings.data_dir == Settings.model_fields["data_dir"].default:
        return ""
    return f" --data-dir {shlex.quote(str(settings.data_dir))}"


async def _has_key(services: Services) -> bool:
    owner = await services.accounts.find_owner()
    if owner is None:
        return False
    return any(key.revoked_at is None for key in await services.accounts.list_keys(owner))
