"""What people do with bots, on both databases."""

import asyncio
from typing import Any

import pytest

from kauli.kit.errors import Invalid, NotFound
from kauli.services import Principal, Services
from kauli.services.bots import BotChanges, BotView
from kauli.services.deliveries import Wanted

INTENTS = {"hi": ["hi", "hello"], "bye": ["bye", "see you"]}
FLOWS = {"hi": {"message": "Hello"}, "bye": {"message": "Bye"}}


async def made(services: Services, owner: Principal, **changes: Any) -> BotView:
    given = {"name": "Duka", "intents": INTENTS, "flows": FLOWS} | changes
    return await services.bots.create(owner, BotChanges(**given))


async def test_a_bot_is_published_with_its_first_save(services, owner) -> None:
    bot = await made(services, owner)
    assert (bot.name, bot.intents, bot.flows) == ("Duka", INTENTS, FLOWS)
    assert bot.live_version_number == 1
    assert not bot.has_unpublished_changes
    assert bot.evaluation["metrics"]["model_metrics"]["accuracy"] >= 0
    assert await services.bots.get(owner, bot.id) == bot


async def test_a_bot_made_of_nothing_but_a_name_can_make_small_talk(services, owner) -> None:
    english = await services.bots.create(owner, BotChanges(name="New"))
    assert "greetings" in english.flows
    swahili = await services.bots.create(owner, BotChanges(name="Mpya", language="swahili"))
    assert "salamu" in swahili.flows
    bare = await services.bots.create(owner, BotChanges(name="Bare", intents={}))
    assert bare.flows == {}


async def test_a_save_changes_only_what_it_names(services, owner) -> None:
    bot = await made(services, owner)
    after = await services.bots.update(owner, bot.id, BotChanges(name="Soko"))
    assert (after.name, after.flows, after.live_version_number) == ("Soko", FLOWS, 1)
    after = await services.bots.update(owner, bot.id, BotChanges(intents={"hi": ["hi"]}))
    assert (after.intents, after.flows) == ({"hi": ["hi"]}, FLOWS)
    assert after.live_version_number == 2


async def test_the_webhook_is_the_bots_first_endpoint(services, owner) -> None:
    bot = await made(services, owner)
    assert await services.endpoints.list(owner, bot.id) == []
    changes = BotChanges(webhook_url="https://duka.example/orders", webhook_triggers=["hi"])
    bot = await services.bots.update(owner, bot.id, changes)
    (endpoint,) = await services.endpoints.list(owner, bot.id)
    assert (endpoint.url, endpoint.triggers) == (bot.webhook_url, bot.webhook_triggers)
    assert endpoint.is_default
    secret = await services.endpoints.secret(owner, bot.id)
    assert secret.startswith("whsec_")
    await services.bots.update(owner, bot.id, BotChanges(webhook_url=""))
    assert await services.endpoints.secret(owner, bot.id) == secret


@pytest.mark.parametrize(
    "changes",
    [
        {"name": " "},
        {"name": "x" * 201},
        {"confidence_threshold": 1.5},
        {"webhook_url": "not a url"},
        {"webhook_url": "ftp://duka.example/"},
        {"webhook_token": "two\nlines"},
        {"middleware": {"variables": [{"path": "/nameless"}]}},
        {"middleware": {"base_url": "nowhere"}},
        {"plugin": {"theme_config": "red"}},
    ],
)
async def test_what_cannot_be_is_refused_and_changes_nothing(services, owner, changes) -> None:
    bot = await made(services, owner)
    with pytest.raises(Invalid) as caught:
        await services.bots.update(owner, bot.id, BotChanges(**({"industry": "food"} | changes)))
    assert caught.value.problems
    assert await services.bots.get(owner, bot.id) == bot


async def test_a_bot_without_a_name_is_refused(services, owner) -> None:
    with pytest.raises(Invalid, match="name"):
        await services.bots.create(owner, BotChanges())


async def test_a_draft_is_kept_apart_until_it_is_published(services, owner) -> None:
    bot = await made(services, owner)
    new = BotChanges(flows={"hi": {"message": "Changed"}})
    bot = await services.bots.update(owner, bot.id, new, publish=False)
    assert bot.has_unpublished_changes
    assert bot.live_version_number == 1
    version = await services.bots.publish(owner, bot.id, "warmer words")
    assert (version.number, version.note, version.live) == (2, "warmer words", True)
    assert not (await services.bots.get(owner, bot.id)).has_unpublished_changes


async def test_an_earlier_version_can_come_back(services, owner) -> None:
    bot = await made(services, owner)
    await services.bots.update(owner, bot.id, BotChanges(flows={"hi": {"message": "Worse"}}))
    page = await services.bots.versions(owner, bot.id, None, 10)
    assert [(version.number, version.live) for version in page.items] == [(2, True), (1, False)]
    back = await services.bots.rollback(owner, bot.id, page.items[1].id)
    assert back.number == 3
    assert (await services.bots.get(owner, bot.id)).flows == FLOWS
    first = await services.bots.version(owner, bot.id, page.items[1].id)
    assert first.document == {"intents": INTENTS, "flows": FLOWS}


async def test_versions_and_bots_come_in_pages(services, owner) -> None:
    ids = [(await made(services, owner)).id for _ in range(3)]
    first = await services.bots.page(owner, None, 2)
    rest = await services.bots.page(owner, first.next_cursor, 2)
    assert [bot.id for bot in first.items + rest.items] == ids
    assert rest.next_cursor is None
    for number in range(3):
        text = {"hi": {"message": str(number)}}
        await services.bots.update(owner, ids[0], BotChanges(flows=text))
    newest = await services.bots.versions(owner, ids[0], None, 3)
    oldest = await services.bots.versions(owner, ids[0], newest.next_cursor, 3)
    assert [v.number for v in newest.items + oldest.items] == [4, 3, 2, 1]


async def test_a_foreign_bot_is_not_there(services, owner, stranger) -> None:
    bot = await made(services, owner)
    calls = [
        services.bots.get(stranger, bot.id),
        services.bots.update(stranger, bot.id, BotChanges(name="Mine")),
        services.bots.delete(stranger, bot.id),
        services.bots.publish(stranger, bot.id),
        services.bots.export(stranger, bot.id),
        services.bots.versions(stranger, bot.id, None, 10),
        services.endpoints.list(stranger, bot.id),
        services.conversations.history(stranger, bot.id, "amina"),
        services.conversations.status(stranger, bot.id, "amina"),
        services.deliveries.page(stranger, Wanted(bot_id=bot.id)),
    ]
    for call in calls:
        with pytest.raises(NotFound):
            await call
    assert await services.bots.list(stranger) == []
    assert (await services.bots.get(owner, bot.id)).name == "Duka"


async def test_saves_at_the_same_time_do_not_undo_each_other(services, owner) -> None:
    bot = await made(services, owner)
    await asyncio.gather(
        services.bots.update(owner, bot.id, BotChanges(name="Soko")),
        services.bots.update(owner, bot.id, BotChanges(intents={"hi": ["hi", "hey"]})),
        services.bots.update(owner, bot.id, BotChanges(flows={"hi": {"message": "Yes?"}})),
    )
    after = await services.bots.get(owner, bot.id)
    assert (after.name, after.intents, after.flows) == (
        "Soko",
        {"hi": ["hi", "hey"]},
        {"hi": {"message": "Yes?"}},
    )


async def test_a_document_goes_out_and_comes_back_the_same(services, owner) -> None:
    bot = await made(
        services,
        owner,
        fallback_message=["Pole"],
        webhook_url="https://duka.example/orders",
        webhook_triggers=["hi"],
        webhook_token="t0ken",
        middleware={
            "base_url": "https://duka.example/api",
            "variables": [{"name": "stock", "path": "/stock"}],
        },
    )
    document = await services.bots.export(owner, bot.id)
    copy = await services.bots.import_document(owner, document)
    assert await services.bots.export(owner, copy.id) == document


async def test_the_checker_knows_the_bots_triggers(services, owner) -> None:
    bot = await made(services, owner, webhook_triggers=["nothing"])
    findings = await services.bots.check(owner, bot.id)
    assert any("nothing" in finding.message for finding in findings)
