"""``kauli deliveries resend``, ``send-now`` and ``cancel``."""

import sys
from pathlib import Path
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
from kauli.cli.deliveries.many import do_to_many, some
from kauli.cli.local import Home, at_home
from kauli.cli.options import DataDir
from kauli.cli.screen import note, say
from kauli.kit.errors import Invalid
from kauli.services.deliveries import Deliveries, DeliveryView

__all__ = ["cancel", "resend", "send_now"]

MaybeId = Annotated[
    str | None,
    typer.Argument(
        metavar="ID", show_default=False, help="A single delivery; else the filters say which."
    ),
]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help="Do not ask back.")]

_WHO = "A running `kauli serve` or `kauli worker` sends them."


def resend(
    delivery_id: MaybeId = None,
    *,
    bot: BotOption = None,
    endpoint: EndpointOption = None,
    status: Annotated[
        list[str] | None,
        typer.Option(
            metavar="STATUS",
            help="Only these: exhausted, failed, cancelled, delivered or pending; several times "
            "for several. Without it exhausted and failed.",
        ),
    ] = None,
    trigger: TriggerOption = None,
    conversation: ConversationOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    yes: YesOption = False,
    data_dir: DataDir = None,
) -> None:
    """Send deliveries again, under the same ids: one, or all that the filters name.

    What was finished gets a fresh schedule, what waits for its next attempt goes out now. Those of
    one conversation go out one after the other, in their order.
    """
    filters = Filters(
        bot=bot,
        endpoint=endpoint,
        statuses=status,
        trigger=trigger,
        conversation=conversation,
        since=since,
        until=until,
    )
    if delivery_id is not None:
        _refuse(filters)
        _resend_one(data_dir, delivery_id, yes=yes)
        return
    done = do_to_many(
        data_dir,
        filters,
        Deliveries.resend_all,
        question="Send {} again?",
        doing="Putting back in line",
        yes=yes,
    )
    if done is None:
        say("No such deliveries.")
        return
    say(f"{some(done)} to go out again.")
    note(_WHO)


def _resend_one(data_dir: Path | None, delivery_id: str, *, yes: bool) -> None:
    async def find(home: Home) -> DeliveryView:
        return await home.services.deliveries.get(home.principal, delivery_id)

    async def again(home: Home) -> DeliveryView:
        return await home.services.deliveries.resend(home.principal, delivery_id)

    if not yes and sys.stdin.isatty() and at_home(data_dir, find).status == "delivered":
        typer.confirm("It was delivered already. Send it once more?", abort=True, err=True)
    _tell(at_home(data_dir, again))


def send_now(
    delivery_id: Annotated[
        str, typer.Argument(metavar="ID", show_default=False, help="The delivery's id.")
    ],
    data_dir: DataDir = None,
) -> None:
    """Let a delivery that waits go out now, even before an earlier one of its conversation."""

    async def hurry(home: Home) -> DeliveryView:
        return await home.services.deliveries.send_now(home.principal, delivery_id)

    _tell(at_home(data_dir, hurry))


def cancel(
    delivery_id: MaybeId = None,
    *,
    bot: BotOption = None,
    endpoint: EndpointOption = None,
    status: Annotated[
        list[str] | None,
        typer.Option(metavar="STATUS", help="Only these: pending or failed. Without it both."),
    ] = None,
    trigger: TriggerOption = None,
    conversation: ConversationOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    yes: YesOption = False,
    data_dir: DataDir = None,
) -> None:
    """Call off deliveries that wait: one, or all that the filters name.

    They stay in the list, and can be resent.
    """
    filters = Filters(
        bot=bot,
        endpoint=endpoint,
        statuses=status,
        trigger=trigger,
        conversation=conversation,
        since=since,
        until=until,
    )
    if delivery_id is not None:
        _refuse(filters)
        if not yes and sys.stdin.isatty():
            typer.confirm(f"Call off {delivery_id}?", abort=True, err=True)

        async def call_off(home: Home) -> DeliveryView:
            return await home.services.deliveries.cancel(home.principal, delivery_id)

        _tell(at_home(data_dir, call_off))
        return
    done = do_to_many(
        data_dir,
        filters,
        Deliveries.cancel_all,
        question="Call off {}?",
        doing="Calling off",
        yes=yes,
    )
    say("No such deliveries wait." if done is None else f"Called off {some(done)}.")


def _refuse(filters: Filters) -> None:
    if filters.any():
        raise Invalid("Name one delivery by its ID, or many by options, but not both.")


def _tell(one: DeliveryView) -> None:
    say(f"{one.id}: {one.status}. {one.next}")
