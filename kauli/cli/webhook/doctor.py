"""``kauli webhook doctor``: is a receiver ready for what it will meet?"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from kauli.app import policy_of
from kauli.cli.local import Home, at_home, read_settings
from kauli.cli.options import DataDir
from kauli.cli.screen import note, on_terminal, say
from kauli.cli.webhook.diagnosis import as_json, show_report, show_result
from kauli.cli.webhook.options import OpenHere
from kauli.config import Settings
from kauli.delivery.doctor import Plan, Report, a_secret_like, examine, stored
from kauli.kit import json
from kauli.kit.errors import Invalid
from kauli.kit.system import system_clock
from kauli.net import OutgoingClient, check_url

__all__ = ["diagnose"]

_EXAMPLE = json.dumps({"chat_id": "255700000001"})


def diagnose(
    url: Annotated[
        str, typer.Argument(metavar="URL", show_default=False, help="The receiver's URL.")
    ],
    *,
    bot: Annotated[
        str | None,
        typer.Option(
            metavar="BOT", help="Sign as this bot's deliveries are, with a body of its flow."
        ),
    ] = None,
    secret: Annotated[
        str | None,
        typer.Option(metavar="SECRET", help="Sign with this secret (whsec_…) instead."),
    ] = None,
    token: Annotated[
        str | None, typer.Option(help="Sent along as Authorization; the endpoint's own if known.")
    ] = None,
    body: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", exists=True, dir_okay=False, help="Send this JSON object as the body."
        ),
    ] = None,
    timeout: Annotated[
        float | None,
        typer.Option(
            min=0.1,
            max=120,
            show_default=False,
            help="Seconds for each request; KAULI_DELIVERY_TIMEOUT if not given.",
        ),
    ] = None,
    open_: OpenHere = False,
    machine: Annotated[
        bool, typer.Option("--json", help="Print the whole report as one line of JSON.")
    ] = False,
    data_dir: DataDir = None,
) -> None:
    """Examine a receiver: send it what it will meet one day, and judge how it takes that.

    It gets valid deliveries and forgeries, old ones, one twice, two in the wrong order, a slow
    and a large one. Each has the header kauli-test: 1, but is otherwise as real as can be, so a
    receiver that doesn't look for it acts on the valid ones.

    The exit code is 0 if the receiver is ready, doubts or not, and 1 if it is not.
    """
    if (bot is None) == (secret is None):
        raise Invalid(
            "Name the bot whose deliveries it gets (--bot), or the secret that it verifies with "
            "(--secret).",
            code="no_secret",
        )
    check_url(url)
    settings = read_settings(data_dir=data_dir, open=open_ or None, delivery_timeout=timeout)
    given = None if body is None else body.read_bytes()
    if bot is not None:
        plan = at_home(data_dir, _of_bot(url, bot, token, given))
        plan = plan if timeout is None else replace(plan, timeout=timeout)
    else:
        plan = Plan(
            url=url,
            secrets=stored(secret or ""),
            other=a_secret_like(secret or ""),
            body=given if given is not None else _EXAMPLE,
            token=token or "",
            timeout=settings.delivery_timeout,
        )
    note(f"Examining {url}; every request says kauli-test: 1.")
    watched = on_terminal() and not machine
    report = asyncio.run(_examine(settings, plan, watched=watched))
    if machine:
        say(as_json(report))
    else:
        show_report(report)
    if report.verdict == "not ready":
        raise typer.Exit(1)


def _of_bot(
    url: str, bot: str, token: str | None, body: bytes | None
) -> Callable[[Home], Awaitable[Plan]]:
    async def plan(home: Home) -> Plan:
        bot_id = await home.bot_id(bot)
        trials = home.services.endpoints.trials
        return await trials.examination(home.principal, bot_id, url, body=body, token=token)

    return plan


async def _examine(settings: Settings, plan: Plan, *, watched: bool) -> Report:
    async with OutgoingClient(policy_of(settings)) as client:
        return await examine(
            client, plan, system_clock, tell=show_result if watched else lambda _: None
        )
