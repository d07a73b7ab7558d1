"""``kauli deliveries``: what was delivered, and what was not."""

from typing import Annotated

import typer

from kauli.cli.deliveries.filters import (
    BotOption,
    ConversationOption,
    EndpointOption,
    Filters,
    SinceOption,
    TriggerOption,
    UntilOption,
)
from kauli.cli.deliveries.watching import Wanted, watch
from kauli.cli.local import Home, at_home
from kauli.cli.options import DataDir
from kauli.cli.screen import moment, note, on_terminal, say, show_table
from kauli.kit.errors import Invalid
from kauli.kit.pages import Page
from kauli.services.deliveries import DeliveryView

__all__ = ["list_"]


def list_(
    context: typer.Context,
    *,
    bot: BotOption = None,
    endpoint: EndpointOption = None,
    status: Annotated[
        list[str] | None,
        typer.Option(
            metavar="STATUS",
            help="Only these: pending, sending, delivered, failed (will be tried again), "
            "exhausted or cancelled; several times for several.",
        ),
    ] = None,
    trigger: TriggerOption = None,
    conversation: ConversationOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    limit: Annotated[int, typer.Option(min=1, max=1_000, help="How many at most.")] = 20,
    watching: Annotated[
        bool, typer.Option("--watch", help="Show how it goes, as it goes, until Ctrl-C.")
    ] = False,
    data_dir: DataDir = None,
) -> None:
    """List what was delivered and what was not, the newest first."""
    filters = Filters(
        bot=bot,
        endpoint=endpoint,
        statuses=status,
        trigger=trigger,
        conversation=conversation,
        since=since,
        until=until,
    )
    if context.invoked_subcommand is not None:
        _refuse_before(context.invoked_subcommand, filters)
        return
    if watching:
        watch(_watched(filters), data_dir)
        return

    async def find(home: Home) -> Page[DeliveryView]:
        wanted = await filters.wanted(home)
        return await home.services.deliveries.page(home.principal, wanted, limit=limit)

    page = at_home(data_dir, find)
    if not page.items and on_terminal():
        say("No deliveries." if not filters.any() else "No such deliveries.")
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
                one.url or one.endpoint_name,
            )
            for one in page.items
        ],
        spare=("to", "bot", "made (UTC)"),
    )
    if page.next_cursor is not None:
        note(f"There are more; --limit {limit * 2} shows twice as many.")


def _refuse_before(command: str, filters: Filters) -> None:
    """Filters that stand before a command would be lost, and more be done than was meant.

    Raises:
        Invalid: there are some.
    """
    if filters.any():
        raise Invalid(f"Write the options behind the command: kauli deliveries {command} …")


def _watched(filters: Filters) -> Wanted:
    """What the live view can be narrowed to.

    Raises:
        Invalid: by more than that.
    """
    statuses = filters.statuses or []
    if filters != Filters(bot=filters.bot, statuses=filters.statuses) or len(statuses) > 1:
        raise Invalid("--watch goes with --bot and one --status, and no other filter.")
    return Wanted(filters.bot, statuses[0] if statuses else None)
