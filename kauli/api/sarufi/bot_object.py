"""A bot in the shape that the published SDKs decode: never null where they expect a value."""

from typing import Any

from kauli.flow import flat_intents
from kauli.kit.clock import naive_iso
from kauli.services.bots import BotView

__all__ = ["bot_object", "named_bot_object"]


def bot_object(bot: BotView) -> dict[str, Any]:
    """The recorded keys, and the trigger list under the misspelt name that Python reads."""
    return {
        "id": bot.id,
        "user_id": bot.user_id,
        "name": bot.name,
        "description": bot.description,
        "intents": flat_intents(bot.intents),
        "flows": bot.flows,
        "model_name": bot.model_name,
        "industry": bot.industry,
        "language": bot.language,
        "confidence_threshold": bot.confidence_threshold,
        "evaluation_metrics": bot.evaluation,
        "visible_on_community": bot.visible_on_community,
        "webhook_url": bot.webhook_url,
        "webhook_trigger_intents": bot.webhook_triggers,
        "webhook_trigger_intent": bot.webhook_triggers,
        "created_at": naive_iso(bot.created_at),
        "updated_at": naive_iso(bot.updated_at),
    }


def named_bot_object(bot: BotView) -> dict[str, Any]:
    """The same with its owner's name, as only reading a bot shows it."""
    return bot_object(bot) | {"user_name": bot.user_name}
