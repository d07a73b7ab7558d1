"""``kauli bot check``."""

from pathlib import Path
from typing import Annotated

import typer

from kauli.cli.bot.files import document_in
from kauli.cli.bot.findings import has_errors, show_findings, summary
from kauli.cli.local import Home, at_home
from kauli.cli.options import DataDir
from kauli.cli.screen import say
from kauli.flow import BotDocument, Finding, Rules, compile_flow
from kauli.flow import check as check_flow

__all__ = ["check"]


def check(
    bot: Annotated[
        str,
        typer.Argument(
            metavar="BOT", show_default=False, help="The bot, by name or id; or a file or folder."
        ),
    ],
    data_dir: DataDir = None,
) -> None:
    """Find what is wrong or doubtful in a bot, and say how to mend it.

    An error is something the bot can't do as it is written; only errors make the exit code 1.
    Nothing found here ever keeps a bot from being published.
    """
    path = Path(bot)
    findings = _in_files(path) if path.exists() else _in_bot(bot, data_dir)
    show_findings(findings)
    say(f"{bot}: {summary(findings)}.")
    if has_errors(findings):
        raise typer.Exit(1)


def _in_bot(bot: str, data_dir: Path | None) -> tuple[Finding, ...]:
    async def find(home: Home) -> tuple[Finding, ...]:
        return await home.services.bots.check(home.principal, await home.bot_id(bot))

    return at_home(data_dir, find)


def _in_files(path: Path) -> tuple[Finding, ...]:
    document = document_in([path])
    flow = compile_flow(document.flows or {}, document.intents or {})
    return check_flow(flow, _rules(document), triggers=document.webhook_trigger_intents or ())


def _rules(document: BotDocument) -> Rules:
    """The settings that the file names; where it is silent, those of a new bot."""
    threshold, middleware = document.confidence_threshold, document.middleware
    return Rules(
        threshold=0.5 if threshold is None else threshold,
        fallback=document.fallback_message or (),
        variables=tuple(one.name for one in middleware.variables) if middleware else (),
    )
