"""Listening over our own API."""

import asyncio
import base64

import pytest

INTENTS = {"order": ["order pizza", "a pizza please"]}
FLOWS = {"order": {"message": "Done.", "next_state": "end"}}


@pytest.fixture
async def bot_id(make_bot):
    return await make_bot(name="Duka", intents=INTENTS, flows=FLOWS)


@pytest.fixture
async def path(bot_id):
    return f"/api/v1/bots/{bot_id}/listeners"


@pytest.fixture
async def listener(client, path):
    opened = await client("POST", path, {"name": "listen: amina@laptop"})
    assert opened.status == 201, opened.body
    return opened.json


@pytest.fixture
async def order(client, bot_id):
    """Makes an order; gives the id of its delivery."""

    async def make(chat: str = "a") -> str:
        there = f"/api/v1/bots/{bot_id}/conversations/{chat}/messages"
        said = await client("POST", there, {"text": "order pizza"})
        return said.json["deliveries"][0]

    return make


@pytest.fixture
async def come(client, path, listener):
    """Comes for deliveries."""
    here = f"{path}/{listener['endpoint_id']}/next"

    async def take(*holding: str, wait: int = 0):
        coming = {"session": listener["session"], "holding": holding}
        return await client("POST", here, coming, query=f"wait={wait}")

    return take


async def test_a_delivery_is_taken_posted_and_answered(client, path, listener, order, come):
    assert listener["triggers"] == ["order"]
    assert listener["triggers_from"] == "intents"
    delivery = await order()
    (forward,) = (await come()).json["items"]
    assert forward["id"] == forward["headers"]["webhook-id"] == delivery
    assert forward["body"] == '{"chat_id":"a","order":"order pizza"}'
    answer = {
        "id": delivery,
        "claim": forward["claim"],
        "duration_ms": 12,
        "status": 200,
        "headers": {"content-type": "text/plain"},
        "body": base64.b64encode(b"sawa\x00\xff").decode(),
    }
    here = f"{path}/{listener['endpoint_id']}/answers"
    verdict = (await client("POST", here, answer)).json
    assert (verdict["status"], verdict["counted"], verdict["due_at"]) == ("delivered", True, None)
    found = (await client("GET", f"/api/v1/deliveries/{delivery}")).json
    assert found["status"] == "delivered"
    assert found["attempts"][0]["http_status"] == 200
    assert found["attempts"][0]["response_body"] == "sawa\x00�"
    assert (await client("POST", here, answer)).json["counted"] is False
    assert (await come()).json == {"items": []}


async def test_a_failure_says_when_it_is_tried_again(client, path, listener, order, come):
    delivery = await order()
    (forward,) = (await come()).json["items"]
    verdict = await client(
        "POST",
        f"{path}/{listener['endpoint_id']}/answers",
        {
            "id": delivery,
            "claim": forward["claim"],
            "duration_ms": 1,
            "failure": "connect",
            "sentence": "Nobody there.",
        },
    )
    assert verdict.json["status"] == "failed"
    assert verdict.json["due_at"].startswith("2026-01-01T00:00:0")
    assert verdict.json["sentence"] == "Nobody there."


async def test_closing_says_what_waits_and_ends_it(client, path, listener, order, come):
    await order()
    here = f"{path}/{listener['endpoint_id']}"
    closed = await client("DELETE", here, query=f"session={listener['session']}")
    assert (closed.status, closed.json) == (200, {"waiting": 1})
    answer = await come()
    assert (answer.status, answer.json["error"]["code"]) == (409, "listener_taken")


async def test_a_listener_is_listed_among_the_endpoints(client, listener, bot_id):
    listed = (await client("GET", f"/api/v1/bots/{bot_id}/endpoints")).json["items"]
    assert listener["endpoint_id"] in [one["id"] for one in listed]


async def test_another_workspaces_key_finds_nothing(neighbour, path, listener, order):
    await order()
    here = f"{path}/{listener['endpoint_id']}"
    for method, there, body, query in (
        ("POST", path, {"name": "mine"}, ""),
        ("POST", f"{here}/next", {"session": listener["session"]}, "wait=0"),
        ("POST", f"{here}/answers", {"id": "d", "claim": "c:1:1", "duration_ms": 1}, ""),
        ("DELETE", here, None, f"session={listener['session']}"),
    ):
        answer = await neighbour(method, there, body, query=query)
        assert (answer.status, answer.json["error"]["code"]) == (404, "bot_not_found"), there


@pytest.mark.parametrize(
    "changes",
    [
        {"claim": "made up"},
        {"claim": "clm:1"},
        {"status": 99},
        {"status": 1_000},
        {"body": "a"},
        {"more": 1},
    ],
)
async def test_an_answer_that_cannot_be_is_refused(client, path, listener, changes):
    answer = {"id": "d", "claim": "clm_1:1:1", "duration_ms": 1, "status": 200}
    here = f"{path}/{listener['endpoint_id']}/answers"
    assert (await client("POST", here, answer)).status == 404
    assert (await client("POST", here, answer | changes)).status == 422


async def test_nobody_waits_for_somebody_who_went_away(come):
    """This client hangs up as soon as it has asked."""
    before = asyncio.all_tasks()
    async with asyncio.timeout(5):
        assert (await come(wait=25)).json == {"items": []}
    assert asyncio.all_tasks() <= before
