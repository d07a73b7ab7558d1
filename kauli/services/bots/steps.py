"""The transactions behind what people do with bots."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kauli.kit.ids import new_id
from kauli.services.bots.publishing import Prepared
from kauli.services.bots.views import BotView, bot_view
from kauli.services.endpoints.rows import new_endpoint
from kauli.services.endpoints.steps import change
from kauli.services.principal import Principal
from kauli.services.scope import bot_of, no_bot, possible_id
from kauli.storage.queries import bots, drafts, endpoints, shown
from kauli.storage.queries.bots import Bot, Version
from kauli.storage.queries.shown import Release
from kauli.storage.statements import Steps

__all__ = [
    "Edit",
    "create",
    "delete",
    "model_name",
    "publish",
    "update",
    "version",
    "versions",
    "view",
    "views",
]

_NEWEST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class Edit:
    """A change worked out against one revision of a bot.

    Attributes:
        columns: of the bot's row; the draft among them, if it changes.
        endpoint: columns of its default endpoint.
        prepared: the version to publish with it, if one is wanted.
    """

    columns: Mapping[str, Any]
    endpoint: Mapping[str, Any]
    prepared: Prepared | None


def model_name() -> str:
    """A bot's model as the compatible API names it; clients want it non-empty."""
    return f"models/{secrets.token_hex(16)}.pkl"


def view(principal: Principal, bot_id: int) -> Steps[BotView]:
    """One bot as people see it.

    Raises:
        NotFound: no such bot.
    """
    possible_id(bot_id)
    seen = yield from shown.see_bot(principal.workspace_id, bot_id)
    if seen is None:
        raise no_bot(bot_id)
    return bot_view(seen)


def views(principal: Principal) -> Steps[list[BotView]]:
    """The workspace's bots as people see them, by id."""
    return [bot_view(seen) for seen in (yield from shown.list_seen(principal.workspace_id))]


def create(principal: Principal, edit: Edit, now: int) -> Steps[BotView]:
    """Make a bot with its endpoint and its first version."""
    bot_id = yield from bots.add_bot(edit.columns)
    bot = yield from bot_of(principal, bot_id)
    yield from _set_endpoint(bot, edit.endpoint, now)
    if edit.prepared is not None:
        yield from _add_version(principal, bot, edit.prepared, now)
    return (yield from view(principal, bot_id))


def update(principal: Principal, seen: Bot, edit: Edit, now: int) -> Steps[BotView | None]:
    """Change a bot; ``None``, with nothing written, if it is not as it was seen any more."""
    bot = yield from _unchanged(principal, seen)
    if bot is None:
        return None
    yield from bots.update_bot(bot.id, {**edit.columns, **_saved(bot, principal, edit, now)}, now)
    yield from _set_endpoint(bot, edit.endpoint, now)
    if edit.prepared is not None:
        yield from _add_version(principal, bot, edit.prepared, now)
    return (yield from view(principal, bot.id))


def publish(principal: Principal, seen: Bot, prepared: Prepared, now: int) -> Steps[Version | None]:
    """Add a version and let it answer; ``None`` if the bot is not as it was seen any more."""
    bot = yield from _unchanged(principal, seen)
    if bot is None:
        return None
    if prepared.document != bot.draft:
        yield from drafts.save_draft(bot.id, prepared.document, principal.user_id, now)
    return (yield from _add_version(principal, bot, prepared, now))


def delete(principal: Principal, bot_id: int, now: int) -> Steps[None]:
    """Mark a bot as deleted."""
    yield from bot_of(principal, bot_id)
    yield from bots.delete_bot(principal.workspace_id, bot_id, now)


def versions(
    principal: Principal, bot_id: int, before: int | None, limit: int
) -> Steps[tuple[Bot, list[Release]]]:
    """A bot and its versions, newest first."""
    bot = yield from bot_of(principal, bot_id)
    before = min(before or _NEWEST, _NEWEST)
    return bot, (yield from shown.list_releases(bot_id, before=before, limit=limit))


def version(
    principal: Principal, bot_id: int, version_id: str
) -> Steps[tuple[Bot, tuple[Release, str] | None]]:
    """A bot and one of its versions, with what was published."""
    bot = yield from bot_of(principal, bot_id)
    return bot, (yield from shown.find_release(bot_id, version_id))


def _unchanged(principal: Principal, seen: Bot) -> Steps[Bot | None]:
    """The bot, held for this transaction; ``None`` if it is not as it was seen any more."""
    bot = yield from bots.hold_bot(principal.workspace_id, seen.id)
    if bot is None:
        raise no_bot(seen.id)
    return bot if bot.revision == seen.revision else None


def _saved(bot: Bot, principal: Principal, edit: Edit, now: int) -> Mapping[str, Any]:
    """Who saved the draft when, if the edit changes it."""
    if edit.columns.get("draft", bot.draft) == bot.draft:
        return {}
    return {"draft_by": principal.user_id, "draft_at": now}


def _set_endpoint(bot: Bot, columns: Mapping[str, Any], now: int) -> Steps[None]:
    """Change the bot's default endpoint, which is made with the first change."""
    if not columns:
        return
    found = yield from endpoints.find_default_endpoint(bot.id)
    if found is None:
        found = new_endpoint(bot.workspace_id, bot.id, is_default=True, now=now)
        yield from endpoints.add_endpoint(found)
    yield from change(found, columns, now)


def _add_version(principal: Principal, bot: Bot, prepared: Prepared, now: int) -> Steps[Version]:
    number = yield from bots.count_versions(bot.id)
    made = Version(
        id=new_id("ver", now),
        bot_id=bot.id,
        number=number + 1,
        note=prepared.note,
        user_id=principal.user_id,
        document=prepared.document,
        evaluation=prepared.evaluation,
        created_at=now,
    )
    yield from bots.add_version(made, prepared.model)
    yield from bots.update_bot(bot.id, {"live_version_id": made.id}, now)
    return made
