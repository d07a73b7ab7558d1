"""Bodies as they come in: decoded once, and refused once, at the door.

Whatever passes here can be stored and written out again: it is UTF-8 without NUL characters
(PostgreSQL's text has no room for them), and no deeper than anything of ours needs.
"""

from collections.abc import Iterable
from typing import Any

from kauli.kit.errors import Invalid, Problem
from kauli.kit.json import parse_body

__all__ = ["DEEPEST", "check_text", "check_value", "decode", "decode_small"]

DEEPEST = 64
"""How deep lists and maps may lie in each other."""

_NUL = "\x00"
_NUL_ESCAPED = b"\\u0000"


def decode(data: bytes) -> Any:
    """Decode the JSON of a body, all of it checked.

    Raises:
        Invalid: not JSON, not UTF-8, nested too deep, or with a NUL character in a text.
    """
    value = parse_body(data)
    check_value(value)
    return value


def decode_small(data: bytes) -> Any:
    """Decode a body of which only a few texts will be used; the walk is left out where it can be.

    In JSON a NUL character can only be written escaped, so a search of the bytes finds it.

    Raises:
        Invalid: as ``decode``, but for the depth, which only the parser bounds here.
    """
    value = parse_body(data)
    if _NUL_ESCAPED in data:
        check_value(value)
    return value


def check_text(text: str) -> str:
    """Pass a text through if it can be stored.

    Raises:
        Invalid: it has a NUL character.
    """
    if _NUL in text:
        raise _nul()
    return text


def check_value(value: object) -> None:
    """Walk through decoded JSON, and refuse what can't be stored.

    Raises:
        Invalid: a NUL character in a text, or more than ``DEEPEST`` levels.
    """
    level = [value]
    for _ in range(DEEPEST + 1):
        inner: list[object] = []
        for outer in level:
            _look(outer, inner)
        if not inner:
            return
        level = inner
    raise Invalid(
        f"The JSON is nested deeper than {DEEPEST} levels; a flow needs no more than a few.",
        code="json_too_deep",
    )


def _look(value: object, inner: list[object]) -> None:
    """Check a text; of a list or a map, check the texts and hand on what lies deeper."""
    if isinstance(value, dict):
        _look_at_all(value, inner)
        _look_at_all(value.values(), inner)
    elif isinstance(value, (list, tuple)):
        _look_at_all(value, inner)
    elif isinstance(value, str) and _NUL in value:
        raise _nul()


def _look_at_all(values: Iterable[object], inner: list[object]) -> None:
    for value in values:
        if isinstance(value, str):
            if _NUL in value:
                raise _nul()
        elif isinstance(value, (dict, list, tuple)):
            inner.append(value)


def _nul() -> Invalid:
    sentence = "A text has a NUL character (\\u0000) in it; take it out."
    return Invalid(sentence, code="nul_character", problems=[Problem(("body",), sentence, "nul")])
