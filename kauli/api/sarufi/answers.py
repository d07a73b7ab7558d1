"""A bot's answer in the two shapes that published clients read."""

from collections.abc import Iterable, Mapping
from typing import Any

from kauli.flow import Buttons, Media, Payload, Reply, Text, lines_of

__all__ = ["actions", "general", "with_actions"]


def general(replies: Iterable[Reply], memory: Mapping[str, str], next_state: str) -> dict[str, Any]:
    """The answer of ``conversation``: text only, a flat list of lines."""
    return {"message": lines_of(replies), "memory": memory, "next_state": next_state}


def with_actions(
    replies: Iterable[Reply], memory: Mapping[str, str], next_state: str
) -> dict[str, Any]:
    """The answer of ``conversation/whatsapp`` and of the widget."""
    return {"actions": actions(replies), "memory": memory, "next_state": next_state}


def actions(replies: Iterable[Reply]) -> list[dict[str, Any]]:
    """One action a reply, texts and buttons before media.

    Bridges turn the list around to send pictures first, and a page may read only its first item.
    """
    said: list[dict[str, Any]] = []
    shown: list[dict[str, Any]] = []
    for reply in replies:
        match reply:
            case Text(lines):
                if lines:
                    said.append({"send_message": lines})
            case Buttons():
                said.append({"send_reply_button": _reply_button(reply)})
            case Payload(kind, value):
                said.append({kind: value})
            case Media(kind, items):
                media = [{"link": item.link, "caption": item.caption} for item in items]
                shown.append({f"send_{kind}": media})
    return said + shown


def _reply_button(reply: Buttons) -> dict[str, Any]:
    """What WhatsApp's own API takes, for the bridges to pass on as it is."""
    buttons = [
        {"type": "reply", "reply": {"id": button.id, "title": button.title}}
        for button in reply.buttons
    ]
    return {
        "type": "button",
        "body": {"text": "\n".join(reply.lines)},
        "action": {"buttons": buttons},
    }
