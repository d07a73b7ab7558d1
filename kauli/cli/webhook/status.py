"""``kauli webhook status``: how endpoints are doing."""

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.padding import Padding
from rich.text import Text

from kauli.cli.health import coloured_line, name_of
from kauli.cli.local import Home, at_home
from kauli.cli.options import DataDir
from kauli.cli.screen import clean, on_terminal, out, say, show_table, width
from kauli.kit.clock import SECOND
from kauli.kit.spans import span_in_words
from kauli.kit.system import system_clock
from kauli.services.insight import EndpointHealth, counted, percent

__all__ = ["status"]

_COLUMNS = ("id", "bot", "name", "condition", "24 h", "p50", "p95", "waiting", "oldest", "to")
_SPARE = ("to", "p50", "name", "oldest", "bot", "p95")


def status(
    bot: Annotated[
        str | None,
        typer.Argument(
            metavar="BOT", show_default=False, help="The bot, by its name or its id; else all."
        ),
    ] = None,
    *,
    totals: Annotated[
        bool, typer.Option("--totals", help="Count all deliveries ever, by status.")
    ] = False,
    data_dir: DataDir = None,
) -> None:
    """Show how a bot's endpoints are doing, or those of all bots.

    How much of a day's attempts was delivered and how fast, what waits and since when, and in a
    line for each what is the matter.
    """

    async def find(home: Home) -> list[EndpointHealth]:
        insight = home.services.insight
        if bot is None:
            return await insight.workspace(home.principal, totals=totals)
        return await insight.bot(home.principal, await home.bot_id(bot), totals=totals)

    found = at_home(data_dir, find)
    if on_terminal():
        _show(found)
    else:
        _list(found, totals=totals)


def _show(found: Sequence[EndpointHealth]) -> None:
    if not found:
        say("No webhooks yet. This sends what a conversation collected to a URL:")
        say("  kauli webhook set BOT --url URL --trigger INTENT", style="bold cyan")
        return
    show_table(_COLUMNS, [_row(one) for one in found], spare=_SPARE)
    for one in found:
        out.print(Text.assemble((clean(name_of(one)), "bold"), f"  {clean(one.url)}"))
        out.print(Padding(coloured_line(one), (0, 2)), width=width())
        if one.statuses is not None:
            say(f"  ever: {_totals(one.statuses)}", style="dim")


def _list(found: Sequence[EndpointHealth], *, totals: bool) -> None:
    """Every column, and the line as the last one."""
    columns = [*_COLUMNS, *(["totals"] if totals else []), "line"]
    rows = [
        [*_row(one), *([_totals(one.statuses or {})] if totals else []), one.line] for one in found
    ]
    show_table(columns, rows)


def _row(one: EndpointHealth) -> list[str]:
    day, oldest = one.last_day, one.oldest_undelivered_at
    share = "" if day.share is None else f"{percent(day.share)} of {day.attempts:,}"
    return [
        one.id,
        one.bot_name,
        one.name,
        one.condition,
        share,
        _milliseconds(day.p50_ms),
        _milliseconds(day.p95_ms),
        counted(one.queue.waiting, one.queue),
        "" if oldest is None else span_in_words(max(system_clock() - oldest, SECOND)),
        one.url,
    ]


def _milliseconds(number: int | None) -> str:
    return "" if number is None else f"{number:,} ms"


def _totals(statuses: dict[str, int]) -> str:
    parts = [f"{number:,} {status}" for status, number in sorted(statuses.items())]
    return ", ".join(parts) or "nothing"
