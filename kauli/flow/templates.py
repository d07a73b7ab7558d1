"""Texts with something to fill in: ``{{state}}`` from the memory, ``@name`` from the middleware.

A text is split once, when the flow is compiled; filling it in never looks into the values, so
that a chatter who types ``{{phone}}`` or ``@order_number`` sees just that again.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

__all__ = ["Fill", "Fillable", "Slot", "Template", "called", "compile_text", "slots", "written"]

_SLOT = re.compile(r"\{\{([^{}]*)\}\}")


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a remembered value.

    Attributes:
        name: the state whose answer goes here.
        written: the text of the place, which stays when nothing is remembered.
    """

    name: str
    written: str


@dataclass(frozen=True, slots=True)
class Template:
    """A text in pieces: plain text, which may hold ``@names``, and slots."""

    parts: tuple[str | Slot, ...]


Fillable: TypeAlias = str | Template
"""A text; a plain string when there is nothing to fill in."""


def compile_text(text: str) -> Fillable:
    """Split a text at its slots."""
    if "{{" not in text:
        return Template((text,)) if "@" in text else text
    pieces = _SLOT.split(text)
    if len(pieces) == 1:
        return Template((text,)) if "@" in text else text
    parts: list[str | Slot] = []
    for index, piece in enumerate(pieces):
        if index % 2:
            parts.append(Slot(piece.strip(), f"{{{{{piece}}}}}"))
        elif piece:
            parts.append(piece)
    return Template(tuple(parts))


def written(text: Fillable) -> str:
    """The text as the author wrote it."""
    if isinstance(text, str):
        return text
    return "".join([part if isinstance(part, str) else part.written for part in text.parts])


def slots(texts: Iterable[Fillable]) -> Iterator[str]:
    """The names of all slots."""
    for text in texts:
        if isinstance(text, Template):
            yield from (part.name for part in text.parts if isinstance(part, Slot))


def called(texts: Iterable[Fillable], variables: tuple[str, ...]) -> tuple[str, ...]:
    """The middleware variables that the texts mention: each once, in order of appearance."""
    if not variables:
        return ()
    pattern = _calls(variables)
    found: dict[str, None] = {}
    for text in texts:
        if isinstance(text, Template):
            for part in text.parts:
                if isinstance(part, str) and "@" in part:
                    found.update((match[0][1:], None) for match in pattern.finditer(part))
    return tuple(found)


class Fill:
    """Fills texts in, within a budget of characters.

    Args:
        memory: the remembered values.
        budget: the most characters, over all texts; what is beyond is cut off.
        answers: the values of the middleware variables to replace.
    """

    __slots__ = ("_answers", "_left", "_memory", "_pattern", "cut")

    def __init__(
        self, memory: Mapping[str, str], budget: int, answers: Mapping[str, str] | None = None
    ) -> None:
        self._memory = memory
        self._left = budget
        self._answers = answers or {}
        self._pattern = _calls(tuple(answers)) if answers else None
        self.cut = False

    def __call__(self, text: Fillable) -> str:
        """The text with everything in its place."""
        if isinstance(text, str):
            return text
        pieces: list[str] = []
        for part in text.parts:
            piece = self._piece(part)
            if len(piece) > self._left:
                piece = piece[: self._left]
                self.cut = True
            self._left -= len(piece)
            pieces.append(piece)
            if self.cut:
                break
        return "".join(pieces)

    def _piece(self, part: str | Slot) -> str:
        if isinstance(part, Slot):
            return self._memory.get(part.name, part.written)
        if self._pattern is None or "@" not in part:
            return part
        return self._pattern.sub(lambda match: self._answers[match[0][1:]], part)


@lru_cache(maxsize=1_024)
def _calls(variables: tuple[str, ...]) -> re.Pattern[str]:
    """Finds ``@name`` of these names, the longest name first, but not inside an e-mail address.

    A name ends where no letter or digit follows. Glued to a word (``Tsh@price``) it still
    counts, unless what follows makes it the domain of an address (``info@price.co.tz``).
    """
    longest_first = sorted({name for name in variables if name}, key=len, reverse=True)
    names = "|".join(re.escape(name) for name in longest_first) or "(?!)"
    return re.compile(rf"(?<!\w)@(?:{names})(?!\w)|(?<=\w)@(?:{names})(?!\w|[\w-]*\.\w)")
