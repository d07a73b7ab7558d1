"""A state that sends pictures, films, recordings, documents or stickers and no text.

Example::

    "menu": {
      "images": [{"link": "https://example.com/menu.jpg", "caption": "Our menu"}],
      "next_state": "order"
    }
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from kauli.flow.raw import as_lines
from kauli.flow.script import read_media
from kauli.flow.states.speaking import Speaking

__all__ = ["MediaState"]


@dataclass(frozen=True, slots=True)
class MediaState(Speaking):
    """Sends media alone."""

    kind = "media"
    example: ClassVar[Mapping[str, object]] = {
        "images": [{"link": "https://example.com/menu.jpg", "caption": "Our menu"}],
        "next_state": "order",
    }

    @classmethod
    def claims(cls, raw: Mapping[str, Any]) -> bool:
        """A state with media, and not a word to read."""
        return bool(read_media(raw)) and not any(
            line.strip() for line in as_lines(raw.get("message"))
        )
