"""A bot as a document, and back."""

from dataclasses import asdict

from kauli.flow import BotDocument, Middleware, MiddlewareVariable
from kauli.services.bots.views import BotChanges, BotView

__all__ = ["changes_of", "document_of"]


def changes_of(document: BotDocument) -> BotChanges:
    """What importing a document sets; what it doesn't name is left alone."""
    lines, triggers = document.fallback_message, document.webhook_trigger_intents
    return BotChanges(
        name=document.name,
        description=document.description,
        industry=document.industry,
        language=document.language,
        visible_on_community=document.visible_on_community,
        confidence_threshold=document.confidence_threshold,
        fallback_message=None if lines is None else list(lines),
        intents=document.intents,
        flows=document.flows,
        middleware=None if document.middleware is None else _settings(document.middleware),
        webhook_url=document.webhook_url,
        webhook_triggers=None if triggers is None else list(triggers),
        webhook_token=document.webhook_token,
        webhook_active=document.webhook_active,
    )


def document_of(bot: BotView) -> BotDocument:
    """Everything about a bot that its author wrote."""
    return BotDocument(
        name=bot.name,
        description=bot.description,
        industry=bot.industry,
        language=bot.language,
        visible_on_community=bot.visible_on_community,
        confidence_threshold=bot.confidence_threshold,
        fallback_message=tuple(bot.fallback_message),
        intents=bot.intents,
        flows=bot.flows,
        webhook_url=bot.webhook_url,
        webhook_trigger_intents=tuple(bot.webhook_triggers),
        webhook_token=bot.webhook_token,
        webhook_active=bot.webhook_active,
        middleware=_middleware(bot),
    )


def _settings(middleware: Middleware) -> dict[str, object]:
    return asdict(middleware) | {"variables": [asdict(one) for one in middleware.variables]}


def _middleware(bot: BotView) -> Middleware | None:
    if not bot.middleware.get("base_url"):
        return None
    return Middleware(
        base_url=bot.middleware["base_url"],
        authorization=bot.middleware["authorization"],
        variables=tuple(
            MiddlewareVariable(one["name"], one["path"]) for one in bot.middleware["variables"]
        ),
    )
