"""``kauli webhook``: where a bot's webhook goes, and what its receiver needs."""

import typer

from kauli.cli.helpful import HELP_OPTIONS, Command, Group, examples
from kauli.cli.webhook.doctor import diagnose
from kauli.cli.webhook.endpoints import add, list_, remove
from kauli.cli.webhook.receiver import receiver
from kauli.cli.webhook.secrets import rotate, secret
from kauli.cli.webhook.setting import set_
from kauli.cli.webhook.status import status
from kauli.cli.webhook.testing import try_out

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
        ("kauli webhook add PizzaBot --url https://books.example/in --name Books", "one more"),
        ("kauli webhook test PizzaBot", "send it an example"),
        ("kauli webhook doctor https://pizza.example/new-order --bot PizzaBot", "examine it"),
    ),
)


@app.callback()
def webhook() -> None:
    """Say where a bot's webhook goes and what triggers it, get its secret, try its receiver."""


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
        ('kauli webhook set PizzaBot --schedule "5s,5m,2h" --timeout 10', "when it is slow"),
        ("kauli webhook set PizzaBot --endpoint Books --rate-limit 60", "another endpoint"),
    ),
)(set_)
app.command(
    "list",
    cls=Command,
    epilog=examples(("kauli webhook list PizzaBot", "its webhook, and what was added")),
)(list_)
app.command(
    "status",
    cls=Command,
    epilog=examples(
        ("kauli webhook status", "all bots"),
        ("kauli webhook status PizzaBot --totals", "with what there ever was"),
    ),
)(status)
app.command(
    "add",
    cls=Command,
    epilog=examples(
        (
            "kauli webhook add PizzaBot --url https://books.example/in --trigger order_pizza "
            "--name Books",
            "",
        ),
        ("kauli webhook add PizzaBot --url https://books.example/in --shape envelope", ""),
        ("kauli webhook add PizzaBot --url https://books.example/in --ed25519", ""),
    ),
)(add)
app.command(
    "remove",
    cls=Command,
    epilog=examples(
        ("kauli webhook remove PizzaBot Books", "asks, and says what would be lost"),
        ("kauli webhook remove PizzaBot end_01J9Z3V5Q8 --yes", ""),
    ),
)(remove)
app.command(
    "secret",
    cls=Command,
    epilog=examples(
        ("kauli webhook secret PizzaBot", ""),
        ("export KAULI_WEBHOOK_SECRET=$(kauli webhook secret PizzaBot | tail -1)", "in a script"),
    ),
)(secret)
app.command(
    "rotate",
    cls=Command,
    epilog=examples(
        ("kauli webhook rotate PizzaBot", "the old one goes on for a day"),
        ("kauli webhook rotate PizzaBot --overlap 0", "the old one has leaked"),
        ("kauli webhook rotate PizzaBot --endpoint Books --ed25519", "a key pair from now on"),
        ("pass kauli/pizza | kauli webhook rotate PizzaBot --secret -", "one of your own"),
    ),
)(rotate)
app.command(
    "receiver",
    cls=Command,
    epilog=examples(
        ("kauli webhook receiver PizzaBot --framework flask -o receiver.py", "into a file"),
        ("kauli webhook receiver PizzaBot --framework express", "to look at"),
        (
            "kauli webhook receiver PizzaBot --framework fastapi --trigger address "
            "--trigger order_pizza",
            "for other triggers",
        ),
    ),
)(receiver)
app.command(
    "test",
    cls=Command,
    epilog=examples(
        ("kauli webhook test PizzaBot", "an example"),
        ("kauli webhook test PizzaBot --trigger order_pizza --show", "just look"),
        ("kauli webhook test PizzaBot --delivery dlv_01J9Z3V5Q8", "sent before"),
        ("kauli webhook test PizzaBot --url http://127.0.0.1:5000/ --open", "elsewhere"),
    ),
)(try_out)
app.command(
    "doctor",
    cls=Command,
    epilog=examples(
        ("kauli webhook doctor https://pizza.example/new-order --bot PizzaBot", ""),
        ("kauli webhook doctor http://127.0.0.1:5000/new-order --bot PizzaBot --open", ""),
        ('kauli webhook doctor https://pizza.example/new-order --secret "$SECRET"', ""),
    ),
)(diagnose)
