"""``kauli bot``: bots, from the first draft to the published version."""

import typer

from kauli.cli.bot.changing import delete, new, publish, templates_
from kauli.cli.bot.checking import check
from kauli.cli.bot.evaluating import evaluate
from kauli.cli.bot.exporting import export_conversations
from kauli.cli.bot.forgetting import forget
from kauli.cli.bot.learning import assign, dismiss, missed
from kauli.cli.bot.looking import list_, show
from kauli.cli.bot.moving import export, import_
from kauli.cli.bot.payload import payload
from kauli.cli.bot.test import run_tests
from kauli.cli.bot.transcript import transcript
from kauli.cli.helpful import HELP_OPTIONS, Command, Group, examples

__all__ = ["app"]

app = typer.Typer(
    cls=Group,
    add_completion=False,
    no_args_is_help=True,
    context_settings=HELP_OPTIONS,
    epilog=examples(
        ("kauli bot import pizza_bot.yaml", "bring a bot along"),
        ("kauli bot check pizza_bot.yaml", "what is wrong or doubtful in a file"),
        ("kauli bot export PizzaBot -o pizza_bot.yaml", "take it away again"),
    ),
)


@app.callback()
def bot() -> None:
    """Make, import, check and publish bots.

    A bot is named by its name or its id. Everything works on the data directory itself, also
    while a server is running on it.
    """


app.command(
    "new",
    cls=Command,
    epilog=examples(
        ("kauli bot new Reception", "a bot that greets and says goodbye"),
        ("kauli bot new Mapokezi --language swahili", "the same in Swahili"),
        ("kauli bot new --template restaurant", "one that books tables"),
        ("kauli bot new Meza --template restaurant --language swahili", "in Swahili, by this name"),
    ),
)(new)
app.command(
    "templates",
    cls=Command,
    epilog=examples(("kauli bot templates", "what there is to begin with")),
)(templates_)
app.command("list", cls=Command, epilog=examples(("kauli bot list", "every bot")))(list_)
app.command(
    "show",
    cls=Command,
    epilog=examples(("kauli bot show PizzaBot", "its settings, intents and states")),
)(show)
app.command(
    "import",
    cls=Command,
    epilog=examples(
        ("kauli bot import pizza_bot.yaml", "a new bot from one file"),
        ("kauli bot import intents.json flow.json metadata.json", "or from the SDKs' three"),
        ("kauli bot import three_files/", "or from the folder they are in"),
        ("kauli bot import pizza_bot.yaml --bot PizzaBot", "change a bot instead"),
        ("kauli bot import pizza_bot.yaml --bot 3 --draft", "and publish it later"),
    ),
)(import_)
app.command(
    "export",
    cls=Command,
    epilog=examples(
        ("kauli bot export PizzaBot > pizza_bot.yaml", "one file, with the webhook's token"),
        ("kauli bot export PizzaBot -o pizza_bot.json", "the ending decides the format"),
        ("kauli bot export PizzaBot --three-files folder", "for the SDKs"),
    ),
)(export)
app.command(
    "check",
    cls=Command,
    epilog=examples(
        ("kauli bot check PizzaBot", "the draft of a bot"),
        ("kauli bot check pizza_bot.yaml", "a file, before it is imported"),
    ),
)(check)
app.command(
    "test",
    cls=Command,
    epilog=examples(
        ("kauli bot test PizzaBot", "the draft, by the bot's own tests"),
        ("kauli bot test PizzaBot --live", "what answers chatters"),
        ("kauli bot test PizzaBot --file pizza_bot_tests.yaml", "by the tests in a file"),
        ("kauli bot test PizzaBot --save pizza_bot_tests.yaml", "keep them with the bot"),
        ("kauli bot test PizzaBot --export > pizza_bot_tests.yaml", "take them to a file"),
    ),
)(run_tests)
app.command(
    "evaluate",
    cls=Command,
    epilog=examples(
        ("kauli bot evaluate PizzaBot", "by its own examples"),
        ("kauli bot evaluate PizzaBot --data messages.jsonl", "by messages with their intents"),
        ("kauli bot evaluate PizzaBot --plot thresholds.svg", "and draw the thresholds"),
    ),
)(evaluate)
app.command(
    "missed",
    cls=Command,
    epilog=examples(("kauli bot missed PizzaBot", "what it did not understand")),
)(missed)
app.command(
    "assign",
    cls=Command,
    epilog=examples(
        ('kauli bot assign PizzaBot order_pizza "naomba piza mbili"', "what it means"),
    ),
)(assign)
app.command(
    "dismiss",
    cls=Command,
    epilog=examples(('kauli bot dismiss PizzaBot "asdf"', "it means nothing")),
)(dismiss)
app.command(
    "payload",
    cls=Command,
    epilog=examples(
        ("kauli bot payload PizzaBot", "what its webhooks carry"),
        ("kauli bot payload PizzaBot --trigger order_pizza --schema", "as a JSON Schema"),
        ("kauli bot payload PizzaBot --draft --example", "a body, after the next publish"),
    ),
)(payload)
app.command(
    "publish",
    cls=Command,
    epilog=examples(('kauli bot publish PizzaBot --note "New prices"', "let the draft answer")),
)(publish)
app.command(
    "transcript",
    cls=Command,
    epilog=examples(
        ("kauli bot transcript PizzaBot 255700000001", "what was said, and what that sent"),
    ),
)(transcript)
app.command(
    "export-conversations",
    cls=Command,
    epilog=examples(
        ("kauli bot export-conversations PizzaBot -o said.csv", "a row for each message"),
        (
            "kauli bot export-conversations PizzaBot --of answers -o orders.csv",
            "a row for each order, a column for each question",
        ),
    ),
)(export_conversations)
app.command(
    "forget",
    cls=Command,
    epilog=examples(
        ("kauli bot forget PizzaBot 255700000001", "delete what is known of a person"),
        ("kauli bot forget 255700000001 --everywhere", "with every bot"),
    ),
)(forget)
app.command(
    "delete",
    cls=Command,
    epilog=examples(("kauli bot delete PizzaBot --yes", "without asking back")),
)(delete)
