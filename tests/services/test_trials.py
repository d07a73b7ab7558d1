"""Trying an endpoint out: what is sent, to whom, and what stays untold."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from kauli.delivery import verify
from kauli.kit import json
from kauli.kit.clock import MINUTE, SECOND
from kauli.kit.errors import Conflict, Invalid, NotFound
from kauli.services.bots import BotChanges
from kauli.services.endpoints import EndpointChanges, Trial

FLOWS = {
    "order": {"message": ["How many?"], "next_state": "number_of_pizzas"},
    "number_of_pizzas": {"message": ["Where to?"], "next_state": "address"},
    "address": {"message": ["It comes."], "next_state": "end"},
}


class Desk:
    """A receiver that writes down what it gets."""

    def __init__(self) -> None:
        self.url = ""
        self.received: list[tuple[dict[str, str], bytes]] = []
        self.status = 200

    async def handle(self, request: web.Request) -> web.Response:
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.received.append((headers, await request.read()))
        return web.Response(status=self.status, text="sawa", headers={"Set-Cookie": "s=1"})


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    desk = Desk()
    app = web.Application()
    app.router.add_post("/{path:.*}", desk.handle)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    desk.url = f"http://127.0.0.1:{runner.addresses[0][1]}/order"
    yield desk
    await runner.cleanup()


@pytest.fixture
async def bot_id(services, owner, desk) -> int:
    """A bot whose webhook is the desk, with a token."""
    changes = BotChanges(
        name="Duka",
        intents={"order": ["order", "I want pizza"]},
        flows=FLOWS,
        webhook_url=desk.url,
        webhook_triggers=["order"],
        webhook_token="t0ken",
    )
    return (await services.bots.create(owner, changes)).id


async def deliveries(services, owner) -> list[str]:
    return [one.id for one in (await services.deliveries.page(owner)).items]


async def order(services, owner, bot_id: int) -> str:
    """Have a real conversation; answers the id of its delivery."""
    for text in ("I want pizza", "7", "Uhuru"):
        await services.conversations.reply(owner, bot_id, "255711111111", text)
    (delivery,) = await deliveries(services, owner)
    return delivery


async def test_an_example_of_the_flow_arrives_signed_and_is_not_kept(
    services, owner, desk, bot_id, clock
):
    tried = await services.endpoints.try_out(owner, bot_id, Trial())
    ((headers, body),) = desk.received
    secret = await services.endpoints.secret(owner, bot_id)
    verify([secret], headers, body, now=clock() // SECOND)
    assert json.loads(body).keys() == {"chat_id", "order", "number_of_pizzas", "address"}
    assert (headers["kauli-test"], headers["kauli-event"]) == ("1", "order")
    assert headers["webhook-id"].startswith("tst_")
    assert headers["authorization"] == "Bearer t0ken"
    assert (tried.http_status, tried.outcome, tried.response_body) == (200, "delivered", b"sawa")
    assert tried.sentence == "Delivered: the receiver answered 200."
    assert await deliveries(services, owner) == []


async def test_nothing_secret_is_shown(services, owner, bot_id):
    tried = await services.endpoints.try_out(owner, bot_id, Trial())
    secret = await services.endpoints.secret(owner, bot_id)
    assert tried.request_headers["authorization"] == "(hidden)"
    assert tried.response_headers["set-cookie"] == "(hidden)"
    assert "t0ken" not in repr(tried)
    assert secret not in repr(tried)


async def test_what_was_shown_is_sent_to_the_byte(services, owner, desk, bot_id):
    trials = services.endpoints.trials
    draft = await trials.draft(owner, bot_id, Trial())
    assert desk.received == []
    await trials.send(draft)
    ((headers, body),) = desk.received
    assert body == draft.request_body
    shown = draft.request_headers
    assert (
        headers.items() >= {name: shown[name] for name in shown if name != "authorization"}.items()
    )


async def test_what_lay_too_long_is_not_sent(services, owner, desk, bot_id, clock):
    draft = await services.endpoints.trials.draft(owner, bot_id, Trial())
    clock.advance(5 * MINUTE / SECOND + 1)
    with pytest.raises(Conflict):
        await services.endpoints.trials.send(draft)
    assert desk.received == []


async def test_an_example_is_of_the_trigger_that_is_named(services, owner, desk, bot_id):
    await services.endpoints.try_out(owner, bot_id, Trial(trigger="address"))
    ((headers, body),) = desk.received
    assert headers["kauli-event"] == "address"
    assert "number_of_pizzas" in json.loads(body)


async def test_an_example_is_of_what_is_published_or_of_the_draft(services, owner, desk, bot_id):
    flows = FLOWS | {"address": FLOWS["address"] | {"next_state": "colour"}}
    flows["colour"] = {"message": ["Nice."], "next_state": "end"}
    await services.bots.update(owner, bot_id, BotChanges(flows=flows), publish=False)
    for draft in (False, True):
        await services.endpoints.try_out(owner, bot_id, Trial(draft=draft))
    published, drafted = (json.loads(body) for _, body in desk.received)
    assert "colour" not in published
    assert drafted.keys() == {*published, "colour"}


async def test_an_enveloped_endpoint_gets_an_enveloped_example(services, owner, desk, bot_id):
    changes = EndpointChanges(url=desk.url, shape="envelope", triggers=["order"])
    endpoint, _ = await services.endpoints.create(owner, bot_id, changes)
    await services.endpoints.try_out(owner, bot_id, Trial(endpoint_id=endpoint.id))
    ((headers, body),) = desk.received
    enveloped = json.loads(body)
    assert enveloped["id"] == headers["webhook-id"]
    assert enveloped["data"]["address"]
    assert enveloped["bot"] == {"id": bot_id}


async def test_an_endpoints_own_headers_go_along_but_not_elsewhere(services, owner, desk, bot_id):
    changes = EndpointChanges(url=desk.url, headers={"X-Shop": "s3cret"})
    endpoint, _ = await services.endpoints.create(owner, bot_id, changes)
    there = desk.url.replace("/order", "/debug")
    for url in (None, there):
        tried = await services.endpoints.try_out(
            owner, bot_id, Trial(endpoint_id=endpoint.id, url=url)
        )
        assert "s3cret" not in repr(tried)
    assert [headers.get("x-shop") for headers, _ in desk.received] == ["s3cret", None]


async def test_a_trigger_that_nothing_fires_is_refused_with_those_that_can(
    services, owner, desk, bot_id
):
    with pytest.raises(NotFound) as caught:
        await services.endpoints.try_out(owner, bot_id, Trial(trigger="ordr"))
    assert "order, number_of_pizzas, address" in caught.value.message
    assert desk.received == []


async def test_another_url_gets_neither_token_nor_headers(services, owner, desk, bot_id):
    changes = EndpointChanges(url="https://shop.example/", token="t0ken")
    endpoint, _ = await services.endpoints.create(owner, bot_id, changes)
    trial = Trial(endpoint_id=endpoint.id, url=desk.url)
    tried = await services.endpoints.try_out(owner, bot_id, trial)
    ((headers, _),) = desk.received
    assert "authorization" not in headers
    assert (tried.url, tried.endpoint_id) == (desk.url, endpoint.id)
    assert headers["webhook-signature"] == tried.request_headers["webhook-signature"]


async def test_what_a_delivery_sent_is_sent_again_elsewhere(services, owner, desk, bot_id):
    delivery_id = await order(services, owner, bot_id)
    elsewhere = desk.url.replace("/order", "/debug")
    tried = await services.endpoints.trials.elsewhere(owner, delivery_id, elsewhere)
    ((headers, body),) = desk.received
    delivery = await services.deliveries.get(owner, delivery_id)
    assert body == delivery.body
    assert json.loads(body)["number_of_pizzas"] == "7"
    assert headers["kauli-conversation"] == delivery.conversation_id
    assert headers["webhook-id"] != delivery_id
    assert "authorization" not in headers
    assert tried.outcome == "delivered"
    assert (delivery.status, delivery.attempts) == ("pending", [])


async def test_a_delivery_can_be_tried_at_its_own_endpoint(services, owner, desk, bot_id):
    delivery_id = await order(services, owner, bot_id)
    await services.endpoints.try_out(owner, bot_id, Trial(delivery_id=delivery_id))
    ((headers, body),) = desk.received
    assert json.loads(body)["address"] == "Uhuru"
    assert headers["authorization"] == "Bearer t0ken"


async def test_a_failure_is_told_in_words_and_not_tried_again(services, owner, desk, bot_id):
    desk.status = 500
    tried = await services.endpoints.try_out(owner, bot_id, Trial())
    assert (tried.http_status, tried.outcome) == (500, "failing")
    assert tried.sentence.startswith("The receiver answered 500")
    assert len(desk.received) == 1


async def test_the_guard_stands_before_trials_too(services, owner, bot_id):
    tried = await services.endpoints.try_out(owner, bot_id, Trial(url="http://10.0.0.1/"))
    assert (tried.http_status, tried.outcome) == (None, "blocked")
    assert "KAULI_ALLOW_PRIVATE" in tried.sentence


@pytest.mark.parametrize("url", ["ftp://shop.example/", "nowhere", ""])
async def test_what_is_no_url_is_refused(services, owner, bot_id, url):
    with pytest.raises(Invalid):
        await services.endpoints.try_out(owner, bot_id, Trial(url=url))


async def test_a_bot_without_a_webhook_has_nothing_to_try(services, owner):
    bot = await services.bots.create(owner, BotChanges(name="Quiet", flows=FLOWS))
    with pytest.raises(NotFound):
        await services.endpoints.try_out(owner, bot.id, Trial())
    await services.endpoints.create(owner, bot.id, EndpointChanges(name="nowhere yet"))
    with pytest.raises(Invalid) as caught:
        await services.endpoints.try_out(owner, bot.id, Trial())
    assert "no URL" in caught.value.message


async def test_a_bot_without_a_flow_sends_the_chat_id_alone(services, owner, desk):
    changes = BotChanges(name="Empty", intents={}, flows={}, webhook_url=desk.url)
    bot = await services.bots.create(owner, changes)
    await services.endpoints.try_out(owner, bot.id, Trial())
    ((_, body),) = desk.received
    assert json.loads(body).keys() == {"chat_id"}


async def test_nobody_tries_what_is_not_theirs(services, owner, stranger, desk, bot_id):
    delivery_id = await order(services, owner, bot_id)
    (endpoint,) = await services.endpoints.list(owner, bot_id)
    mine = await services.bots.create(
        stranger, BotChanges(name="Mine", flows=FLOWS, webhook_url=desk.url)
    )
    trials = services.endpoints.trials
    for attempt in (
        services.endpoints.try_out(stranger, bot_id, Trial()),
        services.endpoints.try_out(stranger, mine.id, Trial(endpoint_id=endpoint.id)),
        services.endpoints.try_out(stranger, mine.id, Trial(delivery_id=delivery_id)),
        trials.elsewhere(stranger, delivery_id, desk.url),
        trials.examination(stranger, bot_id, desk.url, body=None, token=None),
    ):
        with pytest.raises(NotFound):
            await attempt
    assert desk.received == []


async def test_a_delivery_of_another_bot_is_not_tried(services, owner, bot_id):
    delivery_id = await order(services, owner, bot_id)
    other = await services.bots.create(
        owner, BotChanges(name="Other", webhook_url="https://a.example")
    )
    with pytest.raises(NotFound):
        await services.endpoints.try_out(owner, other.id, Trial(delivery_id=delivery_id))


async def test_the_doctor_knows_the_endpoint_whose_url_it_examines(services, owner, desk, bot_id):
    changes = EndpointChanges(url=f"{desk.url}/2", token="other", triggers=["address"])
    _, secret = await services.endpoints.create(owner, bot_id, changes)
    plan = services.endpoints.trials.examination
    known = await plan(owner, bot_id, f"{desk.url}/2", body=None, token=None)
    assert (known.token, known.event, known.bot) == ("other", "address", bot_id)
    assert json.loads(known.secrets)[0]["secret"] == secret
    unknown = await plan(owner, bot_id, "https://new.example/", body=None, token=None)
    assert (unknown.token, unknown.headers, unknown.event) == ("", "{}", "order")
    assert secret not in unknown.secrets
    given = await plan(owner, bot_id, desk.url, body=b'{"a":"1"}', token="mine")
    assert (given.token, given.body) == ("mine", b'{"a":"1"}')
    assert given.other not in given.secrets
