"""A turn is answered, kept and acted upon as one, on both databases."""

import asyncio
import json

import pytest

from kauli.flow import lines_of
from kauli.kit.errors import Conflict, NotFound
from kauli.services.bots import BotChanges


async def test_an_order_is_one_delivery_with_everything_that_was_said(talk, order) -> None:
    answer = await order()
    assert lines_of(answer.replies) == ["Done, 2 coming."]
    assert answer.next_state == "end"
    (delivery,) = await talk.sent()
    assert delivery.id == answer.deliveries[0]
    assert delivery.status == "pending"
    assert delivery.trigger == "order_pizza"
    assert json.loads(delivery.body) == {
        "order_pizza": "I need a pizza",
        "number_of_pizzas": "2",
        "choice_confirmation": "1",
        "chat_id": "amina",
    }


async def test_orders_of_one_chatter_are_numbered(talk, order) -> None:
    await order()
    await order()
    assert [delivery.sequence for delivery in await talk.sent()] == [1, 2]


async def test_the_transcript_keeps_every_turn(talk, order) -> None:
    await order()
    history = await talk.services.conversations.history(talk.principal, talk.bot_id, "amina")
    assert [(turn.number, turn.message) for turn in history] == [
        (1, "I need a pizza"),
        (2, "2"),
        (3, "1"),
    ]
    assert history[0].replies == [{"type": "text", "lines": ["How many?"]}]
    assert history[0].trace["intent"] == "order_pizza"
    assert {"kind": "flow_finished", "root": "order_pizza"} in history[2].trace["events"]


async def test_a_state_fires_when_it_is_entered_and_a_choice_when_it_is_made(talk) -> None:
    await talk.set(webhook_triggers=["number_of_pizzas", "choice_confirmation"])
    await talk.say("I need a pizza")
    assert await talk.sent() == []
    await talk.say("3")
    assert [delivery.trigger for delivery in await talk.sent()] == ["number_of_pizzas"]
    await talk.say("7")
    assert len(await talk.sent()) == 1
    await talk.say("2")
    last = (await talk.sent())[-1]
    assert last.trigger == "choice_confirmation"
    assert json.loads(last.body)["choice_confirmation"] == "2"


async def test_several_triggers_of_one_turn_make_one_delivery(talk, order) -> None:
    await talk.set(webhook_triggers=["order_pizza", "choice_confirmation", "confirms"])
    await order()
    (delivery,) = await talk.sent()
    assert delivery.trigger == "choice_confirmation,confirms,order_pizza"


async def test_without_an_active_address_nothing_is_sent(talk, order) -> None:
    await talk.set(webhook_active=False)
    await order()
    await talk.set(webhook_active=True, webhook_url="")
    await order("juma")
    assert await talk.sent() == []


async def test_each_endpoint_gets_its_own(talk, order) -> None:
    from kauli.services.endpoints import EndpointChanges

    await talk.services.endpoints.create(
        talk.principal,
        talk.bot_id,
        EndpointChanges(url="http://127.0.0.1:9999/stock", triggers=["confirms"]),
    )
    await order()
    assert sorted((d.url[-5:], d.trigger) for d in await talk.sent()) == [
        ("order", "order_pizza"),
        ("stock", "confirms"),
    ]


async def test_a_message_delivered_twice_is_answered_once(talk) -> None:
    first = await talk.say("I need a pizza", message_id="wamid.1")
    again = await talk.say("I need a pizza", message_id="wamid.1")
    assert again.duplicate
    assert (again.number, again.replies, again.next_state) == (
        first.number,
        first.replies,
        first.next_state,
    )
    other = await talk.say("2", message_id="wamid.2")
    assert not other.duplicate
    assert other.number == 2


async def test_two_messages_at_once_are_two_turns_in_order(talk) -> None:
    answers = await asyncio.gather(*[talk.say(text) for text in ("I need a pizza", "4", "1")])
    assert [answer.number for answer in answers] == [1, 2, 3]
    assert lines_of(answers[-1].replies) == ["Done, 4 coming."]


async def test_many_chatters_at_once_do_not_mix(talk, order) -> None:
    chats = [f"chat-{n}" for n in range(40)]
    answers = await asyncio.gather(*[order(chat) for chat in chats])
    assert len({answer.conversation_id for answer in answers}) == 40
    assert sorted(json.loads(d.body)["chat_id"] for d in await talk.sent()) == sorted(chats)


async def test_a_conversation_stays_on_its_version_to_its_end(talk) -> None:
    await talk.say("I need a pizza")
    flows = {
        "order_pizza": {"message": ["New text"], "next_state": "end"},
        "greet": {"message": ["Hello!"], "next_state": "end"},
    }
    await talk.set(flows=flows)
    assert lines_of((await talk.say("2")).replies) == ["Sure? 1 yes, 2 no"]
    await talk.say("1")
    assert lines_of((await talk.say("I need a pizza")).replies) == ["New text"]


async def test_a_draft_does_not_answer_until_it_is_published(services) -> None:
    owner = await services.accounts.ensure_owner()
    changes = BotChanges(name="New", intents={"hi": ["hi"]}, flows={"hi": {"message": "Yes?"}})
    bot = await services.bots.create(owner, changes, publish=False)
    with pytest.raises(Conflict, match="draft"):
        await services.conversations.reply(owner, bot.id, "amina", "hi")
    await services.bots.publish(owner, bot.id)
    answer = await services.conversations.reply(owner, bot.id, "amina", "hi")
    assert lines_of(answer.replies) == ["Yes?"]


async def test_another_workspaces_bot_is_not_there(talk) -> None:
    accounts = talk.services.accounts
    await accounts.create_user("juma", "a long password")
    juma = await accounts.authenticate(await accounts.login("juma", "a long password"))
    with pytest.raises(NotFound):
        await talk.services.conversations.reply(juma, talk.bot_id, "amina", "hello")
    with pytest.raises(NotFound):
        await talk.services.bots.get(juma, talk.bot_id)
    assert await talk.services.bots.list(juma) == []


@pytest.mark.parametrize("bot_id", [0, -1, 404, 2**31, 2**70])
async def test_an_impossible_bot_is_not_there(talk, bot_id: int) -> None:
    with pytest.raises(NotFound):
        await talk.services.conversations.reply(talk.principal, bot_id, "amina", "hello")


async def test_a_deleted_bot_is_silent_but_its_deliveries_stay(talk, order) -> None:
    await order()
    await talk.services.bots.delete(talk.principal, talk.bot_id)
    with pytest.raises(NotFound):
        await talk.say("hello")
    assert len(await talk.sent()) == 1


async def test_a_conversation_can_be_moved(talk) -> None:
    conversations = talk.services.conversations
    await conversations.set_state(talk.principal, talk.bot_id, "juma", "number_of_pizzas")
    answer = await talk.say("9", chat_id="juma")
    assert lines_of(answer.replies) == ["Sure? 1 yes, 2 no"]
    standing = await conversations.status(talk.principal, talk.bot_id, "juma")
    assert (standing.state, standing.next_state) == ("number_of_pizzas", "choice_confirmation")
