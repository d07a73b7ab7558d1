"""The line to a data directory (or PostgreSQL); a server may be running on it."""

from collections.abc import Collection
from contextlib import AsyncExitStack

from kauli.app import open_platform
from kauli.cli.local import Home
from kauli.config import Settings
from kauli.services.listening import Forward, Listener, Report, Seat, Verdict, Wish

__all__ = ["LineHere"]


class LineHere:
    """See ``Line``."""

    def __init__(self, home: Home, bot_id: int) -> None:
        settings = home.settings
        self.where = "PostgreSQL" if settings.database_url else str(settings.data_dir.resolve())
        self._me = home.principal
        self._services = home.services
        self._bot_id = bot_id

    @classmethod
    async def find(cls, stack: AsyncExitStack, settings: Settings, bot: str) -> "LineHere":
        """Open the data directory until the stack is closed, and find the bot in it.

        Raises:
            NotFound: there is no such bot.
        """
        platform = await stack.enter_async_context(open_platform(settings))
        principal = await platform.services.accounts.ensure_owner()
        home = Home(settings, platform.services, principal)
        return cls(home, await home.bot_id(bot))

    async def open(self, wish: Wish) -> Listener:
        """Begin to listen."""
        return await self._services.listening.open(self._me, self._bot_id, wish)

    async def secret(self) -> str:
        """What the receiver verifies with."""
        return await self._services.endpoints.secret(self._me, self._bot_id)

    async def next(self, seat: Seat, holding: Collection[str], most: int) -> list[Forward]:
        """Take what is due, or wait a while for it."""
        return await self._services.listening.next(self._me, seat, holding=holding, most=most)

    async def answered(self, seat: Seat, report: Report) -> Verdict:
        """Tell what the receiver answered."""
        return await self._services.listening.answered(self._me, seat, report)

    async def close(self, seat: Seat) -> int:
        """End listening."""
        return await self._services.listening.close(self._me, seat)
