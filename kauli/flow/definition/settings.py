"""The settings of a bot in a file: each key with how it is read."""

from collections.abc import Callable, Mapping
from typing import Any

from kauli.flow.definition.bounds import refuse
from kauli.flow.definition.document import Middleware, MiddlewareVariable
from kauli.flow.raw import as_lines, as_list, as_text
from kauli.flow.texts import fold

__all__ = ["SETTINGS", "SETTING_KEYS", "read_settings"]

_TRUE = frozenset({"yes", "true", "1", "on", "ndiyo"})
_FALSE = frozenset({"no", "false", "0", "off", "hapana", ""})


def read_settings(raw: Mapping[str, Any]) -> dict[str, Any]:
    """The settings that a file holds; keys that are none are left out.

    Raises:
        Invalid: a setting can't be what it says.
    """
    found: dict[str, Any] = {}
    for key, read in SETTINGS.items():
        written = next((raw[k] for k in (key, *_OLD.get(key, ())) if raw.get(k) is not None), None)
        if written is not None:
            found[key] = read(key, written)
    return found


def _text(_key: str, value: object) -> str:
    return as_text(value)


def _names(_key: str, value: object) -> tuple[str, ...]:
    return tuple([as_text(item) for item in as_list(value)])


def _text_lines(_key: str, value: object) -> tuple[str, ...]:
    return as_lines(value)


def _flag(key: str, value: object) -> bool:
    word = fold(as_text(value))
    if word not in _TRUE and word not in _FALSE:
        raise refuse("bad_setting", key, f"{key} must be true or false, not {word[:40]!r}.")
    return word in _TRUE


def _share(key: str, value: object) -> float:
    try:
        number = float(as_text(value))
    except ValueError:
        number = -1.0
    if not 0 <= number <= 1:
        raise refuse(
            "bad_setting",
            key,
            f"{key} must be a number from 0 to 1, such as 0.5; it says {value!r}.",
        )
    return number


def _middleware(key: str, value: object) -> Middleware:
    if not isinstance(value, Mapping):
        raise refuse(
            "bad_setting", key, 'middleware must be a map with "base_url" and "variables".'
        )
    return Middleware(
        base_url=as_text(value.get("base_url")),
        authorization=as_text(value.get("authorization")),
        variables=tuple(_variables(value.get("variables"))),
    )


def _variables(raw: object) -> list[MiddlewareVariable]:
    """A list of ``{name, path}``, or a map of names to paths."""
    if isinstance(raw, Mapping):
        pairs = list(raw.items())
    else:
        maps = [item for item in as_list(raw) if isinstance(item, Mapping)]
        pairs = [(item.get("name"), item.get("path")) for item in maps]
    named = [(as_text(name).strip().lstrip("@"), as_text(path)) for name, path in pairs]
    return [MiddlewareVariable(name, path) for name, path in named if name]


SETTINGS: Mapping[str, Callable[[str, object], Any]] = {
    "name": _text,
    "description": _text,
    "industry": _text,
    "language": _text,
    "visible_on_community": _flag,
    "confidence_threshold": _share,
    "fallback_message": _text_lines,
    "webhook_url": _text,
    "webhook_trigger_intents": _names,
    "webhook_token": _text,
    "webhook_active": _flag,
    "middleware": _middleware,
}
"""Every setting of a document, with how it is read."""

SETTING_KEYS = frozenset(SETTINGS) | {"webhook", "webhook_trigger_intent"}
"""Every key that holds a setting, older names included."""

_OLD = {"webhook_url": ("webhook",), "webhook_trigger_intents": ("webhook_trigger_intent",)}
