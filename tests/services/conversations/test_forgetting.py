"""Whoever is forgotten is gone from every table, and comes back as a stranger."""

import pytest
import sqlalchemy as sa

from kauli.kit.errors import Conflict, Forbidden, NotFound
from kauli.services import Principal
from kauli.services.bots import BotChanges
from kauli.services.conversations import Forgotten, forgetting
from kauli.services.endpoints import EndpointChanges
from kauli.storage.queries.deliveries import claim
from kauli.storage.statements import Prepared
from kauli.storage.tables import metadata

SECRET = "Mtaa wa siri 77"
FLOWS = {
    "order": {"message": "Where to?", "next_state": "address"},
    "address": {"message": "It comes to {{address}}.", "next_state": "end"},
}


@pytest.fixture
async def bot(services, owner):
    made = await services.bots.create(
        owner,
        BotChanges(
            name="Duka",
            intents={"order": ["I want to order", "order please"]},
            flows=FLOWS,
            confidence_threshold=0.6,
        ),
    )
    return made.id


@pytest.fixture
async def endpoint(services, owner, bot):
    changes = EndpointChanges(url="http://127.0.0.1:8149/order", triggers=["order"])
    return await services.endpoints.create(owner, bot, changes)


@pytest.fixture
def say(services, owner, bot):
    async def say(chat: str, *texts: str):
        for text in texts:
            answer = await services.conversations.reply(owner, bot, chat, text)
        return answer

    return say


@pytest.fixture
def everything(platform):
    """All that is in the database, as text."""

    async def everything() -> str:
        found = []
        for table in metadata.sorted_tables:
            statement = Prepared(sa.select(*table.c))

            def rows(statement=statement):
                return (yield statement.bind())

            found += [str(tuple(row)) for row in await platform.database.read(rows)]
        return "\n".join(found)

    return everything


@pytest.mark.usefixtures("endpoint")
async def test_nothing_of_it_is_left_anywhere(services, owner, bot, say, everything):
    await say("255711", "order please", SECRET, f"siri {SECRET} qwerty")
    await say("255722", "order please", "Uhuru Street 1")
    (mine,) = [
        one
        for one in (await services.deliveries.page(owner)).items
        if one.conversation_id == (await _conversation(services, owner, bot, "255711"))
    ]
    await services.deliveries.cancel(owner, mine.id)
    assert SECRET in await everything()
    assert "255711" in await everything()
    done = await services.conversations.forget(owner, bot, "255711")
    assert (done.conversations, done.turns, done.deliveries, done.wordings) == (1, 3, 1, 1)
    left = await everything()
    assert SECRET not in left
    assert "255711" not in left
    assert mine.conversation_id not in left
    assert "Uhuru Street 1" in left
    assert await services.conversations.forget(owner, bot, "255711") == Forgotten()
    listed = await services.conversations.chats(owner, bot)
    assert [one.chat_id for one in listed.items] == ["255722"]


async def _conversation(services, owner, bot, chat):
    (found,) = [
        one for one in (await services.conversations.chats(owner, bot)).items if one.chat_id == chat
    ]
    return found.conversation_id


@pytest.mark.usefixtures("endpoint")
async def test_what_has_still_to_be_sent_is_not_lost_by_the_way(services, owner, bot, say):
    await say("255711", "order please", SECRET, "order please", SECRET)
    with pytest.raises(Conflict) as refused:
        await services.conversations.forget(owner, bot, "255711")
    assert refused.value.code == "deliveries_pending"
    assert "2 deliveries" in refused.value.message
    with pytest.raises(Conflict):
        await services.conversations.forget_everywhere(owner, "255711")
    assert len(await services.conversations.history(owner, bot, "255711")) == 4
    done = await services.conversations.forget(owner, bot, "255711", cancel=True)
    assert (done.turns, done.deliveries, done.cancelled) == (4, 2, 2)
    assert (await services.deliveries.page(owner)).items == []


@pytest.mark.usefixtures("endpoint")
async def test_what_is_being_sent_this_moment_is_waited_for(platform, owner, bot, say, clock):
    services = platform.services
    await say("255711", "order please", SECRET)
    (one,) = (await services.deliveries.page(owner)).items
    await platform.database.write(
        claim,
        platform.database.dialect,
        {one.endpoint_id: 1},
        claim_id="c",
        now=clock.now,
        lease_until=clock.now + 60_000_000,
    )
    with pytest.raises(Conflict) as refused:
        await services.conversations.forget(owner, bot, "255711", cancel=True)
    assert refused.value.code == "delivery_sending"
    assert len(await services.conversations.history(owner, bot, "255711")) == 2


async def test_the_runner_does_not_bring_it_back(services, owner, bot, say):
    """It remembers where conversations stood; what it remembers is older than the forgetting."""
    await say("255711", "order please")
    assert (await services.conversations.status(owner, bot, "255711")).next_state == "address"
    await services.conversations.forget(owner, bot, "255711")
    answer = await say("255711", "order please")
    assert (answer.number, answer.next_state) == (1, "address")
    assert answer.memory == {"order": "order please"}
    turns = await services.conversations.history(owner, bot, "255711")
    assert [turn.number for turn in turns] == [1]


async def test_a_message_that_was_seen_before_it_is_new_again(services, owner, bot):
    async def send():
        return await services.conversations.reply(
            owner, bot, "255711", "order please", message_id="wamid.1"
        )

    await send()
    assert (await send()).duplicate
    await services.conversations.forget(owner, bot, "255711")
    assert not (await send()).duplicate


@pytest.fixture
def in_small_parts(monkeypatch) -> None:
    monkeypatch.setattr(forgetting, "_AT_ONCE", 3)


@pytest.mark.usefixtures("in_small_parts")
async def test_long_ones_go_bit_by_bit(services, owner, bot, say, everything):
    await say("255711", *[f"{SECRET} {number} qwerty" for number in range(10)])
    done = await services.conversations.forget(owner, bot, "255711")
    assert (done.turns, done.wordings, done.conversations) == (10, 10, 1)
    assert SECRET not in await everything()


async def test_it_is_forgotten_with_every_bot_of_the_workspace_alone(
    services, owner, bot, say, stranger
):
    await say("255711", "order please")
    other = (await services.bots.create(owner, BotChanges(name="Other", flows=FLOWS))).id
    theirs = (await services.bots.create(stranger, BotChanges(name="Theirs", flows=FLOWS))).id
    await services.conversations.reply(owner, other, "255711", "hello")
    await services.conversations.reply(stranger, theirs, "255711", "hello")
    await services.bots.delete(owner, other)
    done = await services.conversations.forget_everywhere(owner, "255711")
    assert (done.conversations, done.turns) == (2, 2)
    assert len(await services.conversations.history(stranger, theirs, "255711")) == 1
    with pytest.raises(NotFound):
        await services.conversations.forget(owner, theirs, "255711")


async def test_it_takes_an_editor(services, owner, bot, say):
    await say("255711", "order please")
    viewer = Principal(owner.workspace_id, owner.user_id, "v", "viewer")
    with pytest.raises(Forbidden):
        await services.conversations.forget(viewer, bot, "255711")
    with pytest.raises(Forbidden):
        await services.conversations.forget_everywhere(viewer, "255711")
    editor = Principal(owner.workspace_id, owner.user_id, "e", "editor")
    assert (await services.conversations.forget(editor, bot, "255711")).turns == 1
