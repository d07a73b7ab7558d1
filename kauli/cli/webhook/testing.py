"""``kauli webhook test``: send what a bot would, now and once."""

from collections.abc import Mapping
from typing import Annotated

import typer
from rich.text import Text

from kauli.cli.local import Home, at_home
from kauli.cli.options import BotName, DataDir
from kauli.cli.screen import clean, note, on_terminal, out, say
from kauli.cli.webhook.options import OpenHere
from kauli.services.endpoints import Trial, TrialDraft, TrialView

__all__ = ["try_out"]


def try_out(
    bot: BotName,
    *,
    endpoint: Annotated[
        str | None,
        typer.Option(metavar="ID", help="To this endpoint of the bot instead of its webhook."),
    ] = None,
    trigger: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="An example of what this intent or state sends; the endpoint's first if not "
            "given.",
        ),
    ] = None,
    url: Annotated[
        str | None,
        typer.Option(help="Send it there instead, without the endpoint's token and headers."),
    ] = None,
    delivery: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Send what this delivery sent instead of an example."),
    ] = None,
    draft: Annotated[
        bool,
        typer.Option("--draft", help="Make the example of the draft, not of what is published."),
    ] = False,
    show: Annotated[
        bool, typer.Option("--show", help="Show what would be sent, and send nothing.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask back.")] = False,
    open_: OpenHere = False,
    data_dir: DataDir = None,
) -> None:
    """Send an example of a bot's deliveries to its webhook, now and once.

    The exact bytes and headers are shown before. It is signed like any delivery, but is not kept
    and not tried again; the header kauli-test: 1 tells it apart.

    The exit code is 0 if the receiver answered 2xx.
    """
    trial = Trial(endpoint_id=endpoint, trigger=trigger, delivery_id=delivery, url=url, draft=draft)

    async def go(home: Home) -> TrialView | None:
        bot_id = await home.bot_id(bot)
        trials = home.services.endpoints.trials
        made = await trials.draft(home.principal, bot_id, trial)
        _show_request(made)
        if show or not (yes or not on_terminal() or typer.confirm("Send it?", default=True)):
            return None
        return await trials.send(made)

    tried = at_home(data_dir, go, open=open_ or None)
    if tried is None:
        return
    _show_answer(tried)
    if tried.outcome == "blocked":
        note("--open lets this machine's own addresses be called, this once.")
    if tried.outcome != "delivered":
        raise typer.Exit(1)


def _show_request(draft: TrialDraft) -> None:
    say(f"POST {draft.url}", style="bold")
    _show_headers(">", draft.request_headers, "cyan")
    say()
    body = Text(clean(draft.request_body.decode(errors="replace")))
    if on_terminal():
        out.print(body, soft_wrap=True)  # not a line break more than there is
    else:
        say(body.plain)
    say()


def _show_answer(tried: TrialView) -> None:
    if tried.http_status is not None:
        say(f"HTTP {tried.http_status} in {tried.duration_ms:,} ms", style="bold")
        _show_headers("<", tried.response_headers, "green")
        say()
        for line in tried.response_body.decode(errors="replace").splitlines():
            say(f"  {line}")
        if tried.response_truncated:
            say("  … and more", style="dim")
        say()
    say(tried.sentence, style="green" if tried.outcome == "delivered" else "bold red")


def _show_headers(mark: str, headers: Mapping[str, str], style: str) -> None:
    for name, value in headers.items():
        say(f"  {mark} {name}: {value}", style=style)
