"""``kauli bot export-conversations``: what was said, as a file."""

import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from kauli.cli.deliveries.progress import progress
from kauli.cli.local import Home, at_home
from kauli.cli.options import BotName, DataDir
from kauli.cli.screen import note
from kauli.kit.errors import Invalid, Unavailable
from kauli.services.conversations import Format, Kind, Span, written
from kauli.services.statistics import moment_in, parse_zone

__all__ = ["export_conversations"]

_EVER = 2**62


def export_conversations(
    bot: BotName,
    *,
    of: Annotated[
        Kind,
        typer.Option(help="A row for each message, or one for each flow that was finished."),
    ] = "messages",
    format_: Annotated[
        Format | None, typer.Option("--format", help="By the file's ending if not given, else csv.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file.")
    ] = None,
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only what was said then or later.")
    ] = None,
    until: Annotated[
        str | None, typer.Option(metavar="DATE", help="Only what was said before then.")
    ] = None,
    zone: Annotated[
        str, typer.Option(help="Time zone of all moments, such as Africa/Dar_es_Salaam or +03:00.")
    ] = "UTC",
    data_dir: DataDir = None,
) -> None:
    """Write what was said to a bot to a file for spreadsheets or programs, or to standard output.

    With --of answers, each flow that was finished is a row and each of its questions a column.
    """
    place = parse_zone(zone)
    span = Span(
        0 if since is None else moment_in(place, _date(since)),
        _EVER if until is None else moment_in(place, _date(until)),
        place,
    )
    chosen: Format = format_ or ("json" if output and output.suffix == ".json" else "csv")

    if output is None:
        _write(_Wish(bot, of, chosen, span), sys.stdout.buffer, data_dir)
        sys.stdout.buffer.flush()
        return
    try:
        with output.open("wb") as file:
            total = _write(_Wish(bot, of, chosen, span), file, data_dir)
    except OSError as error:
        raise Unavailable(
            f"{output} can't be written ({error.strerror}); name another file.",
            code="storage_unwritable",
        ) from error
    note(f"Wrote {output}; {total} conversation{'' if total == 1 else 's'} gone through.")


@dataclass(frozen=True, slots=True)
class _Wish:
    bot: str
    kind: Kind
    format: Format
    span: Span


def _write(wish: _Wish, file: BinaryIO, data_dir: Path | None) -> int:
    """Write it bit by bit, with a bar; answers how many conversations there are."""

    async def go(home: Home) -> int:
        conversations, bot_id = home.services.conversations, await home.bot_id(wish.bot)
        total = await conversations.count(home.principal, bot_id)
        passes = 2 if wish.kind == "answers" else 1
        with progress("Exporting", total * passes) as advance:
            sheet = await conversations.export(
                home.principal, bot_id, wish.span, kind=wish.kind, done=advance
            )
            async for some in written(sheet, wish.format):
                file.write(some)
        return total

    return at_home(data_dir, go)


def _date(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text.strip())
    except ValueError:
        raise Invalid(
            f"{text!r} is no date; write 2026-01-31 or 2026-01-31T09:30.", code="bad_moment"
        ) from None
