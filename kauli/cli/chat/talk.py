"""The conversation itself: a line in, an answer out, until the lines end."""

import sys
from collections.abc import Callable, Iterator
from io import TextIOWrapper
from uuid import uuid4

from rich.control import Control
from rich.segment import ControlType

from kauli.cli.chat.said import Said, buttons_of, press
from kauli.cli.chat.window import show_answer, show_message, show_trace
from kauli.cli.screen import note, on_terminal, out
from kauli.flow import Button

__all__ = ["Say", "fresh_chat_id", "talk"]

Say = Callable[[str, str, str], Said]
"""Says something to a bot: chat id, text, message type."""

_PROMPT = "you > "
_HELP = "/new starts a new conversation, /quit (or Ctrl-D) ends."


def talk(say: Say, name: str, chat_id: str, *, trace: bool) -> None:
    """Chat until the input ends.

    Args:
        say: says something to the bot.
        name: what the bot is called.
        chat_id: who chats.
        trace: show after each answer why it is that one.
    """
    note(f"Chatting with {name} as {chat_id}. {_HELP}")
    buttons: list[Button] = []
    for line in _lines():
        if line.strip() == "/quit":
            return
        if line.strip() == "/new":
            chat_id, buttons = fresh_chat_id(), []
            note(f"A new conversation, as {chat_id}.")
            continue
        text, message_type = press(line, buttons)
        show_message(_title(text, buttons) if message_type == "interactive" else line)
        said = say(chat_id, text, message_type)
        show_answer(said, name)
        if trace:
            show_trace(said)
        elif said.deliveries:
            note(f"{len(said.deliveries)} to deliver; a running server or worker sends it.")
        buttons = buttons_of(said.replies)


def fresh_chat_id() -> str:
    """The id of somebody who has not chatted before."""
    return f"cli-{uuid4().hex[:8]}"


def _lines() -> Iterator[str]:
    """What is typed or piped in, line by line; empty lines are passed over."""
    typed = sys.stdin.isatty()
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")  # a broken byte in a pipe is no reason to stop
    while True:
        try:
            line = input(_PROMPT if typed and on_terminal() else "")
        except EOFError:
            return
        if typed and on_terminal():
            _forget(line)
        if line.strip():
            yield line


def _forget(line: str) -> None:
    """Clear the line that was typed, which is shown again as a bubble."""
    rows = 1 + (len(_PROMPT) + len(line)) // max(out.width, 1)
    out.control(
        *(Control((ControlType.CURSOR_UP, 1), (ControlType.ERASE_IN_LINE, 2)) for _ in range(rows))
    )


def _title(id_: str, buttons: list[Button]) -> str:
    return next(button.title for button in buttons if button.id == id_)
