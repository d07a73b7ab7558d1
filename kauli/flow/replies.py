"""What a bot says, independent of the channel that carries it."""

from collections.abc import Iterable, Mapping
from typing import Literal, TypeAlias

import msgspec

__all__ = [
    "MEDIA_KINDS",
    "Button",
    "Buttons",
    "Media",
    "MediaItem",
    "MediaKind",
    "Payload",
    "PayloadKind",
    "Reply",
    "Text",
    "lines_of",
]

MediaKind: TypeAlias = Literal["images", "videos", "audios", "documents", "stickers"]
PayloadKind: TypeAlias = Literal["send_reply_button", "send_button"]

MEDIA_KINDS: tuple[MediaKind, ...] = ("images", "videos", "audios", "documents", "stickers")
"""In the order in which a turn sends them."""


class Text(msgspec.Struct, frozen=True, tag_field="type", tag="text"):
    """Lines of text; an empty line is wanted as such."""

    lines: tuple[str, ...]


class Button(msgspec.Struct, frozen=True, gc=False):
    """What the chatter may press: the id comes back, the title is shown."""

    id: str
    title: str


class Buttons(msgspec.Struct, frozen=True, tag_field="type", tag="buttons"):
    """Lines of text with buttons below, in place of a ``Text``."""

    lines: tuple[str, ...]
    buttons: tuple[Button, ...]


class Payload(msgspec.Struct, frozen=True, tag_field="type", tag="payload"):
    """An interactive message as the author's middleware made it, to be passed on as it is.

    Attributes:
        kind: which action of the WhatsApp answer it is.
        value: the action's value, unchanged.
        text: what it says, for channels without buttons.
    """

    kind: PayloadKind
    value: Mapping[str, object]
    text: str


class MediaItem(msgspec.Struct, frozen=True, gc=False):
    """One picture, film, recording, document or sticker at an address."""

    link: str
    caption: str = ""


class Media(msgspec.Struct, frozen=True, tag_field="type", tag="media"):
    """Media of one kind; always after the text they belong to."""

    kind: MediaKind
    items: tuple[MediaItem, ...]


Reply: TypeAlias = Text | Buttons | Payload | Media


def lines_of(replies: Iterable[Reply]) -> list[str]:
    """The replies as the flat list of strings that a channel of plain text sends."""
    lines: list[str] = []
    for reply in replies:
        if isinstance(reply, Payload):
            lines += reply.text.split("\n")
        elif not isinstance(reply, Media):
            lines += reply.lines
    return lines
