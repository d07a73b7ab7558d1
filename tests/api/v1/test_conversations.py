"""Conversations over our own API."""

import socket
from collections.abc import Iterator
from contextlib import closing

import pytest

from kauli.storage.statements import Prepared


@pytest.fixture
async def chat(make_bot):
    """The address of a conversation."""
    return f"/api/v1/bots/{await make_bot()}/conversations/255711111111"


@pytest.fixture
def statements(monkeypatch) -> list[str]:
    """The text of every statement that is run from now on."""
    asked: list[str] = []
    compiled = Prepared.compiled

    def noting(prepared: Prepared, dialect: str):
        found = compiled(prepared, dialect)
        asked.append(found.sql)
        return found

    monkeypatch.setattr(Prepared, "compiled", noting)
    return asked


@pytest.fixture
def deaf() -> Iterator[str]:
    """An address at which nobody listens."""
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}/"


async def test_a_message_is_answered_with_all_that_came_of_it(client, chat):
    answer = await client("POST", f"{chat}/messages", {"text": "order pizza"})
    assert answer.status == 200
    found = answer.json
    assert found.pop("conversation_id").startswith("cnv_")
    assert found.pop("confidence") > 0.5
    assert {event["kind"] for event in found.pop("events")} == {"flow_started", "state_entered"}
    assert found == {
        "number": 1,
        "replies": [{"type": "text", "lines": ["How many pizzas?"]}],
        "state": "order_pizza",
        "next_state": "number",
        "memory": {"order_pizza": "order pizza"},
        "intent": "order_pizza",
        "deliveries": [],
        "duplicate": False,
    }


async def test_buttons_and_media_keep_their_shape(client, chat):
    await client("POST", f"{chat}/messages", {"text": "order pizza"})
    asked = (await client("POST", f"{chat}/messages/", {"text": "2"})).json
    assert asked["replies"] == [
        {
            "type": "buttons",
            "lines": ["2 it is. Sure?"],
            "buttons": [{"id": "yes", "title": "Yes"}, {"id": "no", "title": "No"}],
        }
    ]
    done = await client("POST", f"{chat}/messages", {"text": "yes", "type": "interactive"})
    assert done.json["replies"] == [
        {"type": "text", "lines": ["It is on its way."]},
        {
            "type": "media",
            "kind": "images",
            "items": [{"link": "https://shop.example/pizza.png", "caption": "Yours"}],
        },
    ]


async def test_a_message_that_comes_twice_is_answered_once(client, chat):
    sent = {"text": "order pizza", "message_id": "wamid.1"}
    first = (await client("POST", f"{chat}/messages", sent)).json
    again = (await client("POST", f"{chat}/messages", sent)).json
    assert again == first | {"duplicate": True}
    transcript = (await client("GET", f"{chat}/transcript")).json
    assert len(transcript["items"]) == 1


async def test_what_is_no_message_is_refused_with_its_place(client, chat):
    for data, where in (
        (b"", []),
        (b"[]", []),
        (b"{}", []),
        (b'{"text": 5}', ["text"]),
        (b'{"text": null}', ["text"]),
        (b'{"text": "hi", "type": []}', ["type"]),
        (b'{"text": "hi", "message_id": 5}', ["message_id"]),
        (b'{"text": "hi", "txet": 5}', []),
        (b'{"text": "\\u0000"}', []),
        (b'{"text": "\\ud800"}', []),
        (b'{"text": "' + b"x" * 4_097 + b'"}', ["text"]),
        (b'{"text": "hi", "message_id": "' + b"x" * 256 + b'"}', ["message_id"]),
        (b'{"text": "hi", "type": "' + b"x" * 33 + b'"}', ["type"]),
        (b'{"text": ' + b"[" * 10_000 + b"]" * 10_000 + b"}", []),
    ):
        answer = await client("POST", f"{chat}/messages", data=data)
        assert answer.status == 422, (data[:40], answer.body)
        fault = answer.json["error"]
        places = [problem["where"] for problem in fault["problems"]]
        assert places in ([["body", *where]], []), (data[:40], places)
        assert fault["message"]


async def test_a_chat_id_may_be_anything_that_fits(client, make_bot):
    bot = f"/api/v1/bots/{await make_bot()}/conversations"
    for chat_id in ("1,730,111", "a/b", "messages", "habari yako", "ünï", "x" * 255):
        said = await client("POST", f"{bot}/{chat_id}/messages", {"text": "order pizza"})
        assert said.status == 200, chat_id
        assert (await client("GET", f"{bot}/{chat_id}")).json["next_state"] == "number"
    for path in (f"{bot}/{'x' * 256}", f"{bot}/{'x' * 256}/transcript"):
        assert (await client("GET", path)).status == 422
    assert (await client("POST", f"{bot}/{'x' * 256}/messages", {"text": "hi"})).status == 422


async def test_a_conversation_shows_where_it_stands(client, chat):
    idle = {"chat_id": "255711111111", "state": "end", "next_state": "end", "memory": {}}
    assert (await client("GET", chat)).json == idle
    await client("POST", f"{chat}/messages", {"text": "order pizza"})
    assert (await client("GET", chat)).json == {
        "chat_id": "255711111111",
        "state": "order_pizza",
        "next_state": "number",
        "memory": {"order_pizza": "order pizza"},
    }


async def test_a_conversation_is_moved(client, chat):
    await client("POST", f"{chat}/messages", {"text": "order pizza"})
    moved = await client("PATCH", chat, {"next_state": "done"})
    assert (moved.status, moved.json["next_state"]) == (200, "done")
    answer = await client("POST", f"{chat}/messages", {"text": "go"})
    assert answer.json["replies"][0]["lines"] == ["It is on its way."]


async def test_conversations_come_in_pages(client, make_bot):
    bot = f"/api/v1/bots/{await make_bot()}/conversations"
    for number in range(3):
        await client("POST", f"{bot}/{number}/messages", {"text": "order pizza"})
    first = (await client("GET", bot, query="limit=2")).json
    rest = (await client("GET", bot, query=f"cursor={first['next_cursor']}")).json
    assert [one["chat_id"] for one in first["items"] + rest["items"]] == ["0", "1", "2"]
    assert rest["next_cursor"] is None
    assert first["items"][0]["channel"] == "api"
    assert first["items"][0]["turns"] == 1


async def test_a_transcript_comes_in_pages(client, chat):
    for text in ("order pizza", "2", "yes"):
        await client("POST", f"{chat}/messages", {"text": text})
    first = (await client("GET", f"{chat}/transcript", query="limit=2")).json
    rest = (await client("GET", f"{chat}/transcript", query=f"cursor={first['next_cursor']}")).json
    turns = first["items"] + rest["items"]
    assert [(turn["number"], turn["message"]) for turn in turns] == [
        (1, "order pizza"),
        (2, "2"),
        (3, "yes"),
    ]
    assert turns[0]["replies"] == [{"type": "text", "lines": ["How many pizzas?"]}]
    assert turns[0]["trace"]["state"] == "order_pizza"
    assert rest["next_cursor"] is None


async def test_a_text_is_understood_without_being_said(client, make_bot):
    path = f"/api/v1/bots/{await make_bot()}/predict"
    found = (await client("POST", path, {"text": "order pizza"})).json
    assert (found["intent"], found["understood"]) == ("order_pizza", True)
    assert {guess["intent"] for guess in found["ranked"]} >= {"order_pizza"}
    assert (await client("POST", path, {"text": "x" * 4_097})).status == 422
    assert (await client("POST", path, {})).status == 422


async def test_a_turn_in_the_transcript_lists_what_it_sent(
    client, platform, make_bot, statements, deaf
):
    bot = await make_bot()
    made = []
    for name in ("Kitchen", "Books"):
        settings = {"url": deaf, "name": name, "triggers": ["number"]}
        made.append((await client("POST", f"/api/v1/bots/{bot}/endpoints", settings)).json["id"])
    chat = f"/api/v1/bots/{bot}/conversations/255711111111"
    said = [
        (await client("POST", f"{chat}/messages", {"text": text})).json
        for text in ("order pizza", "2", "no", "3")
    ]
    before = (await client("GET", f"{chat}/transcript")).json["items"]
    for turn, answer in zip(before, said, strict=True):
        assert [one["id"] for one in turn["deliveries"]] == answer["deliveries"]
    assert [len(turn["deliveries"]) for turn in before] == [0, 2, 0, 2]
    names = {one["endpoint_id"]: one["endpoint_name"] for one in before[1]["deliveries"]}
    assert names == dict(zip(made, ("Kitchen", "Books"), strict=True))
    first = before[1]["deliveries"][0]
    assert (first["status"], first["attempts"], first["sentence"]) == ("pending", 0, "")
    await platform.worker.drain()
    statements.clear()
    after = (await client("GET", f"{chat}/transcript", query="limit=2&cursor=MQ")).json["items"]
    assert len([one for one in statements if "deliveries" in one]) == 1
    assert [turn["number"] for turn in after] == [2, 3]
    tried = after[0]["deliveries"][0]
    assert (tried["trigger"], tried["url"]) == ("number", deaf)
    assert (tried["status"], tried["attempts"], tried["outcome"]) == ("failed", 1, "connect")
    assert tried["sentence"].endswith(".")
    shown = (await client("GET", f"/api/v1/deliveries/{tried['id']}")).json
    assert shown["attempts"][0]["sentence"] == tried["sentence"]
