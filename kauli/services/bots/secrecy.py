"""What of a bot is not for everybody's eyes."""

from dataclasses import replace

from kauli.services.bots.views import BotView
from kauli.services.principal import Principal
from kauli.services.roles import Role, allows

__all__ = ["seen_by"]


def seen_by(principal: Principal, bot: BotView) -> BotView:
    """The bot as the principal may see it: what it authorises itself with is for editors."""
    if allows(principal, Role.EDITOR):
        return bot
    hidden = {**bot.middleware, "authorization": ""} if bot.middleware else bot.middleware
    return replace(bot, middleware=hidden, webhook_token="")
