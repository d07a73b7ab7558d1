"""The transactions behind what people do with endpoints.

Whatever is changed, is changed while the bot is held, so that of two who rotate a secret at once
neither loses theirs. Deliveries are touched before the health and that before the endpoint, as
workers do it.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kauli.kit.errors import Conflict, NotFound
from kauli.services.endpoints.faults import Faults
from kauli.services.endpoints.keys import (
    Kind,
    Wish,
    check_kind,
    fresh,
    kind_of,
    mark_shown,
    read_keys,
    rotated,
    write_keys,
)
from kauli.services.endpoints.rows import gather_columns, new_endpoint, newest_secret
from kauli.services.endpoints.views import EndpointChanges
from kauli.services.principal import Principal
from kauli.services.scope import bot_of, no_bot, possible_id
from kauli.storage.queries import bots, endpoints, health
from kauli.storage.queries.bots import Bot
from kauli.storage.queries.endpoints import Endpoint
from kauli.storage.statements import Steps

__all__ = [
    "change",
    "create",
    "delete",
    "find",
    "list_all",
    "reveal",
    "rotate",
    "undelivered",
    "update",
]

_MEETS_ANOTHER = {"url", "token", "headers", "secrets", "timeout_ms"}
"""After a change of these, what failed before says little about what comes."""


def list_all(principal: Principal, bot_id: int) -> Steps[list[Endpoint]]:
    """A bot's endpoints, oldest first."""
    yield from bot_of(principal, bot_id)
    return (yield from endpoints.list_endpoints(bot_id))


def find(principal: Principal, bot_id: int, endpoint_id: str | None) -> Steps[Endpoint]:
    """An endpoint of a bot; the one that ``webhook_url`` stands for when none is named.

    Raises:
        NotFound: there is none.
    """
    yield from bot_of(principal, bot_id)
    found = yield from _find(bot_id, endpoint_id)
    if found is not None:
        return found
    raise NotFound(
        "This bot has no webhook yet; set one first (kauli webhook set BOT --url URL)."
        if endpoint_id is None
        else f"This bot has no endpoint {endpoint_id}.",
        code="endpoint_not_found",
    )


def undelivered(principal: Principal, bot_id: int, endpoint_id: str) -> Steps[int]:
    """How many deliveries wait for an endpoint."""
    found = yield from find(principal, bot_id, endpoint_id)
    return (yield from endpoints.count_undelivered(found.id))


def create(
    principal: Principal,
    bot_id: int,
    changes: EndpointChanges,
    wish: Wish,
    now: int,
    *,
    is_default: bool,
) -> Steps[Endpoint]:
    """Make an endpoint.

    Raises:
        Conflict: it was to be the webhook of the bot, which has one.
    """
    bot = yield from _hold(principal, bot_id)
    if is_default and (yield from _find(bot_id, None)):
        raise Conflict("This bot has its webhook already; change that one.", code="exists")
    faults = Faults()
    columns = gather_columns(changes, faults)
    secret = _secret(wish, faults, kind_field="secret_kind")
    faults.check()
    made = new_endpoint(bot.workspace_id, bot_id, is_default=is_default, now=now, secret=secret)
    yield from endpoints.add_endpoint(replace(made, **columns))
    yield from bots.touch_bot(bot_id, now)
    return (yield from find(principal, bot_id, made.id))


def update(
    principal: Principal, bot_id: int, endpoint_id: str | None, changes: EndpointChanges, now: int
) -> Steps[Endpoint]:
    """Change an endpoint; the one that ``webhook_url`` stands for is made where it isn't yet."""
    bot = yield from _hold(principal, bot_id)
    if endpoint_id is None and not (yield from _find(bot_id, None)):
        made = new_endpoint(bot.workspace_id, bot_id, is_default=True, now=now)
        yield from endpoints.add_endpoint(made)
    found = yield from find(principal, bot_id, endpoint_id)
    faults = Faults()
    columns = gather_columns(changes, faults, headers=found.headers)
    faults.check()
    yield from change(found, columns, now)
    yield from bots.touch_bot(bot_id, now)
    return (yield from find(principal, bot_id, found.id))


def delete(principal: Principal, bot_id: int, endpoint_id: str, now: int) -> Steps[int]:
    """Remove an endpoint; answers how many deliveries were cancelled with it."""
    yield from _hold(principal, bot_id)
    yield from find(principal, bot_id, endpoint_id)
    cancelled = yield from endpoints.delete_endpoint(bot_id, endpoint_id, now)
    yield from bots.touch_bot(bot_id, now)
    return cancelled


def reveal(principal: Principal, bot_id: int, endpoint_id: str, now: int) -> Steps[str]:
    """The newest secret, if nobody has seen it yet; from now on somebody has.

    Raises:
        Conflict: somebody has.
    """
    yield from _hold(principal, bot_id)
    found = yield from find(principal, bot_id, endpoint_id)
    secret = newest_secret(found)
    if kind_of(secret) == "symmetric":
        seen = write_keys(mark_shown(read_keys(found.secrets), now))
        yield from endpoints.update_endpoint(found.id, {"secrets": seen}, now)
    return secret


def rotate(
    principal: Principal,
    bot_id: int,
    endpoint_id: str | None,
    wish: Wish,
    *,
    overlap_hours: float,
    now: int,
) -> Steps[Endpoint]:
    """Let a new secret sign, beside the old ones for a while.

    Raises:
        Invalid: what was wished for can't be.
        Conflict: too many would sign at once.
    """
    yield from _hold(principal, bot_id)
    found = yield from find(principal, bot_id, endpoint_id)
    keys, faults = read_keys(found.secrets), Faults()
    secret = _secret(wish, faults, kind_field="kind", usual=kind_of(keys[0].secret))
    with faults.of("overlap_hours"):
        keys = rotated(keys, secret, now, overlap_hours)
    faults.check()
    yield from change(found, {"secrets": write_keys(keys)}, now)
    return (yield from find(principal, bot_id, found.id))


def change(endpoint: Endpoint, columns: Mapping[str, Any], now: int) -> Steps[None]:
    """Set columns of an endpoint, with what follows for what waits to be sent there.

    Switched on again, it starts with a clean sheet, and all that waits becomes due. A change of
    what its receiver meets ends its rests.
    """
    changed = {name: value for name, value in columns.items() if value != getattr(endpoint, name)}
    if _switches_on(endpoint, columns, changed):
        changed |= {"off_at": None, "off_reason": ""}
        yield from endpoints.start_anew(endpoint.id, now)
        yield from health.forgive(endpoint.id, now)
    elif changed.keys() & _MEETS_ANOTHER:
        yield from health.end_rests(endpoint.id, now)
    if "rate_limit" in changed:
        yield from health.pace_anew(endpoint.id)
    yield from endpoints.update_endpoint(endpoint.id, changed, now)


def _switches_on(
    endpoint: Endpoint, columns: Mapping[str, Any], changed: Mapping[str, Any]
) -> bool:
    """Whether it is switched on again: at somebody's word, or because it is elsewhere now."""
    off = endpoint.off_at is not None
    wanted = columns.get("active") and (off or not endpoint.active)
    return bool(wanted or (off and "url" in changed))


def _secret(wish: Wish, faults: Faults, *, kind_field: str, usual: Kind = "symmetric") -> str:
    """The secret that is wished for; "" where there is a fault."""
    with faults.of(kind_field):
        check_kind(wish.kind)
        with faults.of("secret"):
            return fresh(wish, usual)
    return ""


def _find(bot_id: int, endpoint_id: str | None) -> Steps[Endpoint | None]:
    if endpoint_id is None:
        return (yield from endpoints.find_default_endpoint(bot_id))
    return (yield from endpoints.find_endpoint(bot_id, endpoint_id))


def _hold(principal: Principal, bot_id: int) -> Steps[Bot]:
    """The bot, held until this transaction is over."""
    possible_id(bot_id)
    bot = yield from bots.hold_bot(principal.workspace_id, bot_id)
    if bot is None:
        raise no_bot(bot_id)
    return bot
