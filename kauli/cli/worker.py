"""``kauli worker``: deliveries, in a process of their own."""

import asyncio

import typer

from kauli.app import open_platform, running_worker
from kauli.cli.helpful import HELP_OPTIONS, Command, examples
from kauli.cli.local import read_settings
from kauli.cli.logs import configure_logs
from kauli.cli.options import DataDir
from kauli.cli.screen import say
from kauli.cli.serving import keep_what_is_loaded, run_until_stopped
from kauli.config import Settings

__all__ = ["app"]

app = typer.Typer(add_completion=False)


@app.command(
    cls=Command,
    context_settings=HELP_OPTIONS,
    epilog=examples(
        ("KAULI_WORKER=0 kauli serve", "a server that leaves delivering to others"),
        ("kauli worker", "and one of those others; as many as wanted"),
    ),
)
def worker(data_dir: DataDir = None) -> None:
    """Deliver webhooks and nothing else, until Ctrl-C.

    Any number of workers share the work. What one was sending when it was killed is sent by
    another, so nothing is lost.
    """
    settings = read_settings(data_dir=data_dir)
    configure_logs(settings.log_level, settings.log_format)
    run_until_stopped(_work(settings))


async def _work(settings: Settings) -> None:
    async with open_platform(settings) as platform, running_worker(platform):
        say("Delivering. Ctrl-C stops it.")
        keep_what_is_loaded()
        await asyncio.Event().wait()
