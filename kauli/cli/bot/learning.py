"""``kauli bot missed``, ``assign`` and ``dismiss``: learning from what was not understood."""

from typing import Annotated

import typer

from kauli.cli.local import Home, at_home
from kauli.cli.options import BotName, DataDir
from kauli.cli.screen import moment, note, on_terminal, say, show_table
from kauli.kit.pages import Page
from kauli.nlu import fingerprint
from kauli.services.bots import BotView
from kauli.services.learning import Lesson, MissedView

__all__ = ["assign", "dismiss", "missed"]

Messages = Annotated[
    list[str],
    typer.Argument(metavar="MESSAGE...", show_default=False, help="What people write."),
]


def missed(
    bot: BotName,
    *,
    limit: Annotated[int, typer.Option(min=1, max=1_000, help="How many at most.")] = 20,
    data_dir: DataDir = None,
) -> None:
    """List the messages in which no intent was recognised, the most frequent first."""

    async def find(home: Home) -> tuple[BotView, Page[MissedView]]:
        bot_id = await home.bot_id(bot)
        found = await home.services.bots.get(home.principal, bot_id)
        return found, await home.services.learning.page(home.principal, bot_id, None, limit)

    found, page = at_home(data_dir, find)
    if not page.items and on_terminal():
        say(f"{found.name} has understood everything so far.")
        return
    show_table(
        ("times", "message", "best guess", "sure", "last (UTC)"),
        [
            (
                str(one.times),
                one.text,
                one.intent or "-",
                f"{one.confidence:.2f}",
                moment(one.last_at),
            )
            for one in page.items
        ],
        spare=("last (UTC)",),
    )
    if page.items:
        note(f"`kauli bot assign {found.id} INTENT 'MESSAGE'` teaches it what a message means.")


def assign(
    bot: BotName,
    intent: Annotated[
        str, typer.Argument(show_default=False, help="What they mean; a new one is made.")
    ],
    messages: Messages,
    *,
    data_dir: DataDir = None,
) -> None:
    """Teach a bot what messages mean: they become examples of the intent.

    It answers with that at once, unless its draft holds other changes: then publish it.
    """

    async def go(home: Home) -> tuple[BotView, Lesson]:
        bot_id = await home.bot_id(bot)
        phrases = {intent: messages}
        lesson = await home.services.learning.teach(home.principal, bot_id, phrases)
        return await home.services.bots.get(home.principal, bot_id), lesson

    found, lesson = at_home(data_dir, go)
    say(f"{intent} has {lesson.added} new example{'' if lesson.added == 1 else 's'}.")
    if intent not in found.flows:
        note(f"There is no state {intent} yet, so nothing is said when it is recognised.")
    if not lesson.published:
        note(f"The draft has other changes; `kauli bot publish {found.id}` publishes them all.")


def dismiss(bot: BotName, messages: Messages, *, data_dir: DataDir = None) -> None:
    """Drop messages that mean nothing to the bot; they are counted anew if they come again."""

    async def go(home: Home) -> None:
        ids = [fingerprint(message) for message in messages]
        await home.services.learning.dismiss(home.principal, await home.bot_id(bot), ids)

    at_home(data_dir, go)
    say(f"Dropped {len(messages)}.")
