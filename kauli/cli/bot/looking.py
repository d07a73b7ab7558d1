"""``kauli bot list`` and ``kauli bot show``."""

from kauli.cli.local import Home, at_home
from kauli.cli.options import BotName, DataDir
from kauli.cli.screen import moment, on_terminal, say, show_fields, show_table
from kauli.services.bots import BotView

__all__ = ["list_", "show"]


def list_(data_dir: DataDir = None) -> None:
    """List the bots."""

    async def find(home: Home) -> tuple[Home, list[BotView]]:
        return home, await home.services.bots.list(home.principal)

    home, bots = at_home(data_dir, find)
    if not bots and on_terminal():
        say(f"No bots in {home.settings.data_dir} yet; `kauli bot import FILE` brings one along.")
        return
    show_table(
        ("id", "name", "language", "intents", "states", "version", "changed (UTC)"),
        [
            (
                str(bot.id),
                bot.name,
                bot.language,
                str(len(bot.intents)),
                str(len(bot.flows)),
                _version(bot),
                moment(bot.updated_at),
            )
            for bot in bots
        ],
        spare=("changed (UTC)", "language"),
    )


def show(bot: BotName, data_dir: DataDir = None) -> None:
    """Show a bot: its settings, what it understands and which states it has."""

    async def find(home: Home) -> BotView:
        return await home.services.bots.get(home.principal, await home.bot_id(bot))

    found = at_home(data_dir, find)
    show_fields(
        [
            ("id", str(found.id)),
            ("name", found.name),
            ("description", found.description),
            ("industry", found.industry),
            ("language", found.language),
            ("version", _version(found)),
            ("confidence", f"from {found.confidence_threshold:g} on an intent is recognised"),
            ("fallback", " / ".join(found.fallback_message)),
            ("webhook", _webhook(found)),
            ("triggers", ", ".join(found.webhook_triggers)),
            ("middleware", str(found.middleware.get("base_url", ""))),
            ("widget", "on" if found.plugin.get("enabled") else "off"),
            ("intents", ", ".join(found.intents) or "none"),
            ("states", ", ".join(found.flows) or "none"),
            ("made", moment(found.created_at)),
            ("changed", moment(found.updated_at)),
        ]
    )


def _version(bot: BotView) -> str:
    if bot.live_version_number is None:
        return "draft"
    return f"{bot.live_version_number}{' + draft' if bot.has_unpublished_changes else ''}"


def _webhook(bot: BotView) -> str:
    if not bot.webhook_url:
        return "none; `kauli webhook set` names one"
    return bot.webhook_url if bot.webhook_active else f"{bot.webhook_url} (switched off)"
