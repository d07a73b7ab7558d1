"""Deliveries over our own API."""

import itertools

import pytest

from kauli.kit.clock import HOUR, iso
from kauli.kit.ids import new_id
from kauli.storage.statements import Prepared, insert_into
from kauli.storage.tables import BEHIND, deliveries

_ADD = Prepared(insert_into(deliveries))


def _insert(rows):
    yield _ADD.many(rows)


@pytest.fixture
async def bot(make_bot) -> int:
    return await make_bot()


@pytest.fixture
async def endpoint(client, bot) -> str:
    body = {"url": "http://127.0.0.1:5000/hook", "triggers": ["order_pizza"]}
    return (await client("POST", f"/api/v1/bots/{bot}/endpoints", body)).json["id"]


@pytest.fixture
def add(platform, owner, clock, bot, endpoint):
    """Adds deliveries of one conversation, a second apart; answers their ids."""
    sequence = itertools.count(1)

    async def add(*statuses: str, **changes) -> list[str]:
        rows = []
        for status in statuses:
            clock.advance(1)
            rows.append(
                {
                    "id": new_id("dlv", clock()),
                    "workspace_id": owner.workspace_id,
                    "bot_id": bot,
                    "endpoint_id": endpoint,
                    "conversation_id": "cnv_1",
                    "turn_number": 1,
                    "sequence": next(sequence),
                    "trigger": "order_pizza,done",
                    "body": b'{"number":"2"}',
                    "status": status,
                    "attempts": 2,
                    "earlier_attempts": 0,
                    "due_at": clock() + HOUR if status in ("pending", "failed") else 0,
                    "lease_until": None,
                    "claim_id": None,
                    "outcome": "timeout",
                    "created_at": clock(),
                    "finished_at": None if status in ("pending", "failed") else clock(),
                }
                | changes
            )
        await platform.database.write(_insert, rows)
        return [row["id"] for row in rows]

    return add


async def listed(client, query: str) -> list[str]:
    reply = await client("GET", "/api/v1/deliveries", query=query)
    assert reply.status == 200, reply.json
    return [one["id"] for one in reply.json["items"]]


async def test_a_delivery_says_what_happens_next(client, add, clock):
    (first,) = await add("failed")
    (second,) = await add("pending", due_at=BEHIND)
    page = (await client("GET", "/api/v1/deliveries")).json["items"]
    assert [one["id"] for one in page] == [second, first]
    assert (page[0]["due_at"], page[0]["waits_for"]) == (None, first)
    assert page[0]["next"].startswith(f"It waits behind {first}")
    assert page[1]["due_at"] == iso(clock() + HOUR - 1_000_000)
    assert page[1]["next"] == "Next attempt in 59 min 59 s."
    whole = (await client("GET", f"/api/v1/deliveries/{first}")).json
    assert whole["body"] == '{"number":"2"}'
    assert whole["attempts"] == []


async def test_the_list_is_narrowed_by_what_the_address_says(client, add, bot, endpoint, clock):
    ids = await add("exhausted", "delivered", "failed")
    (other,) = await add("exhausted", conversation_id="cnv_2", trigger="done")
    assert await listed(client, "status=failed&status=exhausted") == [other, ids[2], ids[0]]
    assert await listed(client, f"bot_id={bot}&status=delivered") == [ids[1]]
    assert await listed(client, f"endpoint_id={endpoint}&limit=2") == [other, ids[2]]
    assert await listed(client, "conversation_id=cnv_2") == [other]
    assert await listed(client, "trigger=order_pizza") == ids[::-1]
    assert await listed(client, f"bot_id={bot}&chat_id=nobody") == []
    assert await listed(client, f"since={iso(clock())}") == [other]
    assert await listed(client, f"until={iso(clock())}&status=failed") == [ids[2]]


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("status=lost", 422, "invalid"),
        ("since=yesterday", 422, "invalid"),
        ("chat_id=amina", 422, "bot_missing"),
        ("bot_id=4711", 404, "bot_not_found"),
        ("endpoint_id=end_x", 404, "endpoint_not_found"),
        ("cursor=AAAA", 422, "bad_cursor"),
        ("cursor=ISEh", 422, "bad_cursor"),
    ],
)
async def test_a_filter_that_can_not_be_is_refused(client, query, status, code):
    reply = await client("GET", "/api/v1/deliveries", query=query)
    assert (reply.status, reply.json["error"]["code"]) == (status, code)


async def test_one_is_resent_sent_now_and_called_off(client, add, clock):
    exhausted, failed, other = await add("exhausted", "failed", "failed")
    seen = (await client("POST", f"/api/v1/deliveries/{other}/send-now")).json
    assert (seen["status"], seen["due_at"]) == ("failed", iso(clock()))
    seen = (await client("POST", f"/api/v1/deliveries/{other}/cancel")).json
    assert (seen["status"], seen["due_at"], seen["finished_at"]) == (
        "cancelled",
        None,
        iso(clock()),
    )
    seen = (await client("POST", f"/api/v1/deliveries/{exhausted}/resend")).json
    assert (seen["status"], seen["due_at"]) == ("pending", iso(clock()))
    seen = (await client("GET", f"/api/v1/deliveries/{failed}")).json
    assert seen["waits_for"] == exhausted


@pytest.mark.parametrize("what", ["send-now", "cancel"])
async def test_what_is_finished_neither_goes_now_nor_is_called_off(client, add, what):
    (one,) = await add("delivered")
    reply = await client("POST", f"/api/v1/deliveries/{one}/{what}")
    assert (reply.status, reply.json["error"]["code"]) == (409, "delivery_finished")


@pytest.mark.parametrize("what", ["resend", "send-now", "cancel"])
async def test_what_is_being_sent_or_somebody_elses_is_left_alone(client, neighbour, add, what):
    (one,) = await add("sending", lease_until=10**17)
    reply = await client("POST", f"/api/v1/deliveries/{one}/{what}")
    assert (reply.status, reply.json["error"]["code"]) == (409, "delivery_sending")
    reply = await neighbour("POST", f"/api/v1/deliveries/{one}/{what}")
    assert (reply.status, reply.json["error"]["code"]) == (404, "delivery_not_found")


async def test_many_are_counted_then_resent_piece_by_piece(client, add, bot):
    await add(*["exhausted"] * 5, "failed", "delivered")
    path = "/api/v1/deliveries/resend"
    reply = await client("POST", path, {"bot_id": bot, "dry_run": True})
    assert reply.json == {"resent": 6, "more": False, "next_cursor": None}
    first = (await client("POST", path, {"status": ["exhausted"], "limit": 3})).json
    assert (first["resent"], first["more"]) == (3, True)
    body = {"status": ["exhausted"], "limit": 3, "cursor": first["next_cursor"]}
    assert (await client("POST", path, body)).json["resent"] == 2
    assert await listed(client, "status=exhausted") == []


async def test_many_that_wait_are_called_off(client, add, neighbour):
    ids = await add("failed", "delivered")
    path = "/api/v1/deliveries/cancel"
    assert (await neighbour("POST", path, {})).json["cancelled"] == 0
    assert (await client("POST", path, {"dry_run": True})).json["cancelled"] == 1
    reply = await client("POST", path, {"trigger": "done"})
    assert reply.json == {"cancelled": 1, "more": False, "next_cursor": None}
    assert await listed(client, "status=cancelled") == [ids[0]]


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("resend", {"status": ["sending"]}),
        ("resend", {"limit": 0}),
        ("resend", {"limit": 10_001}),
        ("resend", {"since": "2h"}),
        ("cancel", {"status": ["delivered"]}),
        ("cancel", {"everything": True}),
        ("cancel", {"cursor": "!"}),
        ("resend", {"chat_id": "amina"}),
    ],
)
async def test_many_need_filters_that_can_be(client, path, body):
    assert (await client("POST", f"/api/v1/deliveries/{path}", body)).status == 422
