"""What a bot said in a turn, wherever the bot runs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from kauli.flow import Button, Buttons, Payload, Reply

__all__ = ["Said", "Talker", "buttons_of", "press"]


@dataclass(frozen=True, slots=True)
class Said:
    """An answer with its trace.

    Attributes:
        replies: what the bot said.
        state: the state entered last.
        next_state: the one that awaits the next message; ``end`` when none does.
        memory: what the conversation remembers.
        intent: what the message was taken for, where that had to be guessed.
        confidence: how surely, 0 to 1.
        events: what happened, each with its ``kind``.
        deliveries: the ids of the deliveries that it caused.
    """

    replies: tuple[Reply, ...]
    state: str
    next_state: str
    memory: Mapping[str, str]
    intent: str | None = None
    confidence: float | None = None
    events: Sequence[Mapping[str, Any]] = ()
    deliveries: Sequence[str] = field(default_factory=tuple)


class Talker(Protocol):
    """A bot to talk to: in the data directory, or on a server."""

    name: str

    async def say(self, chat_id: str, text: str, message_type: str) -> Said:
        """Say something to the bot."""
        ...


def buttons_of(replies: Iterable[Reply]) -> list[Button]:
    """What can be pressed, in the order in which it is shown."""
    buttons: list[Button] = []
    for reply in replies:
        if isinstance(reply, Buttons):
            buttons += reply.buttons
        elif isinstance(reply, Payload):
            buttons += _in_payload(reply.value)
    return buttons


def press(text: str, buttons: Sequence[Button]) -> tuple[str, str]:
    """What a typed line means while buttons are shown: the message and its type.

    A button is pressed by its id, else by its number; everything else is text.
    """
    typed = text.strip()
    if any(button.id == typed for button in buttons):
        return typed, "interactive"
    if typed.isdecimal() and 1 <= int(typed) <= len(buttons):
        return buttons[int(typed) - 1].id, "interactive"
    return text, "text"


def _in_payload(value: Any) -> list[Button]:
    """The buttons and rows of an interactive WhatsApp message, wherever in it they are."""
    if isinstance(value, Mapping):
        if isinstance(value.get("id"), str) and isinstance(value.get("title"), str):
            return [Button(value["id"], value["title"])]
        value = list(value.values())
    if isinstance(value, list | tuple):
        return [button for part in value for button in _in_payload(part)]
    return []
