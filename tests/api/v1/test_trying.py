"""Simulation and conversation tests, over our own API."""

import pytest

ORDER = {
    "name": "An order",
    "steps": [
        {"say": "order pizza", "expect": {"state": "order_pizza", "pushes": []}},
        {"say": "2", "expect": {"replies": [["2 it is. Sure?", "[Yes]", "[No]"]]}},
        {"say": "yes", "type": "interactive", "expect": {"next_state": "end"}},
    ],
}


@pytest.fixture
async def bot(make_bot):
    """The address of the pizza bot."""
    number = await make_bot(
        webhook_url="https://x.example/in", webhook_trigger_intents=["order_pizza"]
    )
    return f"/api/v1/bots/{number}"


async def test_a_conversation_travels_with_its_client(client, bot):
    session, states = None, []
    for text in ("order pizza", "2", "yes"):
        done = await client(
            "POST", f"{bot}/simulate", {"message": {"text": text}, "session": session}
        )
        assert done.status == 200, done.body
        session = done.json["session"]
        states.append(done.json["state"])
    assert states == ["order_pizza", "number", "done"]
    answer = done.json
    assert [reply["type"] for reply in answer["replies"]] == ["text", "media"]
    assert [push["trigger"] for push in answer["pushes"]] == ["order_pizza"]
    assert answer["pushes"][0]["body"]["number"] == "2"
    assert answer["events"][-1] == {"kind": "flow_finished", "root": "order_pizza"}
    assert answer["calls"] == []
    assert (await client("GET", f"{bot}/conversations")).json["items"] == []


async def test_a_state_and_a_guess_are_shown(client, bot):
    begun = await client("POST", f"{bot}/simulate", {"state": "number", "memory": {"number": "4"}})
    assert begun.json["replies"][0]["lines"] == ["4 it is. Sure?"]
    assert begun.json["replies"][0]["buttons"][0] == {"id": "yes", "title": "Yes"}
    assert begun.json["intent"] is None
    heard = (await client("POST", f"{bot}/simulate", {"message": {"text": "good morning"}})).json
    assert (heard["intent"], heard["understood"]) == ("greet", True)
    assert heard["ranked"][0]["intent"] == "greet"
    assert heard["version_id"] is None


@pytest.mark.parametrize(
    "session",
    [
        "text",
        [],
        {"at": 5},
        {"at": {"state": None}},
        {"at": {"memory": []}},
        {"at": {"memory": {"a": 1}}},
        {"at": {"memory": {"a": "b" * 70_000}}},
        {"at": {"offered": [{"id": 1}]}},
        {"at": {"offered": [{"id": "a", "title": "b"}] * 101}},
        {"at": {"nonsense": {}}, "turns": "many"},
        {"turns": -1},
        {"turns": 10**30},
        {"pushes": 1.5},
        {"unknown": 1},
    ],
)
async def test_a_session_that_is_none_is_refused(client, bot, session):
    sent = {"message": {"text": "hi"}, "session": session}
    refused = await client("POST", f"{bot}/simulate", sent)
    assert refused.status == 422
    assert refused.json["error"]["message"]


@pytest.mark.parametrize(
    "at",
    [
        {"state": "gone", "next_state": "gone"},
        {"state": "end", "next_state": "end", "root": "gone"},
        {"state": "number", "next_state": "choice_sure", "root": "nobody"},
        {"offered": [{"id": "gone", "title": "hi"}]},
        {"state": "\ud800", "memory": {"\ud800": "\udfff"}},
    ],
)
async def test_a_made_up_session_is_answered_or_refused(client, bot, at):
    sent = {"message": {"text": "yes"}, "session": {"at": at}}
    assert (await client("POST", f"{bot}/simulate", sent)).status in (200, 422)


@pytest.mark.parametrize(
    ("sent", "place"),
    [
        ({}, "message"),
        ({"state": "nowhere"}, "state"),
        ({"message": {"text": "a" * 4_097}}, "text"),
        ({"message": {"text": "hi"}, "memory": {"a": 1}}, "memory"),
        ({"message": {"text": "hi"}, "pick": -1}, "pick"),
        ({"message": {"text": "hi"}, "chat_id": ""}, "chat_id"),
        ({"message": {"text": "hi"}, "nonsense": 1}, "nonsense"),
        ({"message": {"text": "hi"}, "state": "number", "session": {}}, "state"),
    ],
)
async def test_what_can_not_be_played_is_refused(client, bot, sent, place):
    refused = await client("POST", f"{bot}/simulate", sent)
    assert refused.status == 422
    assert place in str(refused.json["error"]["problems"][0]["where"])


async def test_what_is_not_there_is_not_found(client, bot):
    wrong = await client("POST", f"{bot}/simulate", {"on": "ver_1", "message": {"text": "hi"}})
    assert (wrong.status, wrong.json["error"]["code"]) == (404, "version_not_found")
    gone = await client("GET", f"{bot}/tests/cvt_1")
    assert (gone.status, gone.json["error"]["code"]) == (404, "test_not_found")


async def test_tests_are_kept_run_and_deleted(client, bot):
    made = await client("POST", f"{bot}/tests", ORDER)
    assert made.status == 201, made.body
    address = f"{bot}/tests/{made.json['id']}"
    assert (await client("GET", address)).json == made.json
    assert made.json["start"] == {"state": None, "memory": {}}
    assert made.json["steps"][1]["expect"]["replies"] == [["2 it is. Sure?", "[Yes]", "[No]"]]
    listed = (await client("GET", f"{bot}/tests")).json
    assert listed == {"items": [made.json], "next_cursor": None}
    run = (await client("POST", f"{bot}/tests/run", {})).json
    assert (run["passed"], run["failed"]) == (1, 0)
    assert [step["passed"] for step in run["results"][0]["steps"]] == [True, True, True]

    returned = {name: made.json[name] for name in ("name", "start", "steps")}
    returned["steps"][2]["expect"] |= {"state": "order_pizza", "next_state": None}
    changed = await client("PUT", address, returned)
    assert changed.status == 200, changed.body
    run = (
        await client("POST", f"{bot}/tests/run", {"on": "live", "tests": [made.json["id"]]})
    ).json
    assert (run["passed"], run["failed"]) == (0, 1)
    (difference,) = run["results"][0]["steps"][2]["differences"]
    assert difference == {
        "what": "state",
        "expected": "order_pizza",
        "got": "done",
        "message": "Step 3: expected the state order_pizza, but the conversation is in done.",
    }
    assert (await client("DELETE", address)).status == 204
    assert (await client("GET", f"{bot}/tests")).json["items"] == []
    assert (await client("POST", f"{bot}/tests/run", {})).json["results"] == []


@pytest.mark.parametrize(
    "test",
    [
        {},
        ORDER | {"steps": []},
        ORDER | {"steps": [{"say": 5}]},
        ORDER | {"steps": [{"say": "x", "expect": {"state": "y" * 501}}]},
        ORDER | {"name": " "},
        ORDER | {"name": "x" * 201},
        ORDER | {"nonsense": True},
        ORDER | {"steps": [{"say": "x"}] * 201},
    ],
)
async def test_what_is_no_test_is_refused(client, bot, test):
    assert (await client("POST", f"{bot}/tests", test)).status == 422


async def test_nobody_else_gets_at_them(client, bot, stranger, neighbour):
    made = (await client("POST", f"{bot}/tests", ORDER)).json
    for method, path, body in (
        ("POST", f"{bot}/simulate", {"message": {"text": "hi"}}),
        ("GET", f"{bot}/tests", None),
        ("POST", f"{bot}/tests", ORDER),
        ("GET", f"{bot}/tests/{made['id']}", None),
        ("PUT", f"{bot}/tests/{made['id']}", ORDER),
        ("DELETE", f"{bot}/tests/{made['id']}", None),
        ("POST", f"{bot}/tests/run", {}),
    ):
        assert (await stranger(method, path, body)).status == 401
        assert (await neighbour(method, path, body)).status == 404
