"""The front door: paths, bodies, ids of requests, and errors that are always JSON."""

import json
import shutil

import pytest

from kauli.api.exchange import Visit
from kauli.api.front import Api, FrontDoor
from kauli.api.sarufi.errors import render
from kauli.kit.errors import Unavailable


@pytest.fixture
def database_url(tmp_path, sqlite_template):
    """The front door never sees the database: one kind will do."""
    shutil.copy(sqlite_template, tmp_path / "kauli.db")
    return ""


@pytest.mark.parametrize(
    "path",
    ["/chatbots", "/chatbots/", "//chatbots", "///chatbots/", "//chatbots/"],
)
async def test_a_path_is_answered_directly_however_its_slashes_are_written(client, path):
    answer = await client("GET", path)
    assert (answer.status, answer.json) == (200, [])
    assert "location" not in answer.headers


async def test_a_lean_route_takes_every_form_of_its_path_too(client, make_bot):
    body = {"bot_id": await make_bot(), "chat_id": "1", "message": "hello"}
    for path in ("/conversation", "/conversation/", "//conversation", "//conversation/whatsapp/"):
        assert (await client("POST", path, body)).status == 200, path


async def test_only_one_slash_is_taken_off_the_end(client):
    assert (await client("GET", "/chatbots//")).status == 404


@pytest.mark.parametrize("path", ["/nope", "/", "/api/v1/nope", "/api/v1", "/chatbot/1/nope"])
async def test_an_unknown_path_is_a_404_in_json(client, path):
    answer = await client("GET", path)
    assert answer.status == 404
    assert answer.headers["content-type"] == "application/json"
    assert answer.json


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("PATCH", "/chatbot", "POST"),
        ("GET", "/conversation", "POST"),
        ("GET", "/plugin/conversation/1", "POST"),
        ("DELETE", "/chatbots", "GET"),
        ("GET", "/api/v1/bots/1/conversations/2/messages", "POST"),
        ("PUT", "/api/v1/keys", "GET"),
    ],
)
async def test_a_wrong_method_is_a_405_that_names_the_right_one(client, method, path, allow):
    answer = await client(method, path)
    assert answer.status == 405
    assert allow in answer.headers["allow"]
    assert answer.json


async def test_head_gets_the_headers_of_get_and_no_body(client):
    answer = await client("HEAD", "/healthz")
    assert (answer.status, answer.body) == (200, b"")
    assert (await client("HEAD", "/nope")).body == b""


async def test_a_request_keeps_the_id_that_the_client_gave_it(client):
    answer = await client("GET", "/chatbots", x_request_id="order-17.a_b")
    assert answer.headers["x-request-id"] == "order-17.a_b"


async def test_a_request_without_a_sane_id_is_given_one(client):
    first = await client("GET", "/chatbots", x_request_id="two words")
    second = await client("GET", "/nope")
    assert first.headers["x-request-id"] not in ("", "two words", second.headers["x-request-id"])


async def test_an_announced_body_over_the_limit_is_refused_unread(make_app, make_client, key):
    client = make_client(make_app(body_limit=100), key)
    answer = await client("POST", "/chatbot", data=b"{", content_length="101")
    assert answer.status == 413
    assert "100 bytes" in answer.json["detail"]


@pytest.mark.parametrize("path", ["/chatbot", "/conversation", "/api/v1/bots"])
async def test_a_body_over_the_limit_is_refused_however_it_comes_in(
    make_app, make_client, key, path
):
    client = make_client(make_app(body_limit=100), key)
    for chunks in ([b"x" * 101], [b"x" * 60, b"x" * 60], [b"", b"x" * 101]):
        assert (await client("POST", path, chunks=chunks)).status == 413


async def test_a_body_in_pieces_is_put_together(client):
    whole = json.dumps({"name": "Pieces", "intents": {}, "flows": {}}).encode()
    answer = await client("POST", "/chatbot", chunks=[whole[:7], b"", whole[7:]])
    assert (answer.status, answer.json["name"]) == (200, "Pieces")


async def test_nul_characters_in_an_address_are_refused(client):
    assert (await client("GET", "/chatbot/\x00")).status == 422
    assert (await client("GET", "/api/v1/deliveries", query="cursor=%00")).status == 422


async def test_a_page_anywhere_may_call_the_compatible_api(client):
    asked = await client(
        "OPTIONS",
        "/conversation/",
        origin="https://shop.example",
        access_control_request_method="POST",
        access_control_request_headers="authorization, content-type, x-mine",
    )
    assert asked.status == 200
    assert asked.headers["access-control-allow-origin"] == "*"
    assert asked.headers["access-control-allow-headers"] == "authorization, content-type, x-mine"
    assert "DELETE" in asked.headers["access-control-allow-methods"]
    for path in ("/chatbots", "/nope"):
        answer = await client("GET", path, origin="https://shop.example")
        assert answer.headers["access-control-allow-origin"] == "*"


async def test_a_page_elsewhere_may_not_read_our_own_api(client):
    answer = await client("GET", "/api/v1/bots", origin="https://shop.example")
    assert "access-control-allow-origin" not in answer.headers


class _Broken:
    """An application that fails, before its answer began or after."""

    def __init__(self, error: Exception, *, late: bool) -> None:
        self.error, self.late = error, late

    async def __call__(self, scope, receive, send):
        if self.late:
            await send({"type": "http.response.start", "status": 200, "headers": []})
        raise self.error


def _door(app):
    api = Api(app, {}, (), render, any_origin=False)
    return FrontDoor(api, ("/api/v1",), api, body_limit=100)


async def test_whatever_goes_wrong_the_answer_is_json_without_the_details(make_client, capsys):
    client = make_client(_door(_Broken(RuntimeError("the password is hunter2"), late=False)))
    answer = await client("GET", "/chatbots")
    assert answer.status == 500
    assert answer.json["detail"] == answer.json["message"] == answer.json["error"]
    assert b"hunter2" not in answer.body
    assert "request_failed" in capsys.readouterr().out


async def test_a_failure_after_the_answer_began_does_not_begin_another(make_client, capsys):
    client = make_client(_door(_Broken(RuntimeError("too late"), late=True)))
    assert (await client("GET", "/chatbots")).body == b""
    assert "request_failed" in capsys.readouterr().out


async def test_what_may_pass_soon_says_when_to_try_again(make_client):
    client = make_client(_door(_Broken(Unavailable("The database is away."), late=False)))
    answer = await client("GET", "/chatbots")
    assert (answer.status, answer.headers["retry-after"]) == (503, "2")


async def test_a_client_that_goes_away_in_the_middle_gets_nothing():
    sent = []

    async def receive():
        return {"type": "http.disconnect"}

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "path": "/x", "method": "POST", "headers": [], "query_string": b""}
    await _door(_Broken(RuntimeError(), late=False))(scope, receive, send)
    assert sent == []


async def test_a_websocket_is_closed():
    sent = []

    async def send(message):
        sent.append(message)

    await _door(_Broken(RuntimeError(), late=False))({"type": "websocket"}, None, send)
    assert sent == [{"type": "websocket.close", "code": 1000}]


def test_a_visit_starts_with_nothing_read():
    assert Visit({}, {}).body == b""
