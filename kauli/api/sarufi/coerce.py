"""From what clients send to what was meant: numbers in quotes, "yes" for true, ``[]`` for a map.

Each takes a value and the name of its field; ``None`` means that nothing was given, which is
also what an empty list means where a map belongs (PHP writes its empty maps that way).
"""

import math
from typing import Any

import msgspec

from kauli.api.body import check_value
from kauli.kit.errors import Invalid, Problem
from kauli.kit.json import loads

__all__ = ["boolean", "fault", "lines", "mapping", "number", "objects", "text", "texts"]

_YES = frozenset({"yes", "true", "1", "on", "y", "t", "ndiyo"})
_NO = frozenset({"no", "false", "0", "off", "n", "f", "hapana", ""})


def fault(field: str, sentence: str, kind: str) -> Invalid:
    """The error of one field of the body."""
    problem = Problem(("body", field), sentence, kind)
    return Invalid(f"{field}: {sentence}", code="invalid", problems=[problem])


def text(value: object, field: str) -> str | None:
    """A text; numbers and booleans are written as JSON writes them."""
    match value:
        case None | str():
            return value
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
    raise fault(field, "This must be a text.", "string_type")


def boolean(value: object, field: str) -> bool | None:
    """A truth value, spelt in any of the usual ways."""
    match value:
        case None | bool():
            return value
        case 0 | 1:
            return bool(value)
        case str():
            word = value.strip().casefold()
            if word in _YES:
                return True
            if word in _NO:
                return False
    raise fault(field, "This must be true or false.", "bool_type")


def number(value: object, field: str) -> float | None:
    """A finite number, also one in quotes."""
    if value is None or value == "":
        return None
    if isinstance(value, (int, float, str)) and not isinstance(value, bool):
        try:
            found = float(value)
        except (ValueError, OverflowError):
            found = math.nan
        if math.isfinite(found):
            return found
    raise fault(field, "This must be a number, such as 0.5.", "float_type")


def lines(value: object, field: str) -> list[str] | None:
    """Lines of text, from one text or a list of them."""
    return [value] if isinstance(value, str) else texts(value, field)


def texts(value: object, field: str) -> list[str] | None:
    """A list of texts; one text alone is taken for a list of it."""
    match value:
        case None:
            return None
        case str():
            return [value] if value else []
        case list():
            found = [text(item, field) for item in value]
            return [item for item in found if item is not None]
    raise fault(field, "This must be a list of texts.", "list_type")


def mapping(value: object, field: str) -> dict[str, Any] | None:
    """A map; one that was written as a JSON text is read."""
    if isinstance(value, str):
        value = _decoded(value) if value.strip() else None
    match value:
        case None | []:
            return None
        case dict():
            return value
    raise fault(field, "This must be a map, such as {}.", "dict_type")


def objects(value: object, field: str) -> dict[str, Any] | None:
    """A map whose values may be JSON texts themselves, as Go's ``AddFlow`` sends states."""
    found = mapping(value, field)
    if found is None:
        return None
    return {name: _state(item) for name, item in found.items()}


def _state(value: object) -> object:
    decoded = _decoded(value) if isinstance(value, str) else None
    return decoded if isinstance(decoded, (dict, list)) else value


def _decoded(value: str) -> object:
    try:
        decoded = loads(value)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        return value
    check_value(decoded)  # it was only a text at the door
    return decoded
