"""What was not understood, over our own API."""

import pytest


@pytest.fixture
async def missed(client, make_bot):
    """The address of what a bot missed, after it missed something."""
    bot = f"/api/v1/bots/{await make_bot()}"
    for text in ("qwerty uiop", "wapi bei yenu", "qwerty uiop"):
        await client("POST", f"{bot}/conversations/255711111111/messages", {"text": text})
    return f"{bot}/missed"


async def test_it_is_listed_in_pages_the_most_frequent_first(client, missed):
    page = (await client("GET", missed, query="limit=1")).json
    assert [(one["text"], one["times"]) for one in page["items"]] == [("qwerty uiop", 2)]
    rest = (await client("GET", missed, query=f"cursor={page['next_cursor']}")).json
    assert [one["text"] for one in rest["items"]] == ["wapi bei yenu"]
    assert rest["next_cursor"] is None
    assert (await client("GET", missed, query="cursor=eA")).status == 422


async def test_it_is_assigned_and_dismissed(client, missed):
    first, second = (await client("GET", missed)).json["items"]
    learnt = await client(
        "POST", f"{missed}/assign", {"items": [{"id": second["id"], "intent": "order_pizza"}]}
    )
    assert learnt.json == {"added": 1, "published": True}
    assert (await client("POST", f"{missed}/dismiss", {"ids": [first["id"]]})).status == 204
    assert (await client("GET", missed)).json["items"] == []
    gone = await client("POST", f"{missed}/assign", {"items": [{"id": "x", "intent": "greet"}]})
    assert (gone.status, gone.json["error"]["code"]) == (404, "missed_not_found")
