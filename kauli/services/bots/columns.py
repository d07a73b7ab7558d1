"""What a bot's row holds, from what people ask for: pure."""

from collections.abc import Mapping
from typing import Any

from kauli.kit import json
from kauli.kit.errors import Invalid, Problem
from kauli.net import check_url
from kauli.services.bots.views import BotChanges

__all__ = ["USUAL_FALLBACK", "USUAL_THRESHOLD", "changed_columns", "draft_of", "merged", "new_row"]

USUAL_THRESHOLD = 0.5
USUAL_FALLBACK = ("Sorry, I didn't get that.",)

_LONGEST = {"name": 200, "description": 20_000, "industry": 200, "language": 100}
_MOST_VARIABLES = 500


def new_row(principal_ids: tuple[int, int], model_name: str, now: int) -> dict[str, Any]:
    """A new bot's columns, before any change; ``principal_ids`` are (workspace, user)."""
    return {
        "workspace_id": principal_ids[0],
        "user_id": principal_ids[1],
        "name": "",
        "description": "PUT DESCRIPTION HERE",
        "industry": "general",
        "language": "english",
        "visible_on_community": False,
        "confidence_threshold": USUAL_THRESHOLD,
        "fallback_message": json.dumps(USUAL_FALLBACK).decode(),
        "middleware": "{}",
        "plugin": "{}",
        "model_name": model_name,
        "draft": draft_of({}, {}),
        "live_version_id": None,
        "revision": 1,
        "created_at": now,
        "updated_at": now,
        "deleted_at": None,
        "draft_by": principal_ids[1],
        "draft_at": now,
    }


def draft_of(intents: Mapping[str, Any], flows: Mapping[str, Any]) -> str:
    """The document as it is kept."""
    return json.dumps({"intents": intents, "flows": flows}).decode()


def merged(draft: str, changes: BotChanges) -> str:
    """The draft with the intents and flows that were given."""
    if changes.intents is None and changes.flows is None:
        return draft
    old: Mapping[str, Any] = json.loads(draft)
    return draft_of(
        old["intents"] if changes.intents is None else changes.intents,
        old["flows"] if changes.flows is None else changes.flows,
    )


def changed_columns(changes: BotChanges) -> dict[str, Any]:
    """The columns to set, the draft left aside.

    Raises:
        Invalid: something that can't be, or is over its bound.
    """
    columns: dict[str, Any] = {}
    for name, longest in _LONGEST.items():
        value = getattr(changes, name)
        if value is not None:
            columns[name] = _text(name, value, longest)
    if changes.visible_on_community is not None:
        columns["visible_on_community"] = changes.visible_on_community
    if changes.confidence_threshold is not None:
        columns["confidence_threshold"] = _threshold(changes.confidence_threshold)
    if changes.fallback_message is not None:
        columns["fallback_message"] = json.dumps(changes.fallback_message).decode()
    if changes.middleware is not None:
        columns["middleware"] = json.dumps(_middleware(changes.middleware)).decode()
    if changes.plugin is not None:
        columns["plugin"] = json.dumps(_plugin(changes.plugin)).decode()
    return columns


def _text(name: str, value: str, longest: int) -> str:
    if name == "name" and not value.strip():
        raise _invalid("name", "A bot needs a name.")
    if len(value) > longest:
        raise _invalid(name, f"At most {longest} characters.")
    return value


def _threshold(value: float) -> float:
    if not 0 <= value <= 1:
        raise _invalid(
            "confidence_threshold", "The threshold is between 0 and 1; 0.5 is a good start."
        )
    return float(value)


def _middleware(settings: Mapping[str, Any]) -> dict[str, Any]:
    base_url = settings.get("base_url") or ""
    authorization = settings.get("authorization") or ""
    variables = settings.get("variables") or []
    if not isinstance(base_url, str) or not isinstance(authorization, str):
        raise _invalid("middleware", "base_url and authorization are texts.")
    if not (authorization.isascii() and authorization.isprintable()):
        raise _invalid("middleware", "authorization goes into a header: plain ASCII, one line.")
    if base_url:
        try:
            check_url(base_url)
        except Invalid as error:
            raise _invalid("middleware", f"base_url: {error.message}") from None
    if not isinstance(variables, list) or len(variables) > _MOST_VARIABLES:
        raise _invalid("middleware", f"variables is a list of at most {_MOST_VARIABLES}.")
    return {
        "base_url": base_url,
        "authorization": authorization,
        "variables": [_variable(item) for item in variables],
    }


def _variable(item: object) -> dict[str, str]:
    match item:
        case {"name": str(name), **rest} if name.strip().lstrip("@"):
            path = rest.get("path") or ""
            if isinstance(path, str):
                return {"name": name.strip().lstrip("@"), "path": path}
    raise _invalid("middleware", 'A variable is {"name": "order_number", "path": "/orders/new"}.')


def _plugin(settings: Mapping[str, Any]) -> dict[str, Any]:
    theme = settings.get("theme_config") or {}
    domain = settings.get("approved_domain") or ""
    if not isinstance(theme, dict) or not isinstance(domain, str):
        raise _invalid("plugin", "theme_config is a map and approved_domain a text.")
    return {
        "enabled": bool(settings.get("enabled", True)),
        "theme_config": theme,
        "approved_domain": domain.strip(),
    }


def _invalid(field: str, message: str) -> Invalid:
    return Invalid(message, code=f"bad_{field}", problems=[Problem(("body", field), message)])
