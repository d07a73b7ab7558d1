"""``kauli bot transcript``: a conversation as it went, with what it sent in its place."""

from typing import Annotated

import typer
from rich.padding import Padding
from rich.text import Text

from kauli.cli.chat.said import Said
from kauli.cli.chat.window import show_answer, show_message
from kauli.cli.local import Home, at_home
from kauli.cli.options import BotName, DataDir
from kauli.cli.screen import clean, moment, note, on_terminal, out, say, width
from kauli.runner.replies import from_data
from kauli.services.conversations import TurnDelivery, TurnView

__all__ = ["transcript"]

_STYLES = {"delivered": "green", "exhausted": "bold red", "failed": "yellow", "cancelled": "dim"}
_UNDER_WAY = "not tried yet"


def transcript(
    bot: BotName,
    chat: Annotated[str, typer.Argument(metavar="CHAT", show_default=False, help="The chat's id.")],
    *,
    after: Annotated[int, typer.Option(min=0, help="Begin behind this turn.")] = 0,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help="How many turns at most.")] = 200,
    data_dir: DataDir = None,
) -> None:
    """Show what was said in a conversation, and in its place what that sent to whom.

    Each delivery has its status, how often it was tried, and what the last attempt came to.
    """

    async def find(home: Home) -> tuple[str, list[TurnView]]:
        found = await home.services.bots.get(home.principal, await home.bot_id(bot))
        turns = await home.services.conversations.transcript(
            home.principal, found.id, chat, after=after, limit=limit + 1
        )
        return found.name, turns

    name, turns = at_home(data_dir, find)
    for turn in turns[:limit]:
        _show(turn, name)
    if len(turns) > limit:
        note(f"There is more; --after {turns[limit - 1].number} goes on from here.")
    elif not turns:
        note(f"Nothing{' more' if after else ''} was said in {chat}; `kauli chat` talks to a bot.")


def _show(turn: TurnView, name: str) -> None:
    say(f"{turn.number}  {moment(turn.received_at)}", style="dim")
    kind = "" if turn.message_type == "text" else f"[{turn.message_type}] "
    show_message(f"{kind}{turn.message}")
    trace = turn.trace
    show_answer(Said(from_data(turn.replies), trace["state"], trace["next_state"], {}), name)
    for delivery in turn.deliveries:
        _show_delivery(delivery)


def _show_delivery(one: TurnDelivery) -> None:
    where = f"{one.endpoint_name} {one.url}" if one.endpoint_name else one.url
    tried = f"{one.attempts} attempt{'' if one.attempts == 1 else 's'}" if one.attempts else ""
    came = ", ".join(part for part in (one.status, tried) if part)
    sentence = one.sentence or _UNDER_WAY
    if not on_terminal():
        say(f"->   {one.id} {one.trigger} to {where}: {came}: {sentence}")
        return
    text = Text.assemble(
        ("→ ", "bold"),
        (clean(one.trigger), "bold"),
        f" to {clean(where)}\n",
        (came, _STYLES.get(one.status, "cyan")),
        f": {clean(sentence)}\n",
        (one.id, "dim"),
    )
    out.print(Padding(text, (0, 2)), width=width())
