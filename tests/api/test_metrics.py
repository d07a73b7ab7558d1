"""``GET /metrics`` tells what really happened, to whom it may."""

import asyncio
from collections import Counter

import pytest
from aiohttp import web
from prometheus_client.openmetrics.parser import (
    text_string_to_metric_families as openmetrics_families,
)
from prometheus_client.parser import text_string_to_metric_families

from kauli.api.visits import Visits
from kauli.delivery import Worker

_ACCEPT = "application/openmetrics-text; version=1.0.0, text/plain;q=0.5"


class Scrape:
    """A scrape as Prometheus reads it."""

    def __init__(self, reply, families=text_string_to_metric_families) -> None:
        assert reply.status == 200, reply.body
        self.kind = reply.headers["content-type"]
        self.families = {one.name: one for one in families(reply.body.decode())}
        self.samples = {
            (sample.name, *sorted(sample.labels.items())): sample.value
            for family in self.families.values()
            for sample in family.samples
        }

    def __call__(self, name: str, **labels: object) -> float:
        return self.samples[name, *sorted((key, str(value)) for key, value in labels.items())]

    def names(self) -> set[str]:
        return {name for name, *_ in self.samples}


@pytest.fixture
async def receiver():
    """A receiver that counts what it answered, once 200 and once 500 in turn."""
    answered = Counter()

    async def handle(request: web.Request) -> web.Response:
        await request.read()
        status = 500 if answered.total() % 2 else 200
        answered[status] += 1
        return web.Response(status=status)

    app = web.Application()
    app.router.add_post("/", handle)
    runner = web.AppRunner(app, shutdown_timeout=0.01)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/", answered
    await runner.cleanup()


@pytest.fixture
async def shop(client, make_bot, receiver):
    """A bot with an endpoint: their ids."""
    bot = await make_bot()
    settings = {"url": receiver[0], "name": "Orders", "triggers": ["number"]}
    made = await client("POST", f"/api/v1/bots/{bot}/endpoints", settings)
    return bot, made.json["id"]


async def order(client, bot: int, chats: int) -> None:
    for chat in range(chats):
        path = f"/api/v1/bots/{bot}/conversations/c{chat}/messages"
        for text in ("order pizza", "2"):
            assert (await client("POST", path, {"text": text})).status == 200


async def test_what_is_told_of_deliveries_is_what_happened(client, platform, shop, receiver, clock):
    bot, endpoint = shop
    who = {"bot": bot, "endpoint": endpoint}
    await order(client, bot, 6)
    before = Scrape(await client("GET", "/metrics"))
    assert before("kauli_deliveries", **who, status="due") == 6
    assert before("kauli_attempts_total", **who, outcome="delivered") == 0
    assert before("kauli_endpoint_info", **who, bot_name="Pizza", endpoint_name="Orders") == 1
    await platform.worker.drain()
    _, answered = receiver
    assert answered == {200: 3, 500: 3}
    clock.advance(2)
    told = Scrape(await client("GET", "/metrics"))
    assert told("kauli_attempts_total", **who, outcome="delivered") == answered[200]
    assert told("kauli_attempts_total", **who, outcome="failing") == answered[500]
    assert told("kauli_attempt_duration_seconds_count", **who) == answered.total()
    assert told("kauli_attempt_duration_seconds_bucket", **who, le="+Inf") == answered.total()
    assert told("kauli_attempt_duration_seconds_bucket", **who, le="120.0") == answered.total()
    assert told("kauli_deliveries", **who, status="due") == 0
    assert told("kauli_deliveries", **who, status="later") == answered[500]
    assert told("kauli_oldest_undelivered_seconds", **who) == 2
    assert told("kauli_endpoint_resting", **who) == 0


async def test_the_time_that_receivers_took_is_added_up(client, platform, shop, receiver, clock):
    bot, endpoint = shop
    await order(client, bot, 2)
    await platform.worker.drain()
    clock.advance(2)
    told = Scrape(await client("GET", "/metrics"))
    took = 0
    for one in (await client("GET", "/api/v1/deliveries")).json["items"]:
        shown = (await client("GET", f"/api/v1/deliveries/{one['id']}")).json
        took += sum(attempt["duration_ms"] for attempt in shown["attempts"])
    assert told("kauli_attempt_duration_seconds_sum", bot=bot, endpoint=endpoint) == took / 1_000


async def test_any_process_tells_of_all_workers(client, platform, shop, clock):
    bot, endpoint = shop
    await order(client, bot, 2)
    other = Worker(platform.database, platform.client, clock, lambda: 0.5)
    await asyncio.gather(platform.worker.drain(), other.drain())
    clock.advance(2)
    told = Scrape(await client("GET", "/metrics"))
    who = {"bot": bot, "endpoint": endpoint}
    assert told("kauli_attempt_duration_seconds_count", **who) == 2


async def test_an_endpoint_that_fails_or_is_off_is_told(client, platform, shop, receiver, clock):
    bot, endpoint = shop
    who = {"bot": bot, "endpoint": endpoint}
    receiver[1][0] = 1  # so that it begins with 500
    await order(client, bot, 1)
    await platform.worker.drain()
    clock.advance(3)
    await client("PATCH", f"/api/v1/bots/{bot}/endpoints/{endpoint}", {"active": False})
    told = Scrape(await client("GET", "/metrics"))
    assert told("kauli_endpoint_failing_since_seconds", **who) == 3
    assert told("kauli_endpoint_off", **who, by="author") == 1
    assert told("kauli_endpoint_off", **who, by="kauli") == 0


async def test_turns_are_counted_and_timed(client, shop):
    bot, _ = shop
    await order(client, bot, 3)
    told = Scrape(await client("GET", "/metrics"))
    assert told("kauli_turns_total", bot=bot) == 6
    assert told("kauli_turn_duration_seconds_count", bot=bot) == 6
    assert 0 < told("kauli_turn_duration_seconds_sum", bot=bot) < 60


async def test_requests_are_counted_by_their_route_whatever_they_ask_for(
    make_app, make_client, key
):
    client = make_client(make_app(), key)
    for path in ("/api/v1/bots/1", "/api/v1/bots/2", "/nowhere", "/api/v1/nowhere"):
        assert (await client("GET", path)).status == 404
    await client("POST", "/api/v1/bots/1/conversations/c/messages", {"text": "hello"})
    await client("POST", "/conversation", {"bot_id": 1, "chat_id": "c", "message": "hello"})
    await client("POST", "/conversation", data=b"{")
    await client("GET", "/conversation")
    await client("BREW", "/nowhere")
    await client("GET", "/healthz")
    told = Scrape(await client("GET", "/metrics"))
    counted = {
        tuple(dict(labels)[name] for name in ("method", "route", "status")): value
        for (name, *labels), value in told.samples.items()
        if name == "kauli_http_requests_total"
    }
    message = "/api/v1/bots/{bot_id}/conversations/{chat_id}/messages"
    assert counted == {
        ("GET", "/api/v1/bots/{bot_id}", "404"): 2,
        ("GET", "none", "404"): 2,
        ("other", "none", "404"): 1,
        ("POST", message, "404"): 1,
        ("POST", "/conversation", "404"): 1,
        ("POST", "/conversation", "422"): 1,
        ("GET", "/conversation", "405"): 1,
        ("GET", "/healthz", "200"): 1,
    }


async def test_both_formats_say_the_same(client, platform, shop, clock):
    bot, _ = shop
    await order(client, bot, 1)
    await platform.worker.drain()
    clock.advance(2)
    plain = Scrape(await client("GET", "/metrics"))
    newer = Scrape(await client("GET", "/metrics", accept=_ACCEPT), openmetrics_families)
    assert plain.kind == "text/plain; version=0.0.4; charset=utf-8"
    assert newer.kind == "application/openmetrics-text; version=1.0.0; charset=utf-8"
    moving = {"kauli_http_requests_total"}
    assert newer.names() == plain.names()
    assert {key: value for key, value in newer.samples.items() if key[0] not in moving} == {
        key: value for key, value in plain.samples.items() if key[0] not in moving
    }


async def test_without_a_key_nobody_sees_anything(stranger):
    assert (await stranger("GET", "/metrics")).status == 401


async def test_a_key_shows_its_own_workspace_alone(client, neighbour, shop):
    await order(client, shop[0], 1)
    assert "kauli_turns_total" in Scrape(await client("GET", "/metrics")).names()
    assert Scrape(await neighbour("GET", "/metrics")).names() == set()


async def test_open_metrics_show_all_to_everybody(make_app, make_client, client, shop):
    await order(client, shop[0], 1)
    told = Scrape(await make_client(make_app(metrics_open=True))("GET", "/metrics"))
    assert told("kauli_deliveries", bot=shop[0], endpoint=shop[1], status="due") == 1


async def test_open_mode_needs_no_key_on_this_machine(make_app, make_client, shop):
    open_ = make_app(open_mode=True)
    told = Scrape(await make_client(open_)("GET", "/metrics"))
    assert told("kauli_endpoint_off", bot=shop[0], endpoint=shop[1], by="kauli") == 0
    away = make_client(open_, address="192.0.2.1")
    assert (await away("GET", "/metrics")).status == 401


def test_what_is_asked_for_makes_no_new_counts():
    visits = Visits()
    for number in range(100):
        visits.count(f"M{number}", "none", 404)
    assert visits.counted == {("other", "none", 404): 100}
