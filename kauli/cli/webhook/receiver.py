"""``kauli webhook receiver``: code that takes a bot's deliveries."""

import shlex
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from kauli.cli.bot.files import write_text
from kauli.cli.local import Home, at_home
from kauli.cli.options import BotName, DataDir
from kauli.cli.screen import out, program, say, say_command
from kauli.cli.webhook.picking import EndpointOption, pick
from kauli.cli.webhook.receivers import Framework, Receiver, installation, plain_path, start, write
from kauli.flow.payload import Payload, either
from kauli.kit.errors import Conflict, NotFound
from kauli.services.bots import BotView
from kauli.services.endpoints import EndpointView

__all__ = ["receiver"]

_FILES: dict[Framework, str] = {
    "flask": "receiver.py",
    "fastapi": "receiver.py",
    "express": "receiver.mjs",
}
_PORT = 5000
_FIRST_FREE_PORT = 1024


def receiver(
    bot: BotName,
    *,
    framework: Annotated[
        Framework, typer.Option(show_default=False, help="What the receiver is built on.")
    ],
    trigger: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="An intent or a state, once or several times. Without it those of the webhook.",
        ),
    ] = None,
    endpoint: EndpointOption = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write it to this file."),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Write over a file that is there already.")
    ] = False,
    data_dir: DataDir = None,
) -> None:
    """Write a receiver for a bot's webhook, to begin your own with.

    It verifies what it gets, reads exactly the fields of the bot's flow, tells repetitions and
    answers at once. What is done with an order is yours to write.
    """
    if output is not None and output.exists() and not force:
        raise Conflict(f"{output} is there already; --force writes over it.", code="file_exists")

    async def find(home: Home) -> tuple[BotView, EndpointView, Payload]:
        bots, bot_id = home.services.bots, await home.bot_id(bot)
        of = await pick(home, bot_id, endpoint)
        found = [
            (await bots.payloads(home.principal, bot_id, trigger=name))[0].payload
            for name in dict.fromkeys(trigger or of.triggers)
        ]
        return await bots.get(home.principal, bot_id), of, either(found)

    view, of, payload = at_home(data_dir, find)
    if payload.kind == "never":
        raise NotFound(
            "Nothing triggers this webhook yet; name an intent or a state with --trigger.",
            code="no_trigger",
        )
    named = bot if shlex.quote(bot) == bot else str(view.id)
    if endpoint is not None:
        named += f" --endpoint {of.id}"
    made = Receiver(
        bot=view.name,
        payload=payload,
        shape="envelope" if of.shape == "envelope" else "flat",
        ed25519=of.secrets[0].kind == "ed25519",
        path=plain_path(urlsplit(of.url).path),
        port=_port(of.url),
        file=str(output or _FILES[framework]),
        secret_command=f"kauli webhook secret {named}",
    )
    code = write(framework, made)
    if output is None:
        out.file.write(code)
        return
    write_text(output, code)
    here = "" if data_dir is None else f" --data-dir {shlex.quote(str(data_dir))}"
    _tell(framework, made, of, f"{named}{here}")


def _tell(framework: Framework, made: Receiver, of: EndpointView, named: str) -> None:
    """Say how to start a receiver and how to try it; ``named`` means the bot on a command line."""
    kauli = program()
    url = f"http://127.0.0.1:{made.port}{made.path}"
    elsewhere = "" if url == of.url else f" --url {url}"
    say(f"Wrote {made.file}: it takes {made.payload.trigger.replace(',', ', ')} at {url}.")
    say("Start it:")
    say_command(installation(framework, ed25519=made.ed25519))
    say_command(f"export WEBHOOK_SECRET=$({kauli} webhook secret {named} | tail -1)")
    say_command(start(framework, made.file))
    say("Then, in another terminal, send it an example:")
    say_command(f"{kauli} webhook test {named} --open{elsewhere}")
    if elsewhere:
        say("Once it is online, tell the bot where:")
        say_command(f"{kauli} webhook set {named} --url https://…{made.path}")


def _port(url: str) -> int:
    """The port to listen on: the URL's own, where it is one that anybody may take."""
    port = urlsplit(url).port
    return port if port is not None and port >= _FIRST_FREE_PORT else _PORT
