"""``kauli chat``."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Annotated

import typer

from kauli.cli.chat.here import BotHere
from kauli.cli.chat.said import Talker
from kauli.cli.chat.talk import fresh_chat_id, talk
from kauli.cli.chat.there import BotThere, Server
from kauli.cli.helpful import HELP_OPTIONS, Command, examples
from kauli.cli.logs import configure_logs
from kauli.cli.options import BotName, DataDir

__all__ = ["app"]

app = typer.Typer(add_completion=False)


@app.command(
    cls=Command,
    context_settings=HELP_OPTIONS,
    epilog=examples(
        ("kauli chat PizzaBot", "with a bot of the data directory"),
        ("kauli chat PizzaBot --trace", "and see why it answers so"),
        ("kauli chat 3 --url http://127.0.0.1:8000 --key KEY", "with a bot on a server"),
        ("printf 'I need a pizza\\n2\\n' | kauli chat PizzaBot", "line by line from a pipe"),
    ),
)
def chat(
    bot: BotName,
    *,
    url: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Chat through the server at this address instead."),
    ] = None,
    key: Annotated[
        str,
        typer.Option(
            metavar="KEY", envvar="KAULI_KEY", show_default=False, help="The API key for --url."
        ),
    ] = "",
    chat_id: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Go on with this conversation instead of a new one."),
    ] = None,
    trace: Annotated[
        bool,
        typer.Option("--trace", help="Show intent, state, memory and events after each answer."),
    ] = False,
    data_dir: DataDir = None,
) -> None:
    """Chat with a bot, line by line.

    Buttons are numbered: type the number to press one. What the conversation sends to the bot's
    webhook is delivered by the server or worker that runs on the same data.
    """
    configure_logs("warning")
    with asyncio.Runner() as runner:
        stack = AsyncExitStack()
        try:
            talker = runner.run(_find(stack, bot, url=url, key=key, data_dir=data_dir))
            talk(
                lambda *message: runner.run(talker.say(*message)),
                talker.name,
                chat_id or fresh_chat_id(),
                trace=trace,
            )
        except KeyboardInterrupt:
            return
        finally:
            runner.run(stack.aclose())


async def _find(
    stack: AsyncExitStack, bot: str, *, url: str | None, key: str, data_dir: Path | None
) -> Talker:
    if url is None:
        return await BotHere.open(stack, data_dir, bot)
    return await BotThere.find(await Server.open(stack, url, key), bot)
