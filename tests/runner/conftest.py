"""A pizza bot on each database, and a way to talk to it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest

from kauli.runner import Answer
from kauli.services import Principal, Services
from kauli.services.bots import BotChanges

INTENTS = {
    "order_pizza": ["I need a pizza", "order a pizza", "I want pizza", "pizza please"],
    "greet": ["hello", "hi there", "good morning", "hey"],
}
FLOWS = {
    "order_pizza": {"message": ["How many?"], "next_state": "number_of_pizzas"},
    "number_of_pizzas": {"message": ["Sure? 1 yes, 2 no"], "next_state": "choice_confirmation"},
    "choice_confirmation": {"1": "confirms", "2": "denies", "fallback_message": ["1 or 2"]},
    "confirms": {"message": ["Done, {{number_of_pizzas}} coming."], "next_state": "end"},
    "denies": {"message": ["Another time."], "next_state": "end"},
    "greet": {"message": ["Hello!"], "next_state": "end"},
}


@dataclass
class Talk:
    """A bot, who owns it, and the services around them."""

    services: Services
    principal: Principal
    bot_id: int

    async def say(self, text: str, *, chat_id: str = "amina", **more: Any) -> Answer:
        """One message to the bot."""
        return await self.services.conversations.reply(
            self.principal, self.bot_id, chat_id, text, **more
        )

    async def set(self, **changes: Any) -> None:
        """Change the bot and publish it."""
        await self.services.bots.update(self.principal, self.bot_id, BotChanges(**changes))

    async def sent(self) -> list[Any]:
        """The deliveries so far, oldest first, with their bodies."""
        page = await self.services.deliveries.page(self.principal)
        found = [await self.services.deliveries.get(self.principal, item.id) for item in page.items]
        return sorted(found, key=lambda one: one.sequence)


@pytest.fixture
async def talk(services: Services) -> Talk:
    owner = await services.accounts.ensure_owner()
    bot = await services.bots.create(
        owner,
        BotChanges(
            name="Pizza",
            intents=INTENTS,
            flows=FLOWS,
            webhook_url="http://127.0.0.1:9999/new-order",
            webhook_triggers=["order_pizza"],
        ),
    )
    return Talk(services, owner, bot.id)


@pytest.fixture
def order(talk: Talk) -> Callable[..., Awaitable[Answer]]:
    """Order pizza to the end; returns the last answer."""

    async def play(chat_id: str = "amina", *, confirm: str = "1") -> Answer:
        for text in ("I need a pizza", "2"):
            await talk.say(text, chat_id=chat_id)
        return await talk.say(confirm, chat_id=chat_id)

    return play
