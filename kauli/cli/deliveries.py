"""``kauli deliveries``: what was delivered, and what was not."""

from typing import Annotated

import typer
from rich.json import JSON
from rich.padding import Padding

from kauli.cli.helpful import HELP_OPTIONS, Command, Group, examples
from kauli.cli.local import Home, at_home
from kauli.cli.options import DataDir
from kauli.cli.screen import moment, note, on_terminal, out, say, show_fields, show_table
from kauli.kit.pages import Page
from kauli.services.deliveries import AttemptView, DeliveryView

__all__ = ["app"]

app = typer.Typer(
    cls=Group,
    add_completion=False,
    invoke_without_command=True,
    context_settings=HELP_OPTIONS,
    epilog=examples(
        ("kauli deliveries", "the newest first"),
        ("kauli deliveries --bot PizzaBot --status failed", "what will be tried again"),
        ("kauli deliveries show dlv_01J9Z3V5Q8", "every attempt, with headers and body"),
    ),
)


@app.callback()
def deliveries(
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
    data_dir: DataDir = None,
) -> None:
    """List what was delivered and what was not, the newest first."""
    if context.invoked_subcommand is not None:
        return

    async def find(home: Home) -> Page[DeliveryView]:
        bot_id = None if bot is None else await home.bot_id(bot)
        return await home.services.deliveries.page(
            home.principal, bot_id=bot_id, status=status, limit=limit
        )

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


@app.command(
    "show",
    cls=Command,
    epilog=examples(
        ("kauli deliveries show dlv_01J9Z3V5Q8", "the ids are in `kauli deliveries`"),
    ),
)
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
            ("to", one.url),
            ("made", moment(one.created_at)),
            ("next attempt", moment(one.due_at) if one.status in ("pending", "failed") else ""),
            ("finished", moment(one.finished_at) if one.finished_at is not None else ""),
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
