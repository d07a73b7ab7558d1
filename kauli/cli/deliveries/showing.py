"""``kauli deliveries show``: one delivery with every attempt."""

from typing import Annotated

import typer
from rich.json import JSON
from rich.padding import Padding

from kauli.cli.local import Home, at_home
from kauli.cli.options import DataDir
from kauli.cli.screen import moment, on_terminal, out, say, show_fields
from kauli.services.deliveries import AttemptView, DeliveryView

__all__ = ["show"]


def show(
    delivery_id: Annotated[
        str, typer.Argument(metavar="ID", show_default=False, help="The delivery's id.")
    ],
    data_dir: DataDir = None,
) -> None:
    """Show a delivery: its body, and every attempt with what was sent and answered."""

    async def find(home: Home) -> DeliveryView:
        return await home.services.deliveries.get(home.principal, delivery_id)

    one = at_home(data_dir, find)
    show_fields(
        [
            ("id", one.id),
            ("status", one.status),
            ("bot", str(one.bot_id)),
            ("conversation", f"{one.conversation_id}, turn {one.turn_number}"),
            ("trigger", one.trigger),
            ("to", one.url or one.endpoint_name),
            ("made", moment(one.created_at)),
            ("finished", moment(one.finished_at) if one.finished_at is not None else ""),
            ("due", moment(one.due_at) if one.due_at is not None else ""),
            ("next", one.next),
        ]
    )
    _show_body((one.body or b"").decode(errors="replace"))
    for attempt in one.attempts or ():
        _show_attempt(attempt)


def _show_body(body: str) -> None:
    say()
    say("body", style="bold")
    if on_terminal():
        out.print(Padding(JSON(body), (0, 2)))
    else:
        say(f"  {body}")


def _show_attempt(attempt: AttemptView) -> None:
    say()
    say(f"attempt {attempt.number}", style="bold")
    say(f"  {moment(attempt.started_at)}, {attempt.duration_ms} ms, {attempt.address or '-'}")
    say(f"  {attempt.sentence}")
    for name, value in attempt.request_headers.items():
        say(f"  > {name}: {value}", style="cyan")
    if attempt.http_status is not None:
        say(f"  < HTTP {attempt.http_status}", style="green")
    for name, value in attempt.response_headers.items():
        say(f"  < {name}: {value}", style="green")
    for line in attempt.response_body.decode(errors="replace").splitlines():
        say(f"  < {line}", style="dim")
    if attempt.response_truncated:
        say("  < (the rest was not kept)", style="dim")
