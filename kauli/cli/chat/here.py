"""A bot in the data directory."""

from contextlib import AsyncExitStack
from pathlib import Path

from kauli.app import open_platform
from kauli.cli.chat.said import Said
from kauli.cli.local import Home, read_settings

__all__ = ["BotHere"]


class BotHere:
    """Talks to a bot of the data directory; a server may be running on it."""

    def __init__(self, home: Home, bot_id: int, name: str) -> None:
        self.name = name
        self._home = home
        self._bot_id = bot_id

    @classmethod
    async def open(cls, stack: AsyncExitStack, data_dir: Path | None, bot: str) -> "BotHere":
        """Open the data directory until the stack is closed, and find the bot in it."""
        settings = read_settings(data_dir=data_dir)
        platform = await stack.enter_async_context(open_platform(settings))
        principal = await platform.services.accounts.ensure_owner()
        home = Home(settings, platform.services, principal)
        bot_id = await home.bot_id(bot)
        view = await platform.services.bots.get(principal, bot_id)
        return cls(home, bot_id, view.name)

    async def say(self, chat_id: str, text: str, message_type: str) -> Said:
        """Say something to the bot."""
        answer = await self._home.services.conversations.reply(
            self._home.principal, self._bot_id, chat_id, text, message_type=message_type
        )
        return Said(
            replies=answer.replies,
            state=answer.state,
            next_state=answer.next_state,
            memory=answer.memory,
            intent=answer.intent,
            confidence=answer.confidence,
            events=answer.events,
            deliveries=answer.deliveries,
        )
