"""The database of a run: ten bots that deliver every message to two endpoints each."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.chaos.cast import BOTS, CAST
from benchmarks.stores import Store
from benchmarks.subject import settings_of
from kauli.app import Platform, open_platform
from kauli.kit import json
from kauli.services.bots import BotChanges
from kauli.services.endpoints import EndpointChanges
from kauli.storage.queries.bots import touch_bot
from kauli.storage.queries.endpoints import update_endpoint
from kauli.storage.statements import Steps

__all__ = ["Stage", "set_up", "words"]

_SCHEDULE = (1, 1, 2, 2, *[3] * 40)
"""Seconds between attempts: so many that none is given up in a run."""

_EXAMPLES = ("order 1 of chatter 2", "order 5 of chatter 170", "order 2 of chatter 1024")


@dataclass(frozen=True, slots=True)
class Stage:
    """A prepared database.

    Attributes:
        token: an API key.
        bots: their ids.
        endpoints: their ids, by number.
        secrets: what their deliveries are signed with, by number.
    """

    store: Store
    token: str
    bots: tuple[int, ...]
    endpoints: tuple[str, ...]
    secrets: tuple[str, ...]


def words(chatter: int, turn: int) -> str:
    """What a chatter says; each message is a whole order."""
    return f"order {turn} of chatter {chatter}"


def set_up(store: Store, ports: Sequence[int]) -> Stage:
    """Fill an empty database; endpoint by endpoint, deliveries go to these ports."""
    return asyncio.run(_set_up(store, ports))


async def _set_up(store: Store, ports: Sequence[int]) -> Stage:
    async with open_platform(settings_of(store)) as platform:
        accounts = platform.services.accounts
        owner = await accounts.ensure_owner()
        _, token = await accounts.create_key(owner, "chaos")
        bots = [
            (await platform.services.bots.create(owner, _bot(number))).id for number in range(BOTS)
        ]
        endpoints, secrets = [], []
        for part in CAST:
            changes = EndpointChanges(
                name=part.manner,
                url=f"http://127.0.0.1:{ports[part.number]}/order",
                triggers=["order"],
            )
            made, secret = await platform.services.endpoints.create(owner, bots[part.bot], changes)
            await _hurry(platform, bots[part.bot], made.id)
            endpoints.append(made.id)
            secrets.append(secret)
    return Stage(store, token, tuple(bots), tuple(endpoints), tuple(secrets))


def _bot(number: int) -> BotChanges:
    return BotChanges(
        name=f"Chaos {number}",
        intents={"order": list(_EXAMPLES)},
        flows={"order": {"message": "The kitchen has your order.", "next_state": "end"}},
    )


async def _hurry(platform: Platform, bot_id: int, endpoint_id: str) -> None:
    """Give an endpoint a schedule that fits into a run."""
    now = time.time_ns() // 1_000
    await platform.database.write(_set_schedule, bot_id, endpoint_id, now)


def _set_schedule(bot_id: int, endpoint_id: str, now: int) -> Steps[None]:
    schedule = json.dumps(list(_SCHEDULE)).decode()
    yield from update_endpoint(endpoint_id, {"schedule": schedule}, now)
    yield from touch_bot(bot_id, now)
