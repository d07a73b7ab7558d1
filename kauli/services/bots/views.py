"""Bots as people see and change them."""

from dataclasses import dataclass
from typing import Any

from kauli.kit import json
from kauli.storage.queries.bots import Bot, Version
from kauli.storage.queries.endpoints import Endpoint

__all__ = ["BotChanges", "BotView", "VersionView", "bot_view", "version_view"]


@dataclass(frozen=True, slots=True)
class BotView:
    """A bot; ``intents`` and ``flows`` are those of the draft, as they were written."""

    id: int
    workspace_id: int
    user_id: int
    user_name: str
    name: str
    description: str
    industry: str
    language: str
    visible_on_community: bool
    confidence_threshold: float
    fallback_message: list[str]
    middleware: dict[str, Any]
    plugin: dict[str, Any]
    model_name: str
    intents: dict[str, Any]
    flows: dict[str, Any]
    evaluation: dict[str, Any]
    webhook_url: str
    webhook_triggers: list[str]
    webhook_token: str
    webhook_active: bool
    live_version_id: str | None
    live_version_number: int | None
    has_unpublished_changes: bool
    created_at: int
    updated_at: int


@dataclass(frozen=True, slots=True)
class BotChanges:
    """What to set; ``None`` leaves alone.

    Attributes:
        confidence_threshold: 0 to 1.
        fallback_message: the lines to answer with when nothing was understood.
        middleware: ``{"base_url", "authorization", "variables": [{"name", "path"}]}``.
        plugin: the web widget: ``{"enabled", "theme_config", "approved_domain"}``.
        webhook_url: where the bot's default endpoint is; ``""`` for nowhere.
        webhook_triggers: intents and states.
        webhook_token: sent along as ``Authorization``.
    """

    name: str | None = None
    description: str | None = None
    industry: str | None = None
    language: str | None = None
    visible_on_community: bool | None = None
    confidence_threshold: float | None = None
    fallback_message: list[str] | None = None
    intents: dict[str, Any] | None = None
    flows: dict[str, Any] | None = None
    middleware: dict[str, Any] | None = None
    plugin: dict[str, Any] | None = None
    webhook_url: str | None = None
    webhook_triggers: list[str] | None = None
    webhook_token: str | None = None
    webhook_active: bool | None = None


@dataclass(frozen=True, slots=True)
class VersionView:
    """A published version; ``document`` is there where it was asked for."""

    id: str
    number: int
    note: str
    user_id: int
    created_at: int
    live: bool
    document: dict[str, Any] | None
    evaluation: dict[str, Any]


def bot_view(bot: Bot, user_name: str, live: Version | None, endpoint: Endpoint | None) -> BotView:
    """A bot from its rows."""
    draft = json.loads(bot.draft)
    return BotView(
        id=bot.id,
        workspace_id=bot.workspace_id,
        user_id=bot.user_id,
        user_name=user_name,
        name=bot.name,
        description=bot.description,
        industry=bot.industry,
        language=bot.language,
        visible_on_community=bool(bot.visible_on_community),
        confidence_threshold=bot.confidence_threshold,
        fallback_message=json.loads(bot.fallback_message),
        middleware=json.loads(bot.middleware),
        plugin=json.loads(bot.plugin),
        model_name=bot.model_name,
        intents=draft["intents"],
        flows=draft["flows"],
        evaluation=json.loads(live.evaluation) if live else {},
        webhook_url=endpoint.url if endpoint else "",
        webhook_triggers=json.loads(endpoint.triggers) if endpoint else [],
        webhook_token=endpoint.token if endpoint else "",
        webhook_active=bool(endpoint.active) if endpoint else True,
        live_version_id=bot.live_version_id,
        live_version_number=live.number if live else None,
        has_unpublished_changes=live is None or live.document != bot.draft,
        created_at=bot.created_at,
        updated_at=bot.updated_at,
    )


def version_view(version: Version, live_id: str | None, *, with_document: bool) -> VersionView:
    """A version from its row."""
    return VersionView(
        id=version.id,
        number=version.number,
        note=version.note,
        user_id=version.user_id,
        created_at=version.created_at,
        live=version.id == live_id,
        document=json.loads(version.document) if with_document else None,
        evaluation=json.loads(version.evaluation),
    )
