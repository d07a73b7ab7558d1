"""From whatever an author (or YAML) wrote to plain text: nothing here refuses anything.

Published bots carry numbers and booleans where text belongs, lists in lists, and maps that
YAML made of a line such as ``- Dar es Salaam: open``. All of it has a meaning that an author
would recognise.
"""

from collections.abc import Iterator, Mapping

from kauli.flow.texts import clean

__all__ = ["as_lines", "as_list", "as_text", "as_utterances", "as_variations"]

_DEEPEST = 64
"""What lies deeper than this many lists in lists is not looked at."""


def as_text(value: object) -> str:
    """One text: ``yes`` or ``no`` for a boolean (YAML reads an unquoted yes as one)."""
    return _text(value, 0)


def as_list(value: object) -> list[object]:
    """A list: itself, or the one thing that stands where a list belongs; nothing is empty."""
    if value is None:
        return []
    return list(value) if isinstance(value, (list, tuple)) else [value]


def as_lines(value: object) -> tuple[str, ...]:
    """Lines of text: nested lists are laid flat, a map gives one ``key: value`` line a pair."""
    return tuple(_lines(value, 0))


def as_variations(value: object) -> tuple[tuple[str, ...], ...]:
    """The ways to say a message: several when it is a list of lists, else one, or none at all.

    A list of both texts and lists is one way to say it, laid flat.
    """
    if isinstance(value, (list, tuple)) and all(isinstance(item, (list, tuple)) for item in value):
        ways = [as_lines(item) for item in value]
    else:
        ways = [as_lines(value)]
    return tuple(way for way in ways if way)


def as_utterances(value: object) -> list[str]:
    """Example sentences as a flat list, without the empty ones."""
    items = list(value.values()) if isinstance(value, Mapping) else value
    return [line for line in _lines(items, 0) if line.strip()]


def _text(value: object, depth: int) -> str:
    match value:
        case str():
            return clean(value)
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case int():
            return _digits(value)
        case Mapping() | list() | tuple():
            return ", ".join(_lines(value, depth))
        case _:
            return clean(str(value))


def _lines(value: object, depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    match value:
        case None:
            return
        case list() | tuple():
            for item in value:
                if item is None:
                    yield ""
                else:
                    yield from _lines(item, depth + 1)
        case Mapping():
            for key, item in value.items():
                yield f"{_text(key, depth + 1)}: {_text(item, depth + 1)}"
        case _:
            yield _text(value, depth)


def _digits(number: int) -> str:
    try:
        return str(number)
    except ValueError:  # Python writes no integers of more than a few thousand digits
        return ""
