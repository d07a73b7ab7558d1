"""Bots as people see and change them."""

from dataclasses import dataclass
from typing import Any

from kauli.kit import json
from kauli.storage.queries.bots import Version
from kauli.storage.queries.shown import Release, Seen

__all__ = [
    "BotChanges",
    "BotSummary",
    "BotView",
    "DraftView",
    "VersionView",
    "bot_view",
    "version_view",
]


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
class BotSummary:
    """A bot in a list; ``states`` and ``intents`` count those of the draft."""

    id: int
    name: str
    description: str
    industry: str
    language: str
    visible_on_community: bool
    author: str
    live_version_number: int | None
    has_unpublished_changes: bool
    states: int
    intents: int
    created_at: int
    updated_at: int


@dataclass(frozen=True, slots=True)
class DraftView:
    """A draft as it stands.

    Attributes:
        text: the document as it is kept, JSON; "" where it was not asked for.
        revision: a fingerprint of the text.
        saved_at: when it became what it is; ``None`` if nobody kept that.
        saved_by: the name of who did that.
    """

    text: str
    revision: str
    saved_at: int | None
    saved_by: str | None
    live_version_number: int | None
    has_unpublished_changes: bool


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
    """A published version.

    Attributes:
        author: the name of who published it.
        document: what was published, where that was asked for.
        conversations: how many are under way in it, where that was asked for.
    """

    id: str
    number: int
    note: str
    user_id: int
    author: str
    created_at: int
    live: bool
    document: dict[str, Any] | None
    evaluation: dict[str, Any]
    conversations: int | None


def bot_view(seen: Seen) -> BotView:
    """A bot from its rows."""
    bot = seen.bot
    draft = json.loads(bot.draft)
    url, triggers, token, active = seen.webhook or ("", "[]", "", True)
    return BotView(
        id=bot.id,
        workspace_id=bot.workspace_id,
        user_id=bot.user_id,
        user_name=seen.author,
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
        evaluation=json.loads(seen.evaluation) if seen.evaluation else {},
        webhook_url=url,
        webhook_triggers=json.loads(triggers),
        webhook_token=token,
        webhook_active=active,
        live_version_id=bot.live_version_id,
        live_version_number=seen.live_number,
        has_unpublished_changes=not seen.same,
        created_at=bot.created_at,
        updated_at=bot.updated_at,
    )


def version_view(
    version: Version | Release,
    author: str,
    *,
    live_id: str | None,
    document: str | None = None,
    conversations: int | None = None,
) -> VersionView:
    """A version from its row.

    Args:
        version: the row.
        author: the name of who published it.
        live_id: which version of its bot answers.
        document: what was published, where that was asked for; JSON text.
        conversations: how many are under way in it, where that was asked for.
    """
    return VersionView(
        id=version.id,
        number=version.number,
        note=version.note,
        user_id=version.user_id,
        author=author,
        created_at=version.created_at,
        live=version.id == live_id,
        document=None if document is None else json.loads(document),
        evaluation=json.loads(version.evaluation),
        conversations=conversations,
    )
