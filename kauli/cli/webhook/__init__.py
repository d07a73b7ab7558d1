"""``kauli webhook``: where a bot's webhook goes, and what its receiver needs."""

import typer

from kauli.cli.helpful import HELP_OPTIONS, Command, Group, examples
from kauli.cli.webhook.setting import secret, set_

__all__ = ["app"]

app = typer.Typer(
    cls=Group,
    add_completion=False,
    no_args_is_help=True,
    context_settings=HELP_OPTIONS,
    epilog=examples(
        (
            "kauli webhook set PizzaBot --url https://pizza.example/new-order "
            "--trigger order_pizza",
            "send each order there",
        ),
        ("kauli webhook secret PizzaBot", "what the receiver verifies with"),
    ),
)


@app.callback()
def webhook() -> None:
    """Say where a bot's webhook goes and what triggers it, and get its signing secret."""


app.command(
    "set",
    cls=Command,
    epilog=examples(
        (
            "kauli webhook set PizzaBot --url https://pizza.example/new-order "
            "--trigger order_pizza",
            "",
        ),
        ("kauli webhook set PizzaBot --off", "stop for now; --on goes on"),
        ("kauli webhook set PizzaBot --token s3cret", "sent along as Authorization: Bearer"),
    ),
)(set_)
app.command(
    "secret",
    cls=Command,
    epilog=examples(
        ("kauli webhook secret PizzaBot", ""),
        ("export KAULI_WEBHOOK_SECRET=$(kauli webhook secret PizzaBot | tail -1)", "in a script"),
    ),
)(secret)
