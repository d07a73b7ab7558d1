"""Trying endpoints and deliveries out over our own API."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import web


class Desk:
    """A receiver on this machine that writes down what it gets."""

    def __init__(self) -> None:
        self.url = ""
        self.received: list[tuple[dict[str, str], bytes]] = []

    async def handle(self, request: web.Request) -> web.Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.received.append((headers, await request.read()))
        return web.Response(body=b"sawa \xff")


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    desk = Desk()
    app = web.Application()
    app.router.add_post("/{path:.*}", desk.handle)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    desk.url = f"http://127.0.0.1:{runner.addresses[0][1]}/order"
    yield desk
    await runner.cleanup()


@pytest.fixture
async def bot_id(make_bot):
    return await make_bot()


@pytest.fixture
async def path(client, bot_id, desk):
    """Of an endpoint's test."""
    new = {"url": desk.url, "triggers": ["done"], "token": "t0ken"}
    made = await client("POST", f"/api/v1/bots/{bot_id}/endpoints", new)
    return f"/api/v1/bots/{bot_id}/endpoints/{made.json['id']}/test"


async def test_a_preview_shows_the_bytes_and_sends_nothing(client, path, desk):
    shown = (await client("GET", path, query="trigger=order_pizza")).json
    assert shown["url"] == desk.url
    assert shown["request_headers"]["kauli-event"] == "order_pizza"
    assert shown["request_headers"]["authorization"] == "(hidden)"
    assert '"chat_id"' in shown["request_body"]
    assert desk.received == []


async def test_a_test_is_sent_and_answered_for(client, path, desk):
    tried = await client("POST", path, {})
    ((headers, body),) = desk.received
    assert tried.status == 200
    assert tried.json["request_body"] == body.decode()
    assert headers["authorization"] == "Bearer t0ken"
    assert headers["kauli-event"] == "done"
    assert (tried.json["http_status"], tried.json["outcome"]) == (200, "delivered")
    assert tried.json["response_body"] == "sawa \ufffd"
    assert b"t0ken" not in tried.body
    assert (await client("POST", path)).status == 200
    assert (await client("GET", "/api/v1/deliveries")).json["items"] == []


async def test_a_test_can_go_elsewhere_without_the_token(client, path, desk):
    elsewhere = desk.url.replace("/order", "/debug")
    tried = (await client("POST", path, {"url": elsewhere, "trigger": "order_pizza"})).json
    ((headers, _),) = desk.received
    assert tried["url"] == elsewhere
    assert "authorization" not in headers


async def test_a_delivery_is_tried_elsewhere_and_stays_as_it_is(client, path, desk, bot_id):
    chat = f"/api/v1/bots/{bot_id}/conversations/c/messages"
    for text in ("order pizza", "2"):
        await client("POST", chat, {"text": text})
    (delivery,) = (await client("POST", chat, {"text": "yes"})).json["deliveries"]
    here = f"/api/v1/deliveries/{delivery}"
    before = (await client("GET", here)).json
    tried = await client("POST", f"{here}/try", {"url": desk.url.replace("/order", "/debug")})
    ((headers, body),) = desk.received
    assert tried.json["outcome"] == "delivered"
    assert body.decode() == before["body"]
    assert headers["kauli-test"] == "1"
    assert headers["webhook-id"] != delivery
    assert (await client("GET", here)).json == before


async def test_what_can_not_be_tried_says_why(client, path, bot_id):
    wrong = (
        (path, {"trigger": "nothing"}, 404, "trigger_not_found"),
        (path, {"delivery_id": "dlv_x"}, 404, "delivery_not_found"),
        (path, {"url": "nowhere"}, 422, "bad_url"),
        (path, {"colour": "red"}, 422, "invalid"),
        (f"/api/v1/bots/{bot_id}/endpoints/end_x/test", {}, 404, "endpoint_not_found"),
        ("/api/v1/deliveries/dlv_x/try", {"url": "https://a.example/"}, 404, "delivery_not_found"),
        ("/api/v1/deliveries/dlv_x/try", {}, 422, "invalid"),
    )
    for address, body, status, code in wrong:
        answer = await client("POST", address, body)
        assert (answer.status, answer.json["error"]["code"]) == (status, code), (address, body)
