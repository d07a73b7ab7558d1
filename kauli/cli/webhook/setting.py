"""``kauli webhook set`` and ``kauli webhook secret``."""

from typing import Annotated

import typer

from kauli.cli.bot.findings import show_findings
from kauli.cli.local import Home, at_home
from kauli.cli.options import BotName, DataDir
from kauli.cli.screen import note, say, show_fields
from kauli.flow import Finding
from kauli.services.bots import BotChanges, BotView

__all__ = ["secret", "set_"]


def set_(
    bot: BotName,
    *,
    url: Annotated[str | None, typer.Option(help="Where to POST; '' for nowhere.")] = None,
    trigger: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="An intent (at the end of its flow) or a state (when it is entered). "
            "Give it several times for several; together they replace the old ones.",
        ),
    ] = None,
    token: Annotated[
        str | None, typer.Option(help="Sent along as Authorization; '' for none.")
    ] = None,
    active: Annotated[
        bool | None, typer.Option("--on/--off", show_default=False, help="Switch it on or off.")
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """Set where a bot's webhook goes; what is not given is left alone.

    Private addresses, this machine's own included, are reached only where KAULI_ALLOW_PRIVATE
    names them.
    """
    changes = BotChanges(
        webhook_url=url, webhook_triggers=trigger, webhook_token=token, webhook_active=active
    )

    async def go(home: Home) -> tuple[BotView, tuple[Finding, ...]]:
        bot_id = await home.bot_id(bot)
        done = await home.services.bots.update(home.principal, bot_id, changes)
        return done, await home.services.bots.check(home.principal, bot_id)

    done, findings = at_home(data_dir, go)
    show_fields(
        [
            ("bot", f"{done.name}, bot {done.id}"),
            ("url", done.webhook_url or "none"),
            ("triggers", ", ".join(done.webhook_triggers) or "none"),
            ("token", "set" if done.webhook_token else "none"),
            ("state", "on" if done.webhook_active else "off"),
        ]
    )
    show_findings([one for one in findings if "trigger" in one.code])
    note(f"`kauli webhook secret {done.id}` prints the secret that its receiver verifies with.")


def secret(bot: BotName, data_dir: DataDir = None) -> None:
    """Print the signing secret of a bot's webhook, alone on the last line.

    The receiver verifies with it (Standard Webhooks) that a delivery is Kauli's and unchanged.
    """

    async def find(home: Home) -> str:
        return await home.services.endpoints.secret(home.principal, await home.bot_id(bot))

    say(at_home(data_dir, find))
