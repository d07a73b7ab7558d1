"""``kauli deliveries``: what was delivered, what was not, and what becomes of it."""

import typer

from kauli.cli.deliveries.listing import list_
from kauli.cli.deliveries.pruning import prune
from kauli.cli.deliveries.resending import cancel, resend, send_now
from kauli.cli.deliveries.showing import show
from kauli.cli.helpful import HELP_OPTIONS, Command, Group, examples

__all__ = ["app"]

app = typer.Typer(
    cls=Group,
    add_completion=False,
    invoke_without_command=True,
    context_settings=HELP_OPTIONS,
    epilog=examples(
        ("kauli deliveries", "the newest first"),
        ("kauli deliveries --bot PizzaBot --status failed", "what will be tried again"),
        ("kauli deliveries --watch", "live, with the health of every endpoint"),
        ("kauli deliveries show dlv_01J9Z3V5Q8", "every attempt, with headers and body"),
        ("kauli deliveries resend --since 3d", "again, what failed in three days"),
    ),
)
app.callback()(list_)
app.command(
    "show",
    cls=Command,
    epilog=examples(
        ("kauli deliveries show dlv_01J9Z3V5Q8", "the ids are in `kauli deliveries`"),
    ),
)(show)
app.command(
    "resend",
    cls=Command,
    epilog=examples(
        ("kauli deliveries resend dlv_01J9Z3V5Q8", "this one"),
        ("kauli deliveries resend --bot PizzaBot --since 3d", "what failed in three days"),
        ("kauli deliveries resend --status cancelled --yes", "what was called off, unasked"),
    ),
)(resend)
app.command(
    "send-now",
    cls=Command,
    epilog=examples(
        ("kauli deliveries send-now dlv_01J9Z3V5Q8", "do not wait for its next attempt"),
    ),
)(send_now)
app.command(
    "cancel",
    cls=Command,
    epilog=examples(
        ("kauli deliveries cancel dlv_01J9Z3V5Q8", "this one"),
        ("kauli deliveries cancel --bot PizzaBot --until 1d", "what waits for longer than a day"),
    ),
)(cancel)
app.command(
    "prune",
    cls=Command,
    epilog=examples(("kauli deliveries prune --older-than 30d", "make room")),
)(prune)
