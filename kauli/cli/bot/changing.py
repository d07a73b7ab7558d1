"""``kauli bot new``, ``templates``, ``publish`` and ``delete``."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

import typer

from kauli.cli.bot.findings import broken_by, warn_of
from kauli.cli.local import Home, at_home
from kauli.cli.options import BotName, DataDir
from kauli.cli.screen import note, say, show_table
from kauli.flow import Finding
from kauli.kit.errors import Invalid
from kauli.services.bots import BotChanges, BotView, VersionView, changes_of
from kauli.templates import LANGUAGES, document_of, templates

__all__ = ["delete", "new", "publish", "templates_"]


def new(
    name: Annotated[
        str | None, typer.Argument(show_default=False, help="What the bot is called.")
    ] = None,
    *,
    template: Annotated[
        str | None,
        typer.Option(metavar="TEMPLATE", help="Begin with this one of `kauli bot templates`."),
    ] = None,
    description: Annotated[str | None, typer.Option(help="What it is for.")] = None,
    language: Annotated[str | None, typer.Option(help="english or swahili.")] = None,
    data_dir: DataDir = None,
) -> None:
    """Make a bot to build on: from a template, or one that can greet and say goodbye.

    It answers at once.
    """
    changes = BotChanges(name=name, description=description, language=language)
    if template is not None:
        changes = _from_template(template, changes)
    elif name is None:
        raise Invalid("Say what the bot is called, or which --template it is made from.")

    async def make(home: Home) -> BotView:
        return await home.services.bots.create(home.principal, changes)

    made = at_home(data_dir, make)
    say(f"Made {made.name}, bot {made.id}.")
    note(f"`kauli chat {made.id}` talks to it; `kauli bot export {made.id}` writes it to a file.")


def templates_() -> None:
    """List the bots to begin with; each speaks English or Swahili."""
    show_table(
        ("template", "in English", "in Swahili", "what it does"),
        [(one.id, *one.names.values(), one.descriptions["english"]) for one in templates()],
        spare=("what it does",),
    )


def _from_template(template_id: str, changes: BotChanges) -> BotChanges:
    """All that a template sets, and over it what was asked for."""
    language = (changes.language or "english").casefold()
    if language not in ("english", "swahili"):
        raise Invalid(f"Templates speak {' or '.join(LANGUAGES)}, not {language}.")
    made = changes_of(document_of(template_id, language))
    return replace(
        made,
        name=changes.name or made.name,
        description=changes.description or made.description,
    )


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
