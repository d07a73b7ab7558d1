"""``kauli deliveries --watch``: how it goes, as it goes.

On a terminal a picture that is drawn anew each second; in a pipe a line for each attempt that ends.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Group, RenderableType
from rich.live import Live
from rich.table import Table
from rich.text import Text

from kauli.app import open_platform
from kauli.cli.health import coloured_line, name_of
from kauli.cli.local import Home, read_settings
from kauli.cli.screen import clean, on_terminal, out, say
from kauli.cli.serving import run_until_stopped
from kauli.kit.clock import iso
from kauli.kit.spans import span_in_words
from kauli.kit.system import system_clock
from kauli.services.deliveries import DeliveryView
from kauli.services.deliveries import Wanted as Filters
from kauli.services.insight import AttemptEnded, EndpointHealth

__all__ = ["Wanted", "picture", "watch"]

_EVERY = 1.0
_STYLES = {"delivered": "green", "failed": "yellow", "exhausted": "bold red", "sending": "cyan"}
_COLUMNS = ("ended (UTC)", "id", "attempt", "outcome", "ms", "status", "trigger", "to", "sentence")
_CALM = ("healthy", "quiet", "new", "off", "listening")
_SHOWN = {"made": 8, "id": 30, "status": 9, "tries": 5, "next, or outcome": 16}
_WIDE = 110
_FRAME = 6
"""Lines around the deliveries: the title, the names of columns, what is blank, the prompt."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be watched: of which bot, and only deliveries of which status, if so."""

    bot: str | None = None
    status: str | None = None


def watch(wanted: Wanted, data_dir: Path | None) -> None:
    """Watch until Ctrl-C."""
    run_until_stopped(_watch(wanted, data_dir))


async def _watch(wanted: Wanted, data_dir: Path | None) -> None:
    settings = read_settings(data_dir=data_dir)
    async with open_platform(settings) as platform:
        principal = await platform.services.accounts.ensure_owner()
        home = Home(settings, platform.services, principal)
        bot_id = None if wanted.bot is None else await home.bot_id(wanted.bot)
        follow = _draw if on_terminal() else _print
        await follow(home, bot_id, wanted.status)


async def _draw(home: Home, bot_id: int | None, status: str | None) -> None:
    with Live(console=out, auto_refresh=False, vertical_overflow="crop") as live:
        while True:
            endpoints = await _health(home, bot_id)
            filters = Filters(bot_id=bot_id, statuses=(status,) if status else ())
            page = await home.services.deliveries.page(
                home.principal, filters, limit=max(out.height, 1)
            )
            live.update(picture(endpoints, page.items, system_clock(), status), refresh=True)
            await asyncio.sleep(_EVERY)


async def _health(home: Home, bot_id: int | None) -> list[EndpointHealth]:
    insight = home.services.insight
    if bot_id is None:
        return await insight.workspace(home.principal)
    return await insight.bot(home.principal, bot_id)


async def _print(home: Home, bot_id: int | None, status: str | None) -> None:
    following = await home.services.insight.follow(home.principal, bot_id)
    say("\t".join(_COLUMNS))
    while True:
        for one in await following.look():
            if status in (None, one.status):
                say("\t".join(" ".join(cell.split()) for cell in _cells(one)))
        await asyncio.sleep(_EVERY)


def _cells(one: AttemptEnded) -> Sequence[str]:
    return (
        iso(one.ended_at),
        one.delivery_id,
        str(one.number),
        one.outcome,
        str(one.duration_ms),
        one.status,
        one.trigger,
        one.url or one.endpoint_name,
        one.sentence,
    )


def picture(
    endpoints: Sequence[EndpointHealth],
    deliveries: Sequence[DeliveryView],
    now: int,
    status: str | None = None,
) -> RenderableType:
    """All that fits on the screen: endpoints with their line on top, the newest deliveries below.

    Args:
        endpoints: what is the matter comes first where there is not room for all.
        deliveries: the newest first.
        now: microseconds since the epoch.
        status: of the deliveries, if only those of one are shown.
    """
    title = Text.assemble(
        ("Deliveries", "bold"),
        (f"  {iso(now)[11:19]} UTC, anew each second; Ctrl-C ends", "dim"),
        no_wrap=True,
        overflow="ellipsis",
    )
    if not endpoints:
        return Group(title, Text(), _how_to_begin())
    top = _endpoints(endpoints, max(out.height // 2 - 2, 3))
    used = sum(len(out.render_lines(one, pad=False)) for one in top)
    rows = max(out.height - used - _FRAME, 1)
    by_id = {one.id: one for one in endpoints}
    below = _table(deliveries[:rows], by_id, now) if deliveries else _nothing(endpoints, status)
    return Group(title, Text(), *top, Text(), below)


def _endpoints(endpoints: Sequence[EndpointHealth], lines: int) -> list[RenderableType]:
    """As many as have room in so many lines, those in trouble first."""
    ordered = sorted(endpoints, key=lambda one: one.condition in _CALM)
    shown: list[RenderableType] = []
    for number, one in enumerate(ordered):
        text = Text.assemble((clean(name_of(one)), "bold"), ": ", coloured_line(one))
        lines -= len(out.render_lines(text, pad=False))
        if lines < 0 and shown:
            left = len(ordered) - number
            shown.append(Text(f"and {left} more; `kauli webhook status` shows all", style="dim"))
            break
        shown.append(text)
    return shown


def _table(
    deliveries: Sequence[DeliveryView], endpoints: Mapping[str, EndpointHealth], now: int
) -> Table:
    table = Table(box=None, header_style="bold", padding=(0, 2, 0, 0), pad_edge=False)
    for name, width in _SHOWN.items():
        table.add_column(name, no_wrap=True, width=width, overflow="ellipsis")
    if out.width >= _WIDE:
        table.add_column("trigger", no_wrap=True, overflow="ellipsis")
        table.add_column("endpoint", no_wrap=True, overflow="ellipsis")
    for one in deliveries:
        endpoint = endpoints.get(one.endpoint_id)
        cells = (
            iso(one.created_at)[11:19],
            one.id,
            Text(one.status, style=_STYLES.get(one.status, "")),
            str(one.attempts_made),
            Text(_next(one, endpoint, now)),
            Text(clean(one.trigger)),
            Text(clean(endpoint.name or endpoint.url if endpoint else "(removed)")),
        )
        table.add_row(*cells[: len(table.columns)])
    return table


def _next(one: DeliveryView, endpoint: EndpointHealth | None, now: int) -> str:
    """When a delivery is tried next, or what it came to."""
    if one.status not in ("pending", "failed"):
        return one.outcome
    if endpoint is None or endpoint.off_at is not None or not endpoint.active:
        return "endpoint is off"
    if one.due_at is None:
        return "behind another"
    rest = endpoint.resting_until
    due_at = one.due_at if rest is None else max(one.due_at, rest)
    return f"in {span_in_words(due_at - now)}" if due_at > now else "now"


def _how_to_begin() -> Group:
    return Group(
        Text("No bot has a webhook yet. This sends what its conversations collect to a URL:"),
        Text("  kauli webhook set BOT --url URL --trigger INTENT", style="bold cyan"),
    )


def _nothing(endpoints: Sequence[EndpointHealth], status: str | None) -> Group:
    if status is not None:
        return Group(Text(f"No delivery is {status}.", style="dim"))
    bot = endpoints[0].bot_name
    return Group(
        Text("Nothing was sent yet. Talk to the bot: what triggers its webhook appears here."),
        Text(f"  kauli chat {bot}", style="bold cyan"),
    )
