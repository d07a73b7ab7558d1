"""What a bot's webhooks carry, over our own API."""

import jsonschema_rs
import pytest

BOTS = "/api/v1/bots"


@pytest.fixture
async def path(client, pizza):
    bot_id = (await client("POST", BOTS, pizza)).json["id"]
    settings = {"url": "https://shop.example/in", "triggers": ["order_pizza"]}
    await client("POST", f"{BOTS}/{bot_id}/endpoints", settings)
    return f"{BOTS}/{bot_id}"


async def test_the_payload_of_the_endpoints_comes_with_a_schema_and_an_example(client, path):
    answer = await client("GET", f"{path}/payload")
    assert answer.status == 200
    (item,) = answer.json["items"]
    assert (item["trigger"], item["shape"]) == ("order_pizza", "flat")
    assert item["schema"]["required"] == ["chat_id", "order_pizza", "number", "choice_sure"]
    assert item["schema"]["properties"]["choice_sure"]["enum"] == ["yes"]
    jsonschema_rs.Draft202012Validator(item["schema"]).validate(item["example"])


async def test_trigger_and_shape_can_be_named(client, path):
    answer = await client("GET", f"{path}/payload", query="trigger=number&shape=envelope")
    (item,) = answer.json["items"]
    assert item["schema"]["properties"]["data"]["required"] == ["chat_id", "order_pizza", "number"]
    jsonschema_rs.Draft202012Validator(item["schema"]).validate(item["example"])


async def test_an_unknown_trigger_and_an_unknown_shape_are_refused(client, path):
    answer = await client("GET", f"{path}/payload", query="trigger=nobody")
    assert (answer.status, answer.json["error"]["code"]) == (404, "trigger_not_found")
    assert (await client("GET", f"{path}/payload", query="shape=round")).status == 422


async def test_a_publish_tells_what_it_breaks_and_does_it_all_the_same(client, path, pizza):
    flows = pizza["flows"] | {"number": {"message": "Fine", "next_state": "end"}}
    await client("PATCH", f"{path}/draft", {"flows": flows})
    draft = (await client("GET", f"{path}/payload", query="draft=true")).json["items"]
    assert "choice_sure" not in draft[0]["schema"]["properties"]
    codes = [one["code"] for one in (await client("GET", f"{path}/findings")).json["items"]]
    assert "payload_breaks" in codes

    published = await client("POST", f"{path}/publish")
    assert published.status == 201
    (finding,) = published.json["findings"]
    assert (finding["code"], finding["severity"]) == ("payload_breaks", "warning")
    assert "'choice_sure' is not in it any more." in finding["message"]

    again = await client("POST", f"{path}/publish")
    assert again.json["findings"] == []


async def test_going_back_tells_what_it_breaks_too(client, path, pizza):
    before = (await client("GET", f"{path}/versions")).json["items"][0]["id"]
    asking = {"message": "Where to?", "next_state": "address"}
    flows = pizza["flows"] | {"done": asking, "address": {"message": "Fine"}}
    await client("PATCH", f"{path}/draft", {"flows": flows})
    assert (await client("POST", f"{path}/publish")).json["findings"] == []
    back = await client("POST", f"{path}/versions/{before}/rollback")
    assert "'address' is not in it any more." in back.json["findings"][0]["message"]
