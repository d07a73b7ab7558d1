"""Endpoints and deliveries over our own API."""

import pytest


@pytest.fixture
async def bot_id(make_bot):
    return await make_bot()


@pytest.fixture
async def path(bot_id):
    return f"/api/v1/bots/{bot_id}/endpoints"


NEW = {"url": "https://shop.example/new-order", "triggers": ["order_pizza"], "name": "Shop"}


async def test_the_signing_secret_is_in_the_answer_that_makes_an_endpoint(client, path):
    made = await client("POST", path, NEW | {"token": "t0ken"})
    assert made.status == 201
    secret = made.json.pop("secret")
    assert secret.startswith("whsec_")
    endpoint = {name: value for name, value in made.json.items() if name != "secret"}
    assert endpoint["url"] == NEW["url"]
    assert endpoint["has_token"] is True
    assert b"t0ken" not in made.body
    assert (await client("GET", f"{path}/{endpoint['id']}")).json == endpoint
    assert (await client("GET", path)).json == {"items": [endpoint], "next_cursor": None}
    assert secret not in (await client("GET", path)).body.decode()
    again = await client("GET", f"{path}/{endpoint['id']}/secret")
    assert (again.status, again.json["error"]["code"]) == (409, "secret_shown")
    assert secret not in again.body.decode()


async def test_one_endpoint_can_be_made_the_bots_webhook(client, path, bot_id):
    made = await client("POST", path, NEW | {"is_default": True})
    assert (made.status, made.json["is_default"]) == (201, True)
    assert (await client("GET", f"/chatbot/{bot_id}")).json["webhook_url"] == NEW["url"]
    again = await client("POST", path, NEW | {"is_default": True})
    assert (again.status, again.json["error"]["code"]) == (409, "exists")
    assert (await client("POST", path, NEW)).json["is_default"] is False


async def test_the_secret_of_the_compatible_apis_webhook_is_shown_once(client, path, bot_id):
    await client("PUT", f"/chatbot/{bot_id}", {"webhook_url": NEW["url"]})
    (endpoint,) = (await client("GET", path)).json["items"]
    first, second = [await client("GET", f"{path}/{endpoint['id']}/secret") for _ in range(2)]
    assert first.json["secret"].startswith("whsec_")
    assert (second.status, second.json["error"]["code"]) == (409, "secret_shown")


async def test_rotating_gives_a_new_secret_and_lets_the_old_one_go_on(client, path, clock):
    made = (await client("POST", path, NEW)).json
    clock.advance(60)
    rotated = await client("POST", f"{path}/{made['id']}/rotate")
    assert rotated.status == 200
    assert rotated.json["secret"] != made["secret"]
    assert [one["expires_at"] for one in rotated.json["secrets"]] == [
        None,
        "2026-01-02T00:01:00.000000Z",
    ]
    ended = await client("POST", f"{path}/{made['id']}/rotate", {"overlap_hours": 0})
    assert len(ended.json["secrets"]) == 1
    assert rotated.json["secret"] not in ended.body.decode()


async def test_a_public_key_can_always_be_seen(client, path):
    made = (await client("POST", path, NEW | {"secret_kind": "ed25519"})).json
    assert made["secret"].startswith("whpk_")
    assert made["secrets"][0]["public_key"] == made["secret"]
    for _ in range(2):
        shown = await client("GET", f"{path}/{made['id']}/secret")
        assert shown.json == {"secret": made["secret"]}
    back = await client("POST", f"{path}/{made['id']}/rotate", {"kind": "symmetric"})
    assert back.json["secret"].startswith("whsec_")
    assert [one["kind"] for one in back.json["secrets"]] == ["symmetric", "ed25519"]


async def test_null_sets_back_what_can_be_absent_and_leaves_the_rest_alone(client, path):
    settings = {
        "headers": {"X-Shop": "sh0p"},
        "shape": "envelope",
        "schedule": [5, 300],
        "timeout": 2.5,
        "rate_limit": 60,
        "concurrency": 4,
    }
    made = await client("POST", path, NEW | settings)
    assert made.status == 201
    assert b"sh0p" not in made.body
    shown = {name: made.json[name] for name in settings if name != "headers"}
    assert shown == {name: value for name, value in settings.items() if name != "headers"}
    assert made.json["header_names"] == ["x-shop"]
    here = f"{path}/{made.json['id']}"
    untouched = await client("PATCH", here, {"rate_limit": 30})
    assert untouched.json["schedule"] == [5, 300]
    assert untouched.json["rate_limit"] == 30
    nulls = dict.fromkeys([*settings, "name", "url", "active", "triggers", "token"])
    cleared = (await client("PATCH", here, nulls)).json
    assert cleared["header_names"] == []
    for name in ("schedule", "timeout", "rate_limit", "concurrency"):
        assert cleared[name] is None
    for name in ("shape", "name", "url", "active", "triggers"):
        assert cleared[name] == made.json[name]


async def test_one_header_is_taken_away_with_null(client, path):
    made = (await client("POST", path, NEW | {"headers": {"x-a": "1", "x-b": "2"}})).json
    changed = await client("PATCH", f"{path}/{made['id']}", {"headers": {"X-A": None}})
    assert changed.json["header_names"] == ["x-b"]


async def test_everything_wrong_is_told_in_one_answer(client, path):
    wrong = NEW | {
        "url": "nowhere",
        "headers": {"host": "x", "x-ok": "1", "authorization": "Bearer x"},
        "shape": "round",
        "schedule": [0],
        "timeout": 600,
        "rate_limit": 0,
        "concurrency": 5_000,
        "secret": "korosho",
    }
    answer = await client("POST", path, wrong)
    assert (answer.status, answer.json["error"]["code"]) == (422, "invalid")
    assert [".".join(one["where"][1:]) for one in answer.json["error"]["problems"]] == [
        *("url", "shape", "schedule", "timeout", "rate_limit", "concurrency"),
        *("headers.host", "headers.authorization", "secret"),
    ]
    for one in answer.json["error"]["problems"]:
        alone = {one["where"][1]: wrong[one["where"][1]]}
        answer = await client("POST", path, NEW | alone)
        assert answer.json["error"]["code"] in (f"bad_{one['where'][1]}", "invalid")
    assert (await client("GET", path)).json["items"] == []


async def test_the_compatible_apis_webhook_is_the_default_endpoint(client, path, bot_id):
    await client("PUT", f"/chatbot/{bot_id}", {"webhook_url": NEW["url"]})
    (endpoint,) = (await client("GET", path)).json["items"]
    assert (endpoint["is_default"], endpoint["url"]) == (True, NEW["url"])


async def test_an_endpoint_is_changed_and_deleted(client, path):
    endpoint = (await client("POST", path, NEW)).json
    here = f"{path}/{endpoint['id']}"
    changed = await client("PATCH", here, {"active": False, "triggers": []})
    assert (changed.json["active"], changed.json["triggers"]) == (False, [])
    assert changed.json["url"] == NEW["url"]
    assert (await client("DELETE", here)).status == 204
    assert (await client("GET", here)).status == 404


async def test_an_address_that_cannot_be_called_is_refused(client, path):
    for url in ("", "no address", "ftp://shop.example", "https://", "https://user:pw@shop.example"):
        answer = await client("POST", path, NEW | {"url": url})
        assert answer.status in (201, 422), url
        assert answer.status == 422 or url in ("", "https://user:pw@shop.example"), url
    assert (await client("POST", path, {"triggers": ["order_pizza"]})).status == 422


@pytest.fixture
async def delivery(client, path, bot_id):
    """A delivery that waits to be sent."""
    await client("POST", path, {"url": "https://shop.example/done", "triggers": ["done"]})
    chat = f"/api/v1/bots/{bot_id}/conversations/c/messages"
    for text in ("order pizza", "2"):
        await client("POST", chat, {"text": text})
    said = (await client("POST", chat, {"text": "yes", "message_id": "m"})).json
    (delivery_id,) = said["deliveries"]
    return delivery_id


async def test_a_delivery_shows_the_exact_body_that_is_sent(client, delivery, bot_id):
    found = (await client("GET", f"/api/v1/deliveries/{delivery}")).json
    assert found["status"] == "pending"
    assert (found["bot_id"], found["trigger"], found["sequence"]) == (bot_id, "done", 1)
    assert '"chat_id":"c"' in found["body"]
    assert found["attempts"] == []
    assert found["finished_at"] is None


async def test_deliveries_are_listed_by_bot_and_status(client, delivery, bot_id):
    for query, expected in (
        ("", [delivery]),
        (f"bot_id={bot_id}", [delivery]),
        (f"bot_id={bot_id + 1}", None),
        ("status=pending", [delivery]),
        ("status=delivered", []),
    ):
        answer = await client("GET", "/api/v1/deliveries", query=query)
        if expected is None:
            assert answer.status == 404
        else:
            assert [one["id"] for one in answer.json["items"]] == expected, query
    for query in ("status=lost", "bot_id=abc"):
        assert (await client("GET", "/api/v1/deliveries", query=query)).status == 422
    assert (await client("GET", "/api/v1/deliveries", query=f"bot_id={2**70}")).status == 404


async def test_a_delivery_on_its_way_is_not_sent_again(client, delivery):
    answer = await client("POST", f"/api/v1/deliveries/{delivery}/resend")
    assert answer.status in (200, 409)


async def test_somebody_elses_delivery_looks_like_none(neighbour, delivery):
    for method, path in (("GET", ""), ("POST", "/resend")):
        answer = await neighbour(method, f"/api/v1/deliveries/{delivery}{path}")
        assert (answer.status, answer.json["error"]["code"]) == (404, "delivery_not_found")
    assert (await neighbour("GET", "/api/v1/deliveries")).json["items"] == []
