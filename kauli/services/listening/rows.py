"""A listener's row, from what is wished for and the bot's own webhook: pure."""

from dataclasses import asdict, replace
from typing import Any

from kauli.delivery.keyring import signer_of
from kauli.kit import json
from kauli.kit.errors import Invalid, Problem
from kauli.kit.ids import new_id
from kauli.services.endpoints.rows import changed_columns
from kauli.services.endpoints.views import EndpointChanges
from kauli.services.listening.views import TriggersFrom, Wish
from kauli.storage.queries.bots import Bot
from kauli.storage.queries.endpoints import LISTEN, Endpoint

__all__ = ["SHORTEST", "chosen", "followed", "listener_row", "new_listener", "strangers"]

SHORTEST, _LONGEST = 0.1, 3_600
"""Seconds that a receiver may be given; an hour, for whoever stops in a debugger."""

_FOLLOWED = ("token", "headers", "secrets")
"""What a listener has in common with the webhook at any time."""

_COPIED = (*_FOLLOWED, "shape", "schedule", "timeout_ms")
"""What it takes over from the webhook when it is opened."""


def new_listener(webhook: Endpoint, name: str, now: int) -> Endpoint:
    """A listener that signs as the bot's webhook does."""
    return replace(
        webhook,
        id=new_id("end", now),
        name=name,
        is_default=False,
        url="",
        active=False,
        kind=LISTEN,
        rate_limit=None,
        concurrency=None,
        off_at=None,
        off_reason="",
        created_at=now,
        updated_at=now,
    )


def listener_row(
    listener: Endpoint, webhook: Endpoint, wish: Wish, triggers: list[str], now: int
) -> dict[str, Any]:
    """The columns in which a listener that is opened differs from what it was.

    Raises:
        Invalid: a wish that can't be, or a secret of the webhook that is none.
    """
    signer_of(webhook.secrets, now)
    columns = {name: getattr(webhook, name) for name in _COPIED}
    columns |= changed_columns(EndpointChanges(name=wish.name, triggers=triggers))
    if not columns["name"]:
        raise _invalid("name", "A listener needs a name.")
    if wish.timeout is not None:
        columns["timeout_ms"] = _milliseconds(wish.timeout)
    columns |= {"active": True, "off_at": None, "off_reason": ""}
    return _different(listener, columns)


def followed(listener: Endpoint, webhook: Endpoint | None) -> dict[str, Any]:
    """The columns in which a listener has fallen behind the webhook: a secret was rotated, say."""
    if webhook is None:
        return {}
    return _different(listener, {name: getattr(webhook, name) for name in _FOLLOWED})


def chosen(bot: Bot, webhook: Endpoint, wish: Wish) -> tuple[list[str], TriggersFrom]:
    """What is listened to: the triggers, and whose choice that is."""
    if wish.triggers is not None:
        return wish.triggers, "wish"
    of_webhook: list[str] = json.loads(webhook.triggers)
    if of_webhook:
        return of_webhook, "webhook"
    return list(json.loads(bot.draft)["intents"]), "intents"


def strangers(bot: Bot, triggers: list[str]) -> list[str]:
    """The triggers that neither an intent nor a state of the draft is called."""
    draft = json.loads(bot.draft)
    return [name for name in triggers if name not in draft["intents"] | draft["flows"]]


def _different(listener: Endpoint, columns: dict[str, Any]) -> dict[str, Any]:
    present = asdict(listener)
    return {name: value for name, value in columns.items() if present[name] != value}


def _milliseconds(seconds: float) -> int:
    if not SHORTEST <= seconds <= _LONGEST:
        raise _invalid("timeout", f"The timeout is from {SHORTEST} to {_LONGEST} seconds.")
    return round(seconds * 1_000)


def _invalid(field: str, message: str) -> Invalid:
    return Invalid(message, code=f"bad_{field}", problems=[Problem(("body", field), message)])
