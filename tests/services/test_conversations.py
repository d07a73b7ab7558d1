"""Conversations, seen from the services."""

import pytest

from kauli.kit.errors import NotFound
from kauli.services.bots import BotChanges

FLOWS = {
    "hi": {"message": "Your name?", "next_state": "name"},
    "name": {"message": "Hello {{name}}", "next_state": "town"},
    "town": {"message": "Bye {{name}}", "next_state": "end"},
}


async def test_the_widget_never_gets_into_a_chat_of_another_channel(services, owner) -> None:
    changes = BotChanges(
        name="Duka", intents={"hi": ["hi", "hello"]}, flows=FLOWS, plugin={"enabled": True}
    )
    bot = await services.bots.create(owner, changes)
    reply = services.conversations.reply
    await reply(owner, bot.id, "255711111111", "hi")
    await reply(owner, bot.id, "255711111111", "Amina")
    answer = await reply(None, bot.id, "255711111111", "hi", channel="widget")
    assert answer.memory == {"hi": "hi"}
    standing = await services.conversations.status(owner, bot.id, "255711111111")
    assert standing.memory["name"] == "Amina"
    chats = await services.conversations.all_chats(owner, bot.id)
    assert [chat.chat_id for chat in chats] == ["255711111111", "web:255711111111"]


async def test_a_widget_that_is_switched_off_answers_nobody(services, owner) -> None:
    bot = await services.bots.create(owner, BotChanges(name="Duka", flows=FLOWS))
    with pytest.raises(NotFound):
        await services.conversations.reply(None, bot.id, "1", "hi")
