"""What an endpoint's settings do to real deliveries, from the conversation to the receiver."""

import asyncio

import jsonschema_rs
import pytest
from aiohttp import web

from kauli.delivery import Worker, WorkerSettings
from kauli.delivery.signing import Unverified, verify
from kauli.flow import Limits, compile_flow
from kauli.flow.payload import json_schema, payload_of
from kauli.kit import json
from kauli.kit.clock import HOUR, MINUTE, SECOND
from kauli.services.bots import BotChanges
from kauli.services.endpoints import EndpointChanges, Wish
from kauli.storage.queries.health import News, Rest, take_news

INTENTS = {"order": ["I want to order", "order something"], "hi": ["hi", "hello there"]}
FLOWS = {
    "hi": {"message": "Hello"},
    "order": {"message": "What?", "next_state": "what"},
    "what": {"message": "{{what}} it is.", "next_state": "end"},
}


@pytest.fixture
async def owner(platform):
    return await platform.services.accounts.ensure_owner()


@pytest.fixture
async def bot(platform, owner):
    changes = BotChanges(name="Duka", intents=INTENTS, flows=FLOWS)
    return (await platform.services.bots.create(owner, changes)).id


@pytest.fixture
async def endpoint(platform, owner, bot, receiver):
    """The bot's endpoint, which gets every order."""
    changes = EndpointChanges(url=receiver.url, triggers=["order"])
    return (await platform.services.endpoints.update(owner, bot, None, changes)).id


@pytest.fixture
def order(platform, owner, bot, endpoint):
    """Orders something in a conversation of its own; answers the delivery's id."""
    chats = iter(range(100))

    async def go() -> str:
        reply, chat = platform.services.conversations.reply, f"c{next(chats)}"
        await reply(owner, bot, chat, "I want to order")
        (delivery,) = (await reply(owner, bot, chat, "korosho")).deliveries
        return delivery

    return go


@pytest.fixture
def change(platform, owner, bot, endpoint):
    async def go(**changes):
        return await platform.services.endpoints.update(
            owner, bot, endpoint, EndpointChanges(**changes)
        )

    return go


@pytest.fixture
def worker(platform, clock):
    """A worker without jitter."""
    return Worker(platform.database, platform.client, clock, lambda: 0.5)


def fits(secret: str, received, clock) -> bool:
    try:
        verify([secret], received.headers, received.body, now=clock() // SECOND)
    except Unverified:
        return False
    return True


def refusing(status: int = 500):
    return lambda received: web.Response(status=status)


async def until(condition) -> None:
    """Let other tasks run until something holds."""
    for _ in range(10_000):
        if await condition():
            return
        await asyncio.sleep(0.001)
    raise AssertionError("it never came to hold")


async def off(platform, owner, bot) -> bool:
    """Whether Kauli switched the bot's endpoint off."""
    return (await platform.services.endpoints.get(owner, bot, None)).off_at is not None


@pytest.mark.parametrize("kind", ["symmetric", "ed25519"])
async def test_old_and_new_secret_verify_until_the_overlap_is_over(
    *, platform, owner, bot, endpoint, order, worker, receiver, clock, kind
):
    endpoints = platform.services.endpoints
    old = await endpoints.secret(owner, bot)
    clock.advance(1)
    _, new = await endpoints.rotate(owner, bot, endpoint, Wish(kind=kind))
    seen = []
    for seconds in (0, 24 * 3_600 - 1, 1):
        clock.advance(seconds)
        await order()
        await worker.drain()
        received = receiver.received[-1]
        count = len(received.headers["webhook-signature"].split())
        seen.append((fits(old, received, clock), fits(new, received, clock), count))
    assert seen == [(True, True, 2), (True, True, 2), (False, True, 1)]


async def test_the_newest_secret_signs_first(
    *, platform, owner, bot, endpoint, order, worker, receiver
):
    _, new = await platform.services.endpoints.rotate(owner, bot, endpoint)
    await order()
    await worker.drain()
    (received,) = receiver.received
    first, _ = received.headers["webhook-signature"].split()
    received.headers["webhook-signature"] = first
    assert fits(new, received, worker._clock)


async def test_own_headers_arrive_and_are_hidden_where_attempts_are_shown(
    *, platform, owner, order, change, worker, receiver
):
    await change(headers={"X-Shop": "s3cret-7", "x-zone": "b"}, token="t0ken")
    delivery = await order()
    await worker.drain()
    (received,) = receiver.received
    assert (received.headers["x-shop"], received.headers["x-zone"]) == ("s3cret-7", "b")
    assert received.headers["Content-Type"] == "application/json"
    shown = await platform.services.deliveries.get(owner, delivery)
    (attempt,) = shown.attempts
    assert {"x-shop", "x-zone", "webhook-id"} <= attempt.request_headers.keys()
    assert "s3cret-7" not in repr(shown)
    assert attempt.request_headers["x-shop"] == attempt.request_headers["authorization"]


async def test_an_enveloped_body_arrives_signed_and_as_its_schema_says(
    *, platform, owner, bot, endpoint, order, change, worker, receiver, clock
):
    await change(shape="envelope")
    delivery = await order()
    await worker.drain()
    (received,) = receiver.received
    assert fits(await platform.services.endpoints.secret(owner, bot), received, clock)
    body = json.loads(received.body)
    assert body["id"] == delivery == received.headers["webhook-id"]
    assert (body["type"], body["triggers"]) == ("intent.finished", ["order"])
    assert str(body["sequence"]) == received.headers["kauli-sequence"]
    assert body["conversation"]["id"] == received.headers["kauli-conversation"]
    assert body["bot"] == {"id": bot}
    assert body["data"] == {"chat_id": "c0", "order": "I want to order", "what": "korosho"}
    payload = payload_of(compile_flow(FLOWS, INTENTS, Limits()), "order")
    schema = json_schema(payload, title="Order", shape="envelope")
    jsonschema_rs.validator_for(schema).validate(body)
    await change(shape="flat")
    await order()
    await worker.drain()
    assert json.loads(receiver.received[-1].body)["chat_id"] == "c1"


async def test_an_own_schedule_is_followed_to_its_end(
    *, platform, owner, order, change, worker, receiver, clock
):
    receiver.answer = refusing()
    await change(schedule=[1, 90, 3_600])
    delivery = await order()
    pauses = []
    while await worker.drain():
        seen = await platform.services.deliveries.get(owner, delivery)
        if seen.status == "failed":
            pauses.append(seen.due_at - clock())
            clock.now = seen.due_at
    assert pauses == [1 * SECOND, 90 * SECOND, 1 * HOUR]
    assert (seen.status, seen.attempts_made) == ("exhausted", 4)


async def test_with_an_empty_schedule_there_is_one_attempt(order, change, worker, receiver):
    receiver.answer = refusing()
    await change(schedule=[])
    await order()
    assert await worker.drain() == 1
    assert await worker.drain() == 0


async def test_an_own_timeout_is_kept_to(*, platform, owner, order, change, worker, receiver):
    waiting = asyncio.Event()

    async def hang(received):
        await waiting.wait()
        return web.Response()

    receiver.answer = hang
    await change(timeout=1)
    delivery = await order()
    await worker.drain()
    waiting.set()
    (attempt,) = (await platform.services.deliveries.get(owner, delivery)).attempts
    assert attempt.outcome == "timeout"
    assert 900 <= attempt.duration_ms < 10_000


async def test_what_an_endpoint_misses_while_kauli_switched_it_off_is_kept_and_sent(
    *, platform, owner, bot, endpoint, order, change, worker, receiver, clock
):
    receiver.answer = refusing(410)
    first = await order()
    await worker.drain()
    off = await platform.services.endpoints.get(owner, bot, endpoint)
    assert (off.active, off.off_reason, off.off_at) == (True, "gone", clock())
    second = await order()
    clock.advance(3_600)
    assert await worker.drain() == 0
    receiver.answer = lambda received: web.Response()
    on = await change(active=True)
    assert (on.off_at, on.off_reason) == (None, "")
    assert await worker.drain() == 2
    assert sorted(receiver.ids()) == sorted([first, first, second])


@pytest.mark.parametrize("way", ["url", "active", "webhook_url"])
async def test_what_failed_is_due_at_once_with_its_whole_schedule_when_it_is_on_again(
    *, platform, owner, bot, endpoint, order, change, worker, receiver, receivers, clock, way
):
    receiver.answer = refusing()
    delivery = await order()
    for _ in range(3):
        await worker.drain()
        clock.now = (await platform.services.deliveries.get(owner, delivery)).due_at
    await worker.drain()
    other = await receivers()
    other.answer = refusing()
    await platform.database.write(
        take_news, [News(endpoint, failures=1, off="failing", failing_since=clock())], clock()
    )
    clock.advance(1)
    if way == "url":
        await change(url=other.url)
    elif way == "active":
        await change(active=True)
    else:
        changes = BotChanges(webhook_url=other.url)
        await platform.services.bots.update(owner, bot, changes)
    due = (await platform.services.deliveries.get(owner, delivery)).due_at
    assert due == clock()
    assert await worker.drain() == 1
    assert len(receiver.received if way == "active" else other.received) == (
        5 if way == "active" else 1
    )
    due = (await platform.services.deliveries.get(owner, delivery)).due_at
    assert due - clock() == 5 * SECOND


async def test_what_the_old_address_answers_does_not_switch_the_new_one_off(
    *, platform, owner, bot, order, change, worker, receiver, receivers, clock
):
    answered = asyncio.Event()

    async def gone(received):
        await answered.wait()
        return web.Response(status=410)

    receiver.answer = gone
    delivery = await order()
    draining = asyncio.create_task(worker.drain())
    await receiver.arrived.wait()
    clock.advance(1)
    other = await receivers()
    await change(url=other.url)
    answered.set()
    await draining
    assert not await off(platform, owner, bot)
    clock.now = (await platform.services.deliveries.get(owner, delivery)).due_at
    assert await worker.drain() == 1
    assert other.ids() == [delivery]


async def test_setting_it_on_when_it_is_on_hastens_nothing(
    *, platform, owner, order, change, worker, receiver, clock
):
    receiver.answer = refusing()
    delivery = await order()
    await worker.drain()
    due = (await platform.services.deliveries.get(owner, delivery)).due_at
    clock.advance(1)
    await change(active=True, url=receiver.url, triggers=["order"])
    assert (await platform.services.deliveries.get(owner, delivery)).due_at == due > clock()


async def test_what_its_author_switched_off_is_sent_when_it_is_on_again(
    order, change, worker, receiver, clock
):
    receiver.answer = refusing()
    await order()
    await worker.drain()
    await change(active=False)
    clock.advance(HOUR / SECOND)
    assert await worker.drain() == 0
    await change(active=True)
    assert await worker.drain() == 1


async def test_what_stands_behind_another_goes_on_standing_there(
    *, platform, owner, bot, order, change, worker, receiver, clock
):
    receiver.answer = refusing()
    first = await order()
    reply = platform.services.conversations.reply
    await reply(owner, bot, "c0", "I want to order")
    (second,) = (await reply(owner, bot, "c0", "chai")).deliveries
    await worker.drain()
    await change(active=False)
    clock.advance(1)
    await change(active=True)
    receiver.answer = lambda received: web.Response()
    await worker.drain()
    assert receiver.ids() == [first, first, second]


@pytest.mark.parametrize(
    "changes",
    [{"token": "new"}, {"headers": {"x-key": "new"}}, {"timeout": 3}, {"url": ""}, None],
)
async def test_a_change_of_what_its_receiver_meets_ends_its_rest(
    *, platform, owner, bot, endpoint, order, change, worker, receiver, clock, changes
):
    await order()
    rest = Rest(3, clock() + MINUTE)
    await platform.database.write(take_news, [News(endpoint, failures=9, rest=rest)], clock())
    assert await worker.drain() == 0
    clock.advance(1)
    await change(name="Of no matter", rate_limit=600, concurrency=5)
    assert await worker.drain() == 0
    if changes is None:
        await platform.services.endpoints.rotate(owner, bot, endpoint)
    elif changes == {"url": ""}:
        await change(url=f"{receiver.url}?new")
    else:
        await change(**changes)
    assert await worker.drain() == 1


async def test_a_change_wakes_a_worker_that_sleeps(
    *, platform, owner, bot, order, change, receiver, clock
):
    receiver.answer = refusing(410)
    await order()
    settings = WorkerSettings(poll_seconds=60)
    worker = Worker(platform.database, platform.client, clock, lambda: 0.5, settings=settings)
    stop = asyncio.Event()
    running = asyncio.create_task(worker.run(stop))
    async with asyncio.timeout(30):
        await receiver.arrived.wait()
        receiver.arrived.clear()
        await until(lambda: off(platform, owner, bot))
        receiver.answer = lambda received: web.Response()
        await change(active=True)
        await receiver.arrived.wait()
        stop.set()
        await running


async def test_a_new_rate_is_not_held_up_by_the_old_one(order, change, worker, receiver, clock):
    await change(rate_limit=1)
    for _ in range(3):
        await order()
    assert await worker.drain() == 1
    clock.advance(1)
    assert await worker.drain() == 0
    await change(rate_limit=120)
    assert await worker.drain() == 2


async def test_what_was_to_go_to_a_removed_endpoint_is_cancelled_and_counted(
    *, platform, owner, bot, endpoint, order, worker, receiver
):
    receiver.answer = refusing()
    made = [await order()]
    await worker.drain()
    made.append(await order())
    endpoints = platform.services.endpoints
    assert await endpoints.undelivered(owner, bot, endpoint) == 2
    assert await endpoints.delete(owner, bot, endpoint) == 2
    for one in made:
        assert (await platform.services.deliveries.get(owner, one)).status == "cancelled"
    assert await worker.drain() == 0
