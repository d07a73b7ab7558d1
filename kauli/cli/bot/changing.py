"""``kauli bot new``, ``publish`` and ``delete``."""

from collections.abc import Sequence
from typing import Annotated

import typer

from kauli.cli.bot.findings import broken_by, warn_of
from kauli.cli.local import Home, at_home
from kauli.cli.options import BotName, DataDir
from kauli.cli.screen import note, say
from kauli.flow import Finding
from kauli.services.bots import BotChanges, BotView, VersionView

__all__ = ["delete", "new", "publish"]


def new(
    name: Annotated[str, typer.Argument(show_default=False, help="What the bot is called.")],
    *,
    description: Annotated[str | None, typer.Option(help="What it is for.")] = None,
    language: Annotated[str | None, typer.Option(help="english or swahili.")] = None,
    data_dir: DataDir = None,
) -> None:
    """Make a bot that can greet and say goodbye, to build on; it answers at once."""

    async def make(home: Home) -> BotView:
        changes = BotChanges(name=name, description=description, language=language)
        return await home.services.bots.create(home.principal, changes)

    made = at_home(data_dir, make)
    say(f"Made {made.name}, bot {made.id}.")
    note(f"`kauli chat {made.id}` talks to it; `kauli bot export {made.id}` writes it to a file.")


def publish(
    bot: BotName,
    *,
    note: Annotated[str, typer.Option(help="What is new, for the list of versions.")] = "",
    data_dir: DataDir = None,
) -> None:
    """Let the draft answer from now on, as a new version.

    Conversations that are under way go on with the version they started on.
    """

    async def go(home: Home) -> tuple[BotView, VersionView | None, Sequence[Finding]]:
        bots, bot_id = home.services.bots, await home.bot_id(bot)
        found = await bots.get(home.principal, bot_id)
        if not found.has_unpublished_changes:
            return found, None, ()
        version = await bots.publish(home.principal, bot_id, note)
        return found, version, await broken_by(home, found)

    found, version, breaks = at_home(data_dir, go)
    if version is None:
        say(f"{found.name} has no changes to publish; version {found.live_version_number} answers.")
    else:
        say(f"Published {found.name}, version {version.number}.")
        warn_of(breaks)


def delete(
    bot: BotName,
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask back.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Remove a bot with its conversations; what it still has to deliver goes out."""

    async def find(home: Home) -> BotView:
        return await home.services.bots.get(home.principal, await home.bot_id(bot))

    async def remove(home: Home) -> None:
        await home.services.bots.delete(home.principal, found.id)

    found = at_home(data_dir, find)
    if not yes:
        typer.confirm(
            f"Remove {found.name} (bot {found.id}) and all its conversations?",
            abort=True,
            err=True,
        )
    at_home(data_dir, remove)
    say(f"Removed {found.name}, bot {found.id}.")
