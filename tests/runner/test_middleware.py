"""Middleware is really called, and whatever it does the chatter is answered."""

import json
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from kauli.flow import lines_of


@pytest.fixture
async def server() -> AsyncIterator[dict]:
    """An author's server on 127.0.0.1 that answers as told and keeps what it got."""
    state: dict = {"got": [], "answer": {"text": 42}, "status": 200}

    async def handle(request: web.Request) -> web.Response:
        state["got"].append((request.path_qs, dict(request.headers), await request.json()))
        body = state["answer"]
        text = body if isinstance(body, str) else json.dumps(body)
        return web.Response(text=text, status=state["status"], content_type="application/json")

    app = web.Application()
    app.router.add_post("/{tail:.*}", handle)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    state["url"] = f"http://127.0.0.1:{runner.addresses[0][1]}/api/"
    yield state
    await runner.cleanup()


@pytest.fixture
async def numbered(talk, server):
    """The pizza bot, asking the server for an order number at the end."""
    flows = {
        "order_pizza": {"message": ["How many?"], "next_state": "number_of_pizzas"},
        "number_of_pizzas": {"message": ["Your number is @order-number."], "next_state": "end"},
    }
    variables = [{"name": "order-number", "path": "/orders?kind=new"}]
    await talk.set(
        flows=flows,
        middleware={
            "base_url": server["url"],
            "authorization": "s3cret",
            "variables": variables,
        },
    )
    await talk.say("I need a pizza")
    return talk


async def test_it_gets_the_memory_and_its_answer_is_said(numbered, server) -> None:
    answer = await numbered.say("2")
    assert lines_of(answer.replies) == ["Your number is 42."]
    ((path, headers, body),) = server["got"]
    assert path == "/api/orders?kind=new"
    assert headers["Authorization"] == "Bearer s3cret"
    assert body == {"order_pizza": "I need a pizza", "number_of_pizzas": "2", "chat_id": "amina"}


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (500, {}),
        (404, {"text": "x"}),
        (200, "no json"),
        (200, None),
        (302, {}),
        (200, "[" * 20_000),
    ],
)
async def test_a_failing_one_costs_no_message(numbered, server, status, answer) -> None:
    server["status"], server["answer"] = status, answer
    turn = await numbered.say("2")
    assert lines_of(turn.replies) == ["Your number is ."]
    assert turn.memory["number_of_pizzas"] == "2"
    assert any(event["kind"] == "call_failed" for event in turn.events)
    assert len(await numbered.sent()) == 1


async def test_a_private_network_is_not_called(numbered, server) -> None:
    await numbered.set(
        middleware={
            "base_url": "http://169.254.169.254/latest",
            "variables": [{"name": "order-number", "path": "/meta-data"}],
        }
    )
    assert lines_of((await numbered.say("2")).replies) == ["Your number is ."]
    assert server["got"] == []
