"""What was not understood is kept, counted, and taught in one step; on both databases."""

import pytest

from kauli.kit.errors import Invalid, NotFound
from kauli.services.bots import BotChanges
from kauli.services.learning import Assignment

BOT = BotChanges(
    name="Pizza",
    intents={"order_pizza": ["I need a pizza", "pizza please"], "greet": ["hello", "hi"]},
    flows={"order_pizza": {"message": ["How many?"]}, "greet": {"message": ["Hello!"]}},
    confidence_threshold=0.7,
)


@pytest.fixture
async def bot(services, owner):
    return await services.bots.create(owner, BOT)


@pytest.fixture
def say(services, owner, bot):
    async def say(*texts: str) -> None:
        for number, text in enumerate(texts):
            await services.conversations.reply(owner, bot.id, f"chat {number}", text)

    return say


@pytest.fixture
def missed(services, owner, bot):
    async def missed() -> dict[str, int]:
        page = await services.learning.page(owner, bot.id, None, 50)
        return {one.text: one.times for one in page.items}

    return missed


async def test_a_wording_is_kept_once_and_counted_the_most_frequent_first(say, missed):
    await say("wapi duka lenu", "Wapi duka lenu??", "qwerty uiop", "hello", "🙂🙃")
    found = await missed()
    assert next(iter(found.items())) == ("Wapi duka lenu??", 2)
    assert found["qwerty uiop"] == 1
    assert "hello" not in found


async def test_what_is_assigned_is_understood_from_then_on(services, owner, bot, say, missed):
    await say("naomba mkate wa duara")
    page = await services.learning.page(owner, bot.id, None, 50)
    lesson = await services.learning.assign(
        owner, bot.id, [Assignment(page.items[0].id, "order_pizza")]
    )
    assert (lesson.added, lesson.published) == (1, True)
    assert await missed() == {}
    answer = await services.conversations.reply(owner, bot.id, "x", "naomba mkate wa duara")
    assert answer.intent == "order_pizza"


async def test_a_draft_with_other_changes_is_not_published_by_the_way(services, owner, bot, say):
    await say("naomba mkate wa duara")
    flows = BOT.flows | {"order_pizza": {"message": ["Not ready yet"]}}
    await services.bots.update(owner, bot.id, BotChanges(flows=flows), publish=False)
    (one,) = (await services.learning.page(owner, bot.id, None, 50)).items
    lesson = await services.learning.assign(owner, bot.id, [Assignment(one.id, "order_pizza")])
    assert (lesson.added, lesson.published) == (1, False)
    found = await services.bots.get(owner, bot.id)
    assert found.intents["order_pizza"][-1] == "naomba mkate wa duara"
    assert found.has_unpublished_changes


async def test_what_is_not_there_can_not_be_assigned(services, owner, bot):
    with pytest.raises(NotFound):
        await services.learning.assign(owner, bot.id, [Assignment("nothing", "greet")])
    with pytest.raises(Invalid):
        await services.learning.teach(owner, bot.id, {" ": ["good day"]})
    with pytest.raises(Invalid):
        await services.learning.teach(owner, bot.id, {"greet": ["\u200b"]})


async def test_what_is_dismissed_is_counted_anew(services, owner, bot, say, missed):
    await say("qwerty uiop", "qwerty uiop")
    (one,) = (await services.learning.page(owner, bot.id, None, 50)).items
    await services.learning.dismiss(owner, bot.id, [one.id])
    assert await missed() == {}
    await say("qwerty uiop")
    assert await missed() == {"qwerty uiop": 1}


async def test_pages_follow_each_other(services, owner, bot, say):
    await say(*[f"zxcv{letter} mnbv" for letter in "abcdef"], "zxcva mnbv")
    seen, cursor = [], None
    while True:
        page = await services.learning.page(owner, bot.id, cursor, 2)
        seen += [one.text for one in page.items]
        cursor = page.next_cursor
        if cursor is None:
            break
    assert len(seen) == len(set(seen)) == 6
    assert seen[0] == "zxcva mnbv"


async def test_another_workspace_sees_nothing(services, owner, bot, say, stranger):
    await say("qwerty uiop")
    with pytest.raises(NotFound):
        await services.learning.page(stranger, bot.id, None, 50)
    with pytest.raises(NotFound):
        await services.learning.dismiss(stranger, bot.id, ["qwertyuiop"])
