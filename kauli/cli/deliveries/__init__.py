"""``kauli deliveries``: what was delivered, what was not, and what becomes of it."""

import typer

from kauli.cli.deliveries.listing import list_
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
