"""Commands that work directly on the data directory, whether or not a server runs on it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from kauli.app import open_platform
from kauli.cli.finding import pick_bot
from kauli.config import Settings
from kauli.kit.errors import Invalid
from kauli.services import Principal, Services

__all__ = ["Home", "at_home", "read_settings"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Home:
    """What a command works with: the services, as the owner of the installation."""

    settings: Settings
    services: Services
    principal: Principal

    async def bot_id(self, wanted: str) -> int:
        """The id of the bot that was named on the command line.

        Raises:
            NotFound: there is none of that name or id; says which come near.
        """
        bots = await self.services.bots.list(self.principal)
        return pick_bot([(bot.id, bot.name) for bot in bots], wanted)


def at_home(data_dir: Path | None, do: Callable[[Home], Awaitable[T]], **given: Any) -> T:
    """Open the data directory, do something as its owner, and close it.

    The owner is made where there is none yet. ``given`` are settings that stand above those of
    the environment, where they are not ``None``.
    """
    return asyncio.run(_at_home(read_settings(data_dir=data_dir, **given), do))


async def _at_home(settings: Settings, do: Callable[[Home], Awaitable[T]]) -> T:
    async with open_platform(settings) as platform:
        principal = await platform.services.accounts.ensure_owner()
        return await do(Home(settings, platform.services, principal))


def read_settings(**given: Any) -> Settings:
    """The settings of the environment, with those that were given as options (not ``None``).

    Raises:
        Invalid: a setting that can't be; names its variable.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        fault = error.errors()[0]
        name = "_".join(str(part) for part in fault["loc"]).upper()
        raise Invalid(f"KAULI_{name}: {fault['msg']}.", code="bad_setting") from error
