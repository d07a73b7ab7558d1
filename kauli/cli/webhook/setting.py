"""``kauli webhook set``."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

import typer

from kauli.cli.bot.findings import show_findings
from kauli.cli.local import Home, at_home
from kauli.cli.options import BotName, DataDir
from kauli.cli.screen import note
from kauli.cli.webhook.choices import (
    Concurrency,
    Headers,
    Name,
    RateLimit,
    Schedule,
    Shape,
    Timeout,
    Token,
    Triggers,
    headers_of,
    pauses_of,
    seconds_of,
    whole_of,
)
from kauli.cli.webhook.picking import EndpointOption, pick
from kauli.cli.webhook.showing import show_endpoint
from kauli.flow import Finding
from kauli.kit.errors import NotFound
from kauli.services.endpoints import EndpointChanges, EndpointView

__all__ = ["set_"]


def set_(
    bot: BotName,
    *,
    endpoint: EndpointOption = None,
    url: Annotated[str | None, typer.Option(help="Where to POST; '' for nowhere.")] = None,
    trigger: Triggers = None,
    token: Token = None,
    name: Name = None,
    header: Headers = None,
    shape: Shape = None,
    schedule: Schedule = None,
    timeout: Timeout = None,
    rate_limit: RateLimit = None,
    concurrency: Concurrency = None,
    active: Annotated[
        bool | None,
        typer.Option(
            "--on/--off",
            show_default=False,
            help="Switch it on or off; on also after Kauli switched it off by itself.",
        ),
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """Set where a bot's webhook goes, and how; what is not given is left alone.

    Private addresses, this machine's own included, are reached only where KAULI_ALLOW_PRIVATE
    names them.
    """
    changes = EndpointChanges(
        name=name,
        url=url,
        active=active,
        triggers=trigger,
        token=token,
        shape=shape,
        schedule=pauses_of(schedule),
        timeout=seconds_of(timeout),
        rate_limit=whole_of("--rate-limit", rate_limit),
        concurrency=whole_of("--concurrency", concurrency),
    )

    async def go(home: Home) -> tuple[str, EndpointView, Sequence[Finding]]:
        bot_id = await home.bot_id(bot)
        there = await _there(home, bot_id, endpoint)
        headers = headers_of(header, there.header_names if there else ())
        done = await home.services.endpoints.update(
            home.principal, bot_id, there.id if there else None, replace(changes, headers=headers)
        )
        findings = await home.services.bots.check(home.principal, bot_id, triggers=done.triggers)
        return (await home.services.bots.get(home.principal, bot_id)).name, done, findings

    of, done, findings = at_home(data_dir, go)
    show_endpoint(of, done)
    show_findings([one for one in findings if "trigger" in one.code])
    if done.is_default:
        note(f"`kauli webhook secret {done.bot_id}` prints what its receiver verifies with.")


async def _there(home: Home, bot_id: int, wanted: str | None) -> EndpointView | None:
    """The endpoint that is meant; ``None`` for a webhook that is yet to be made."""
    try:
        return await pick(home, bot_id, wanted)
    except NotFound:
        if wanted is not None:
            raise
        return None
