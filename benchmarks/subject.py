"""Kauli as it is measured: a database with PizzaBot, and its programs on it."""

import asyncio
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks.processes import Child, free_port, running
from benchmarks.stores import Store
from kauli.app import open_platform
from kauli.config import Settings
from kauli.services.bots import BotChanges

__all__ = ["DELIVERING", "Home", "prepare", "serving", "settings_of", "working"]

_PIZZA_BOT = Path(__file__).parent.parent / "examples" / "pizza_bot" / "pizza_bot.yaml"
DELIVERING = "Delivering"
"""What ``kauli worker`` says once it does."""

_COMMON = {"KAULI_ALLOW_PRIVATE": "127.0.0.0/8", "KAULI_LOG_LEVEL": "error"}


@dataclass(frozen=True, slots=True)
class Home:
    """A prepared database.

    Attributes:
        store: where it is.
        token: an API key.
        bot_ids: the PizzaBots in it.
        workspace_id: whose they are.
        endpoint_id: of the first bot's webhook.
        version_id: of the first bot, published.
        secret: signs the first bot's deliveries.
    """

    store: Store
    token: str
    bot_ids: tuple[int, ...]
    workspace_id: int
    endpoint_id: str
    version_id: str
    secret: str

    @property
    def bot_id(self) -> int:
        """The first bot."""
        return self.bot_ids[0]


def settings_of(store: Store) -> Settings:
    """The settings of a program on a store, for use within this process."""
    return Settings(data_dir=store.folder, database_url=store.url)


def prepare(store: Store, *, webhook: str = "", bots: int = 1) -> Home:
    """Fill an empty database: an owner, a key, PizzaBots.

    Args:
        store: where.
        webhook: where the bots' orders go; ``""`` for nowhere.
        bots: how many bots.
    """
    return asyncio.run(_prepare(store, webhook, bots))


async def _prepare(store: Store, webhook: str, bots: int) -> Home:
    async with open_platform(settings_of(store)) as platform:
        services = platform.services
        owner = await services.accounts.ensure_owner()
        _, token = await services.accounts.create_key(owner, "benchmark")
        made = [
            await services.bots.create(owner, _pizza_bot(f"PizzaBot {number}", webhook))
            for number in range(1, bots + 1)
        ]
        endpoints = await services.endpoints.list(owner, made[0].id)
        return Home(
            store=store,
            token=token,
            bot_ids=tuple(bot.id for bot in made),
            workspace_id=owner.workspace_id,
            endpoint_id=endpoints[0].id,
            version_id=made[0].live_version_id or "",
            secret=await services.endpoints.secret(owner, made[0].id),
        )


def _pizza_bot(name: str, webhook: str) -> BotChanges:
    written: dict[str, Any] = yaml.safe_load(_PIZZA_BOT.read_text())
    return BotChanges(
        name=name,
        intents=written["intents"],
        flows=written["flows"],
        fallback_message=written["fallback_message"],
        confidence_threshold=written["confidence_threshold"],
        webhook_url=webhook,
        webhook_triggers=written["webhook_trigger_intents"],
    )


@contextmanager
def serving(home: Home, *, worker: bool) -> Iterator[tuple[Child, int]]:
    """``kauli serve`` on a database, with or without the worker inside; and its port."""
    port = free_port()
    with running("kauli", *serve(port), port=port, environment=environment(home, worker)) as server:
        yield server, port


@contextmanager
def working(home: Home) -> Iterator[Child]:
    """``kauli worker`` on a database."""
    with running("kauli", "worker", environment=environment(home)) as worker:
        yield worker


def serve(port: int) -> tuple[str, ...]:
    """The arguments of ``kauli serve``."""
    return ("serve", "--port", str(port))


def environment(home: Home, worker: bool = True) -> Mapping[str, str]:
    """The settings of a program on a database."""
    return {**home.store.environment, **_COMMON, "KAULI_WORKER": str(worker).lower()}
