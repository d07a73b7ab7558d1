"""Looking through conversations, taking them along, counting and forgetting, over our own API."""

import csv
import io

import pytest


@pytest.fixture
async def bot(make_bot):
    """The address of a bot that somebody has talked to."""
    return f"/api/v1/bots/{await make_bot()}"


@pytest.fixture
async def chats(client, bot):
    """The address of its conversations: two people, one of whom has ordered."""
    address = f"{bot}/conversations"
    for text in ("order pizza", "2", "yes"):
        await client("POST", f"{address}/255711/messages", {"text": text})
    await client("POST", f"{address}/255722/messages", {"text": "order pizza"})
    await client("POST", f"{address}/255722/messages", {"text": "3"})
    return address


async def test_conversations_are_looked_through(client, chats):
    async def found(query: str) -> list[str]:
        answer = await client("GET", chats, query=query)
        assert answer.status == 200, answer.body
        return [one["chat_id"] for one in answer.json["items"]]

    assert await found("") == ["255711", "255722"]
    assert set(await found("order=recent")) == {"255711", "255722"}
    assert await found("search=255722") == ["255722"]
    assert await found("search=711&order=recent") == ["255711"]
    assert await found("status=waiting") == ["255722"]
    assert await found("status=ended&channel=api") == ["255711"]
    assert await found("state=choice_sure") == ["255722"]
    assert await found("since=2100-01-01") == []
    assert await found("until=2020-01-01T00:00:00Z") == []
    (one,) = (await client("GET", chats, query="search=255722")).json["items"]
    assert one["last"]["message"] == "3"
    assert one["last"]["reply"] == "3 it is. Sure?"
    assert (one["status"], one["turns"]) == ("waiting", 2)
    assert one["version_id"].startswith("ver_")
    assert await found(f"version_id={one['version_id']}") == ["255711", "255722"]
    for query in ("status=lost", "order=none", "since=yesterday", f"search={'x' * 256}"):
        assert (await client("GET", chats, query=query)).status == 422


async def test_pages_in_the_order_of_activity_go_on_with_their_cursor(client, chats):
    first = (await client("GET", chats, query="order=recent&limit=1")).json
    second = (
        await client("GET", chats, query=f"order=recent&limit=1&cursor={first['next_cursor']}")
    ).json
    both = [one["chat_id"] for page in (first, second) for one in page["items"]]
    assert sorted(both) == ["255711", "255722"]
    assert second["next_cursor"] is None


async def test_a_transcript_is_read_from_either_end(client, chats):
    async def read(order: str) -> list[int]:
        found, cursor = [], ""
        while True:
            page = await client(
                "GET", f"{chats}/255711/transcript", query=f"order={order}&limit=2{cursor}"
            )
            found += [turn["number"] for turn in page.json["items"]]
            if page.json["next_cursor"] is None:
                return found
            cursor = f"&cursor={page.json['next_cursor']}"

    assert await read("oldest") == [1, 2, 3]
    assert await read("newest") == [3, 2, 1]
    assert (await client("GET", f"{chats}/255711/transcript", query="order=up")).status == 422


@pytest.mark.usefixtures("chats")
async def test_what_went_on_is_counted(client, bot):
    answer = await client("GET", f"{bot}/statistics", query="zone=%2B03:00")
    assert answer.status == 200
    found = answer.json
    assert (found["messages"], found["conversations"], found["finished"]) == (5, 2, 1)
    assert (found["not_understood"], found["not_understood_share"]) == (0, 0)
    assert found["complete"] is True
    assert len(found["days"]) == 30
    assert sum(day["messages"] for day in found["days"]) == 5
    assert found["intents"][0] == {
        "intent": "order_pizza",
        "times": 2,
        "finished": 1,
        "cancelled": 0,
        "left": 0,
    }
    states = {one.pop("state"): one for one in found["states"]}
    assert states["number"] == {"entered": 2, "went_on": 1, "dropped": 0, "waiting": 1}
    for query in ("zone=Nowhere", "since=2000-01-01", "until=never"):
        assert (await client("GET", f"{bot}/statistics", query=query)).status == 422


@pytest.mark.usefixtures("chats")
async def test_what_was_said_is_taken_along(client, bot):
    answer = await client("GET", f"{bot}/export/conversations", staying=True)
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"), newline="")))
    assert [row["message"] for row in rows if row["chat_id"] == "255711"] == [
        "order pizza",
        "2",
        "yes",
    ]
    orders = await client(
        "GET", f"{bot}/export/conversations", query="of=answers&format=json", staying=True
    )
    assert [
        (row["chat_id"], row["number"], row["choice_sure"], row["messages"]) for row in orders.json
    ] == [("255711", "2", "yes", 3)]
    none = await client(
        "GET", f"{bot}/export/conversations", query="since=2100-01-01&format=json", staying=True
    )
    assert none.json == []
    one = await client(
        "GET", f"{bot}/export/conversations", query="chat_id=255722&format=json", staying=True
    )
    assert [row["message"] for row in one.json] == ["order pizza", "3"]
    for query in ("format=xlsx", "of=nothing", "zone=Nowhere"):
        assert (await client("GET", f"{bot}/export/conversations", query=query)).status == 422
    gone = await client("GET", "/api/v1/bots/999/export/conversations")
    assert gone.status == 404


async def test_a_person_is_forgotten(client, chats):
    answer = await client("DELETE", f"{chats}/255711")
    assert (answer.status, answer.json) == (
        200,
        {
            "conversations": 1,
            "turns": 3,
            "deliveries": 0,
            "attempts": 0,
            "wordings": 0,
            "cancelled": 0,
        },
    )
    assert (await client("DELETE", f"{chats}/255711")).json["conversations"] == 0
    assert [one["chat_id"] for one in (await client("GET", chats)).json["items"]] == ["255722"]
    assert (await client("DELETE", "/api/v1/people/255722")).json["turns"] == 2
    assert (await client("GET", chats)).json["items"] == []


async def test_an_order_that_waits_keeps_its_person(client, bot, chats):
    endpoint = {"url": "http://127.0.0.1:8149/", "triggers": ["order_pizza"]}
    assert (await client("POST", f"{bot}/endpoints", endpoint)).status == 201
    await client("POST", f"{chats}/255722/messages", {"text": "yes"})
    refused = await client("DELETE", f"{chats}/255722")
    assert (refused.status, refused.json["error"]["code"]) == (409, "deliveries_pending")
    assert refused.json["error"]["message"].startswith("1 delivery has still to be sent")
    done = await client("DELETE", f"{chats}/255722", query="cancel=true")
    assert (done.status, done.json["cancelled"], done.json["deliveries"]) == (200, 1, 1)
