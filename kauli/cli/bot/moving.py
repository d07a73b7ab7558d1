"""``kauli bot import`` and ``kauli bot export``."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

import typer

from kauli.cli.bot.files import document_in, format_of, write_one, write_three
from kauli.cli.bot.findings import broken_by, summary, warn_of
from kauli.cli.local import Home, at_home
from kauli.cli.options import BotName, DataDir
from kauli.cli.screen import note, out, say
from kauli.flow import BotDocument, Finding, write_document
from kauli.services.bots import BotView

__all__ = ["export", "import_"]


def import_(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...", show_default=False, help="The bot's files, or the folder of them."
        ),
    ],
    *,
    bot: Annotated[
        str | None, typer.Option(metavar="BOT", help="Change this bot instead of making one.")
    ] = None,
    name: Annotated[str | None, typer.Option(help="Call it so, whatever the files say.")] = None,
    draft: Annotated[bool, typer.Option("--draft", help="Do not publish it yet.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Bring a bot along from files, YAML or JSON, and publish it.

    With --bot, what the files name replaces what the bot had, and the rest is left alone.
    """
    document = document_in(files)
    if name is not None:
        document = replace(document, name=name)
    if document.name is None and bot is None:
        document = replace(document, name=files[0].stem)

    async def go(home: Home) -> tuple[BotView, tuple[Finding, ...]]:
        bots = home.services.bots
        bot_id = None if bot is None else await home.bot_id(bot)
        before = None if bot_id is None else await bots.get(home.principal, bot_id)
        done = await bots.import_document(
            home.principal, document, bot_id=bot_id, publish=not draft
        )
        found = await bots.check(home.principal, done.id)
        if before is None or draft:
            return done, found
        return done, (*found, *await broken_by(home, before))

    done, findings = at_home(data_dir, go)
    say(
        f"{'Imported' if bot is None else 'Updated'} {done.name}, bot {done.id}: "
        f"{len(done.intents)} intents, {len(done.flows)} states"
        f"{', not published yet' if draft else ''}."
    )
    for remark in document.remarks:
        note(f"{remark.message} {remark.mend}")
    warn_of(one for one in findings if one.code == "payload_breaks")
    note(
        f"The checker says: {summary(findings)}."
        + (f" See `kauli bot check {done.id}`." if findings else "")
    )


def export(
    bot: BotName,
    *,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to this file."),
    ] = None,
    three_files: Annotated[
        Path | None,
        typer.Option(metavar="FOLDER", help="Write intents, flow and metadata into this folder."),
    ] = None,
    format_: Annotated[
        Literal["yaml", "json"] | None,
        typer.Option("--format", help="By the file's ending if not given, else yaml."),
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """Write a bot's draft to a file, or to standard output.

    The file holds the webhook's token and the middleware's authorization, if the bot has them.
    """

    async def find(home: Home) -> BotDocument:
        return await home.services.bots.export(home.principal, await home.bot_id(bot))

    document = at_home(data_dir, find)
    if three_files is not None:
        for path in write_three(document, three_files, format_ or "json"):
            note(f"Wrote {path}.")
    elif output is not None:
        write_one(document, output, format_ or format_of(output))
        note(f"Wrote {output}.")
    else:
        out.file.write(write_document(document, format_ or "yaml"))
