"""``kauli webhook list``, ``add`` and ``remove``: the endpoints of a bot."""

from typing import Annotated

import typer

from kauli.cli.local import Home, at_home
from kauli.cli.options import BotName, DataDir
from kauli.cli.screen import on_terminal, say, show_table
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
from kauli.cli.webhook.picking import EndpointName, pick
from kauli.cli.webhook.secrets import Ed25519, Secret, wish_of
from kauli.cli.webhook.showing import show_endpoint, show_secret, state_in_a_word
from kauli.services.endpoints import EndpointChanges, EndpointView

__all__ = ["add", "list_", "remove"]


def list_(bot: BotName, data_dir: DataDir = None) -> None:
    """List a bot's endpoints: its webhook and what was added to it."""

    async def find(home: Home) -> list[EndpointView]:
        return await home.services.endpoints.list(home.principal, await home.bot_id(bot))

    endpoints = at_home(data_dir, find)
    if not endpoints and on_terminal():
        say("No endpoints yet; `kauli webhook set BOT --url URL` makes the first.")
        return
    show_table(
        ("id", "name", "state", "triggers", "url"),
        [
            (one.id, one.name, state_in_a_word(one), ", ".join(one.triggers), _whereto(one))
            for one in endpoints
        ],
        spare=("triggers",),
    )


def add(
    bot: BotName,
    *,
    url: Annotated[str, typer.Option(show_default=False, help="Where to POST.")],
    trigger: Triggers = None,
    token: Token = None,
    name: Name = None,
    header: Headers = None,
    shape: Shape = None,
    schedule: Schedule = None,
    timeout: Timeout = None,
    rate_limit: RateLimit = None,
    concurrency: Concurrency = None,
    ed25519: Ed25519 = None,
    secret: Secret = None,
    data_dir: DataDir = None,
) -> None:
    """Send a bot's deliveries to one more endpoint; its secret is the last line printed.

    Each endpoint has triggers, settings and a secret of its own, and none holds up another.
    """
    changes = EndpointChanges(
        name=name,
        url=url,
        triggers=trigger,
        token=token,
        headers=headers_of(header, ()),
        shape=shape,
        schedule=pauses_of(schedule),
        timeout=seconds_of(timeout),
        rate_limit=whole_of("--rate-limit", rate_limit),
        concurrency=whole_of("--concurrency", concurrency),
    )
    wish = wish_of(secret, ed25519=ed25519)

    async def make(home: Home) -> tuple[str, EndpointView, str]:
        bot_id = await home.bot_id(bot)
        made, seen = await home.services.endpoints.create(home.principal, bot_id, changes, wish)
        return (await home.services.bots.get(home.principal, bot_id)).name, made, seen

    of, made, seen = at_home(data_dir, make)
    show_endpoint(of, made)
    show_secret(seen)


def remove(
    bot: BotName,
    endpoint: EndpointName,
    *,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask back.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Remove an endpoint; what was still to be sent there is cancelled."""

    async def find(home: Home) -> tuple[EndpointView, int]:
        bot_id = await home.bot_id(bot)
        found = await pick(home, bot_id, endpoint)
        waiting = await home.services.endpoints.undelivered(home.principal, bot_id, found.id)
        return found, waiting

    async def go(home: Home) -> int:
        return await home.services.endpoints.delete(home.principal, found.bot_id, found.id)

    found, waiting = at_home(data_dir, find)
    if not yes:
        lost = f" {_deliveries(waiting)} waiting for it will be cancelled." if waiting else ""
        typer.confirm(f"Remove {found.name} ({found.url})?{lost}", abort=True, err=True)
    cancelled = at_home(data_dir, go)
    also = f" and cancelled {_deliveries(cancelled)}" if cancelled else ""
    say(f"Removed {found.name}, {found.id}{also}.")


def _whereto(endpoint: EndpointView) -> str:
    return "(kauli listen)" if endpoint.kind == "listen" else endpoint.url


def _deliveries(number: int) -> str:
    return f"{number:,} {'delivery' if number == 1 else 'deliveries'}"
