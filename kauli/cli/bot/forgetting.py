"""``kauli bot forget``: delete what is known of a person."""

from typing import Annotated

import typer

from kauli.cli.local import Home, at_home
from kauli.cli.options import BotName, DataDir
from kauli.cli.screen import say
from kauli.kit.errors import Invalid
from kauli.services.conversations import Forgotten

__all__ = ["forget"]


def forget(
    bot: BotName,
    chat_id: Annotated[
        str,
        typer.Argument(
            metavar="CHAT_ID", show_default=False, help="The chatter, by the chat's id."
        ),
    ] = "",
    *,
    everywhere: Annotated[
        bool,
        typer.Option(
            "--everywhere", help="With every bot; then only CHAT_ID is given, and no BOT."
        ),
    ] = False,
    cancel: Annotated[
        bool, typer.Option("--cancel", help="Call off what has still to be sent.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask back.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Delete what is known of a person: the conversation, and all that came of it.

    What has still to be sent to a receiver is never deleted: without --cancel nothing is done then.
    """
    if bool(chat_id) is everywhere:
        raise Invalid(
            "Name the bot and the chat's id; with --everywhere the chat's id alone.",
            code="bad_chat_id",
        )
    whom = bot if everywhere else chat_id
    what = "every bot" if everywhere else bot
    if not yes:
        typer.confirm(
            f"Delete for good all that {what} knows of {whom}: the conversation, the deliveries "
            "that came of it, and what was not understood?",
            abort=True,
            err=True,
        )

    async def go(home: Home) -> Forgotten:
        conversations, me = home.services.conversations, home.principal
        if everywhere:
            return await conversations.forget_everywhere(me, whom, cancel=cancel)
        return await conversations.forget(me, await home.bot_id(bot), whom, cancel=cancel)

    done = at_home(data_dir, go)
    if not done.conversations:
        say(f"Nothing is known of {whom}.")
        return
    say(
        f"Deleted {_some(done.conversations, 'conversation')}: {_some(done.turns, 'turn')}, "
        f"{_some(done.deliveries, 'delivery')} with {_some(done.attempts, 'attempt')}, "
        f"{_some(done.wordings, 'wording')} that {'was' if done.wordings == 1 else 'were'} "
        "not understood."
    )


def _some(number: int, what: str) -> str:
    if number == 1:
        return f"1 {what}"
    return (
        f"{number:,} {what.removesuffix('y')}ies" if what.endswith("y") else f"{number:,} {what}s"
    )
