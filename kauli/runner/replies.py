"""Replies as the transcript keeps them, and back: JSON with a ``type`` each."""

from collections.abc import Iterable
from typing import Any

import msgspec

from kauli.flow import Reply

__all__ = ["from_data", "pack_replies", "to_data", "unpack_replies"]

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(tuple[Reply, ...]).decode


def pack_replies(replies: tuple[Reply, ...]) -> str:
    """Replies as text: ``[{"type": "text", "lines": […]}, …]``."""
    return _encode(replies).decode()


def unpack_replies(text: str) -> tuple[Reply, ...]:
    """Replies from text that ``pack_replies`` made."""
    return _decode(text)


def to_data(replies: tuple[Reply, ...]) -> list[dict[str, Any]]:
    """Replies as JSON-able data, the same that is kept."""
    data: list[dict[str, Any]] = list(msgspec.to_builtins(replies))
    return data


def from_data(data: Iterable[dict[str, Any]]) -> tuple[Reply, ...]:
    """Replies from JSON-able data.

    Raises:
        msgspec.ValidationError: it is not what ``to_data`` makes.
    """
    return msgspec.convert(data, tuple[Reply, ...])
