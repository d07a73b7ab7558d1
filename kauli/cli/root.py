"""``kauli``: the table of its commands, whose modules are imported when they are called.

Loading all of them takes as long as starting the server; ``kauli --help`` needs none.
"""

from dataclasses import dataclass
from importlib import import_module
from typing import Annotated, Any, cast

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from kauli import __version__
from kauli.cli.failing import errors_as_sentences
from kauli.cli.helpful import HELP_OPTIONS, Group, examples
from kauli.cli.screen import err, say

__all__ = ["COMMANDS", "Entry", "app", "load"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A command of ``kauli``: its name, the module whose ``app`` it is, and its line of help."""

    name: str
    module: str
    help: str


COMMANDS = (
    Entry("demo", "kauli.cli.demo.command", "Order a pizza and see the signed order arrive."),
    Entry("serve", "kauli.cli.serve", "Serve the API, answer chatters and deliver webhooks."),
    Entry("worker", "kauli.cli.worker", "Deliver webhooks and nothing else."),
    Entry("chat", "kauli.cli.chat.command", "Chat with a bot."),
    Entry("listen", "kauli.cli.listen.command", "Forward webhooks to a receiver on this machine."),
    Entry("bot", "kauli.cli.bot", "Make, import, check and publish bots."),
    Entry("webhook", "kauli.cli.webhook", "Say where a bot's webhook goes, and get its secret."),
    Entry("deliveries", "kauli.cli.deliveries", "See what was delivered, and what was not."),
    Entry("key", "kauli.cli.key", "Make, list and revoke API keys."),
    Entry("user", "kauli.cli.user", "Make the people who sign in."),
)


def load(entry: Entry) -> TyperCommand | TyperGroup:
    """Import a command's module and build the command."""
    command = cast("TyperCommand | TyperGroup", get_command(import_module(entry.module).app))
    command.name = entry.name
    return command


class _Root(Group):
    """Knows its commands by their table, and imports the one that is called."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        for entry in COMMANDS:
            self.add_command(TyperCommand(entry.name, help=entry.help))

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[Any, Any, list[str]]:
        name, _, rest = super().resolve_command(ctx, args)
        found = next((entry for entry in COMMANDS if entry.name == name), None)
        return name, load(found) if found else None, rest

    def invoke(self, ctx: Any) -> Any:
        with errors_as_sentences():
            return super().invoke(ctx)

    def main(self, *args: Any, **settings: Any) -> Any:
        # typer shows errors of usage in a box; in a pipe they are lines.
        self.rich_markup_mode = "rich" if err.is_terminal else None
        return super().main(*args, **settings)


app = typer.Typer(
    name="kauli",
    cls=_Root,
    no_args_is_help=True,
    context_settings=HELP_OPTIONS,
    pretty_exceptions_enable=False,
    epilog=examples(
        ("kauli demo", "everything at work, in a minute"),
        ("kauli serve", "start the server on http://127.0.0.1:8000"),
        ("kauli key create --name me", "make an API key"),
        ("kauli bot import pizza_bot.yaml", "bring a bot along"),
        ("kauli chat PizzaBot", "chat with it"),
    ),
)


def _version(wanted: bool) -> None:
    if wanted:
        say(f"kauli {__version__}")
        raise typer.Exit


@app.callback()
def kauli(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """The chatbot platform that keeps its word: instant replies, and webhooks never lost."""
