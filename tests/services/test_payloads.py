"""What a bot's webhooks carry, and what a change would break, on both databases."""

import json
from typing import Any

import jsonschema_rs
import pytest

from kauli.flow import Finding
from kauli.kit.errors import NotFound
from kauli.services import Principal, Services
from kauli.services.bots import BotChanges, BotView
from kauli.services.endpoints import EndpointChanges

INTENTS = {"order": ["a pizza", "order"], "hi": ["hi", "hello"]}
FLOWS: dict[str, Any] = {
    "hi": {"message": "Hello"},
    "order": {"message": "How many?", "next_state": "count"},
    "count": {"message": "Sure? 1 or 2", "next_state": "choice_sure"},
    "choice_sure": {"1": "done", "2": "order"},
    "done": {"message": "Thanks"},
}
WITHOUT_COUNT = FLOWS | {"order": {"message": "Sure? 1 or 2", "next_state": "choice_sure"}}
URL = "https://shop.example/in"


@pytest.fixture
async def bot(services: Services, owner: Principal) -> BotView:
    return await services.bots.create(
        owner,
        BotChanges(
            name="Duka",
            intents=INTENTS,
            flows=FLOWS,
            webhook_url=URL,
            webhook_triggers=["order"],
        ),
    )


def said(findings: tuple[Finding, ...]) -> list[str]:
    return [one.message for one in findings if one.code == "payload_breaks"]


GONE = "What the webhook of 'order' sends changes: 'count' is not in it any more."


async def test_every_trigger_is_told_in_the_shape_of_its_endpoint(
    services, owner, bot, clock
) -> None:
    clock.advance(1)
    changes = EndpointChanges(url=URL, triggers=["count", "order"], shape="envelope")
    await services.endpoints.create(owner, bot.id, changes)
    found = await services.bots.payloads(owner, bot.id)
    assert [(one.trigger, one.shape) for one in found] == [
        ("order", "flat"),
        ("count", "envelope"),
        ("order", "envelope"),
    ]
    assert [*found[0].example] == ["chat_id", "order", "count", "choice_sure"]
    assert [*found[1].example["data"]] == ["chat_id", "order", "count"]
    assert found[1].schema["properties"]["data"]["required"] == ["chat_id", "order", "count"]
    flat = await services.bots.payloads(owner, bot.id, shape="flat")
    assert [(one.trigger, one.shape) for one in flat] == [("order", "flat"), ("count", "flat")]


async def test_what_is_really_delivered_fits_the_schema_in_either_shape(
    services, owner, bot, clock
) -> None:
    for triggers in (["order"], ["done", "order"], ["count"]):
        clock.advance(1)
        changes = EndpointChanges(url=URL, triggers=triggers, shape="envelope")
        await services.endpoints.create(owner, bot.id, changes)
    reply = services.conversations.reply
    sent = [
        one
        for text in ("order", "2", "1")
        for one in (await reply(owner, bot.id, "c", text)).deliveries
    ]
    views = await services.bots.payloads(owner, bot.id)
    fits = {
        (one.trigger, one.shape): jsonschema_rs.Draft202012Validator(one.schema) for one in views
    }
    seen = set()
    for id_ in sent:
        delivery = await services.deliveries.get(owner, id_)
        body = json.loads(delivery.body)
        shape = "envelope" if "data" in body else "flat"
        for trigger in delivery.trigger.split(","):
            seen.add((trigger, shape))
            fits[trigger, shape].validate(body)
    assert seen == {("order", "flat"), *((name, "envelope") for name in ("count", "done", "order"))}


async def test_a_named_trigger_needs_no_endpoint_but_a_flow_that_fires_it(
    services, owner, bot
) -> None:
    (view,) = await services.bots.payloads(owner, bot.id, trigger="hi")
    assert (view.payload.kind, view.shape) == ("intent", "flat")
    with pytest.raises(NotFound) as caught:
        await services.bots.payloads(owner, bot.id, trigger="nobody")
    assert caught.value.code == "trigger_not_found"


async def test_the_published_version_counts_unless_the_draft_is_asked_for(
    services, owner, bot
) -> None:
    await services.bots.update(owner, bot.id, BotChanges(flows=WITHOUT_COUNT), publish=False)
    (live,) = await services.bots.payloads(owner, bot.id)
    (draft,) = await services.bots.payloads(owner, bot.id, draft=True)
    assert "count" in live.schema["properties"]
    assert "count" not in draft.schema["properties"]


async def test_the_middleware_of_the_bot_counts(services, owner, bot) -> None:
    asking = FLOWS | {"order": {"message": "How many of @left?", "next_state": "count"}}
    changes = BotChanges(
        flows=asking,
        middleware={"base_url": "https://shop.example", "variables": [{"name": "left"}]},
    )
    await services.bots.update(owner, bot.id, changes)
    (view,) = await services.bots.payloads(owner, bot.id)
    assert view.schema["required"] == ["chat_id", "order"]


async def test_a_draft_that_breaks_a_receiver_is_warned_of(services, owner, bot) -> None:
    assert said(await services.bots.check(owner, bot.id)) == []
    await services.bots.update(owner, bot.id, BotChanges(flows=WITHOUT_COUNT), publish=False)
    findings = await services.bots.check(owner, bot.id)
    assert said(findings) == [GONE]
    severities = [one.severity for one in findings]
    assert severities == sorted(severities, key=["error", "warning", "hint"].index)
    await services.bots.publish(owner, bot.id)
    assert said(await services.bots.check(owner, bot.id)) == []
    since = await services.bots.breaks(owner, bot.id, since=bot.live_version_id)
    assert said(since) == [GONE]


@pytest.mark.parametrize(
    "changes",
    [{"webhook_active": False}, {"webhook_url": ""}, {"webhook_triggers": ["hi"]}],
    ids=["switched off", "nowhere to send", "another trigger"],
)
async def test_what_nobody_receives_breaks_nothing(
    services, owner, bot, changes: dict[str, Any]
) -> None:
    edit = BotChanges(flows=WITHOUT_COUNT, **changes)
    await services.bots.update(owner, bot.id, edit, publish=False)
    assert await services.bots.breaks(owner, bot.id) == ()


async def test_a_first_version_breaks_nothing(services, owner) -> None:
    bot = await services.bots.create(
        owner,
        BotChanges(name="New", intents=INTENTS, flows=FLOWS, webhook_triggers=["order"]),
        publish=False,
    )
    assert await services.bots.breaks(owner, bot.id) == ()
    (view,) = await services.bots.payloads(owner, bot.id)
    assert view.payload.kind == "intent"


async def test_payloads_of_others_are_not_found(services, bot, stranger) -> None:
    for ask in (services.bots.payloads, services.bots.breaks):
        with pytest.raises(NotFound):
            await ask(stranger, bot.id)
