"""``kauli deliveries``: what was delivered, and what was not."""

from typing import Annotated

import typer

from kauli.cli.deliveries.watching import Wanted, watch
from kauli.cli.local import Home, at_home
from kauli.cli.options import DataDir
from kauli.cli.screen import moment, note, on_terminal, say, show_table
from kauli.kit.pages import Page
from kauli.services.deliveries import DeliveryView
from kauli.services.deliveries import Wanted as Filters

__all__ = ["list_"]


def list_(
    context: typer.Context,
    *,
    bot: Annotated[str | None, typer.Option(metavar="BOT", help="Only of this bot.")] = None,
    status: Annotated[
        str | None,
        typer.Option(
            help="Only these: pending, sending, delivered, failed (will be tried again), "
            "exhausted or cancelled."
        ),
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=1_000, help="How many at most.")] = 20,
    watching: Annotated[
        bool, typer.Option("--watch", help="Show how it goes, as it goes, until Ctrl-C.")
    ] = False,
    data_dir: DataDir = None,
) -> None:
    """List what was delivered and what was not, the newest first."""
    if context.invoked_subcommand is not None:
        return
    if watching:
        watch(Wanted(bot, status), data_dir)
        return

    async def find(home: Home) -> Page[DeliveryView]:
        bot_id = None if bot is None else await home.bot_id(bot)
        wanted = Filters(bot_id=bot_id, statuses=(status,) if status else ())
        return await home.services.deliveries.page(home.principal, wanted, limit=limit)

    page = at_home(data_dir, find)
    if not page.items and on_terminal():
        say("No deliveries.")
        return
    show_table(
        ("id", "bot", "trigger", "status", "tries", "made (UTC)", "to"),
        [
            (
                one.id,
                str(one.bot_id),
                one.trigger,
                one.status,
                str(one.attempts_made),
                moment(one.created_at),
                one.url,
            )
            for one in page.items
        ],
        spare=("to", "bot", "made (UTC)"),
    )
    if page.next_cursor is not None:
        note(f"There are more; --limit {limit * 2} shows twice as many.")
