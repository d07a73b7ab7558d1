"""Cursor pages: a list cut into pieces that stay right while rows come and go."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as Base64Error
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from kauli.kit.errors import Invalid

__all__ = ["Page", "cut", "decode_cursor", "encode_cursor"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some items, and the cursor of the next page (``None`` on the last)."""

    items: list[T]
    next_cursor: str | None


def encode_cursor(key: str) -> str:
    """An opaque cursor that stands behind the item with this sort key."""
    return urlsafe_b64encode(key.encode()).decode().rstrip("=")


def decode_cursor(cursor: str) -> str:
    """The sort key inside a cursor.

    Raises:
        Invalid: the cursor was not made by ``encode_cursor``.
    """
    try:
        return urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
    except (Base64Error, ValueError, UnicodeError):
        raise Invalid(
            "That cursor is not one of ours; start again without it.", code="bad_cursor"
        ) from None


def cut(rows: Sequence[T], limit: int, key: Callable[[T], str]) -> Page[T]:
    """Make a page of ``limit`` items from a query that asked for one more than that."""
    items = list(rows[:limit])
    more = len(rows) > limit
    return Page(items, encode_cursor(key(items[-1])) if more and items else None)
