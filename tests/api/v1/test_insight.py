"""The health of endpoints over our own API."""

import pytest


@pytest.fixture
async def shop(client, make_bot):
    """A bot with an endpoint that nobody answers at: their addresses."""
    bot = f"/api/v1/bots/{await make_bot()}"
    settings = {"url": "http://127.0.0.1:9999/", "name": "Orders", "triggers": ["number"]}
    made = (await client("POST", f"{bot}/endpoints", settings)).json
    return bot, f"{bot}/endpoints/{made['id']}"


async def order(client, bot: str, chat: str) -> None:
    for text in ("order pizza", "2"):
        await client("POST", f"{bot}/conversations/{chat}/messages", {"text": text})


async def test_an_endpoint_tells_how_it_is_doing(client, shop, clock):
    bot, endpoint = shop
    await order(client, bot, "c1")
    clock.advance(90)
    health = (await client("GET", f"{endpoint}/health")).json
    assert health["condition"] == "unattended"
    assert health["line"].startswith("unattended: 1 due for 1 min 30 s and nobody sends")
    assert health["queue"] == {"due": 1, "later": 0, "behind": 0, "sending": 0, "more": False}
    assert health["oldest_undelivered_at"] == "2026-01-01T00:00:00.000000Z"
    assert health["next_attempt_at"] == "2026-01-01T00:01:30.000000Z"
    assert health["last_day"] == {
        "attempts": 0,
        "delivered": 0,
        "share": None,
        "p50_ms": None,
        "p95_ms": None,
    }
    assert (health["name"], health["statuses"], health["resting_until"]) == ("Orders", None, None)


async def test_a_bot_tells_of_all_its_endpoints(client, shop):
    bot, endpoint = shop
    await client("POST", f"{bot}/endpoints", {"url": "http://127.0.0.1:9999/", "active": False})
    await order(client, bot, "c1")
    items = (await client("GET", f"{bot}/health", query="totals=true")).json["items"]
    assert {one["condition"]: one["statuses"] for one in items} == {
        "new": {"pending": 1},
        "off": {},
    }
    alone = (await client("GET", f"{endpoint}/health", query="totals=true")).json
    assert alone in items


async def test_what_is_not_there_or_not_yours_is_not_found(client, neighbour, stranger, shop):
    bot, endpoint = shop
    for path, code in (
        (f"{bot}/endpoints/end_x/health", "endpoint_not_found"),
        ("/api/v1/bots/99/health", "bot_not_found"),
    ):
        missing = await client("GET", path)
        assert (missing.status, missing.json["error"]["code"]) == (404, code)
    for path in (f"{bot}/health", f"{endpoint}/health"):
        assert (await neighbour("GET", path)).json["error"]["code"] == "bot_not_found"
        assert (await stranger("GET", path)).status == 401
