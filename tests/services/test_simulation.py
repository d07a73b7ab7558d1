"""A simulated turn comes to what a conversation comes to, and leaves no trace."""

import json
import random
import secrets
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from kauli.flow import read_documents
from kauli.kit.errors import Conflict, Invalid, NotFound
from kauli.runner.replies import to_data
from kauli.services import Principal, Services
from kauli.services.bots import BotChanges, BotView
from kauli.services.endpoints import EndpointChanges
from kauli.services.trying import SimulatedTurn, Simulation

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
BOTS = sorted(path for path in (CORPUS / "bots").glob("*") if path.is_dir())
TRANSCRIPTS = sorted((CORPUS / "transcripts").glob("*.json"))

INTENTS = {"greet": ["hi", "hello there"], "order": ["I need a pizza", "order pizza"]}
FLOWS: dict[str, Any] = {
    "greet": {"message": [["Hello"], ["Hi"], ["Hey"]]},
    "order": {"message": "How many?", "next_state": "count"},
    "count": {"message": "{{count}}: sure?", "next_state": "sure"},
    "sure": {"yes": "done", "no": "order"},
    "done": {"message": "Your number is @number.", "next_state": "end"},
}


@pytest.fixture(autouse=True)
def first_variation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Conversations say the first variation of every message."""
    monkeypatch.setattr(secrets, "randbelow", lambda _: 0)


@pytest.fixture
async def server() -> AsyncIterator[dict]:
    """An author's server that answers as told and keeps what it got."""
    state: dict = {"got": [], "answer": {"text": 42}, "status": 200}

    async def handle(request: web.Request) -> web.Response:
        state["got"].append((dict(request.headers), await request.json()))
        return web.json_response(state["answer"], status=state["status"])

    app = web.Application()
    app.router.add_post("/{tail:.*}", handle)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    state["url"] = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield state
    await runner.cleanup()


@pytest.fixture
async def bot(services: Services, owner: Principal, server: dict) -> BotView:
    return await services.bots.create(
        owner,
        BotChanges(
            name="Pizza",
            intents=INTENTS,
            flows=FLOWS,
            webhook_url=f"{server['url']}/in?key=s3cret",
            webhook_triggers=["order", "count"],
            webhook_token="t0ken",
            middleware={
                "base_url": server["url"],
                "authorization": "h1dden",
                "variables": [{"name": "number", "path": "/orders?key=s3cret"}],
            },
        ),
    )


@pytest.fixture
def simulate(services: Services, owner: Principal, bot: BotView):
    async def go(text: str | None = None, **more: Any) -> SimulatedTurn:
        return await services.trying.simulate(owner, bot.id, Simulation(text=text, **more))

    return go


async def _real(services: Services, owner: Principal, bot_id: int, chat: str, text: str) -> Any:
    """A turn of a real conversation, with what it sends."""
    answer = await services.conversations.reply(owner, bot_id, chat, text)
    sent = []
    for delivery_id in answer.deliveries:
        found = await services.deliveries.get(owner, delivery_id)
        body = json.loads(found.body)
        sent.append((found.endpoint_id, found.trigger, body.get("data", body), found.sequence))
    return answer, sent


def _sayings(path: Path, document: Any) -> list[list[str]]:
    """The published conversations with a bot, and some made up of what it knows."""
    told = [json.loads(one.read_text("utf-8")) for one in TRANSCRIPTS]
    published = [[turn["user"] for turn in one["turns"]] for one in told if one["bot"] == path.name]
    examples = [str(text) for texts in document.intents.values() for text in texts]
    names = [
        str(key) for state in document.flows.values() if isinstance(state, dict) for key in state
    ]
    words = [*examples, *names, *document.flows, "1", "2", "0712345678", "asdf qwer", ""]
    dice = random.Random(path.name)
    return [*published, *([dice.choice(words) for _ in range(12)] for _ in range(4))]


@pytest.mark.skipif(not BOTS, reason="the corpus of published bots is not beside this checkout")
@pytest.mark.parametrize("path", BOTS, ids=lambda path: path.name)
async def test_it_comes_to_what_a_conversation_comes_to(services, owner, path) -> None:
    texts = [(path / f"{name}.json").read_text("utf-8") for name in ("metadata", "flow", "intents")]
    document = read_documents(*texts)
    made = await services.bots.import_document(owner, document)
    triggers = [*document.intents, *document.flows]
    for shape in ("flat", "envelope"):
        await services.endpoints.create(
            owner,
            made.id,
            EndpointChanges(
                name=shape, url="http://127.0.0.1:9999/in", triggers=triggers, shape=shape
            ),
        )
    sent_any = False
    for number, sayings in enumerate(_sayings(path, document)):
        chat, session = f"chat-{number}", None
        for text in sayings:
            real, sent = await _real(services, owner, made.id, chat, text)
            for on in ("draft", "live"):
                tried = await services.trying.simulate(
                    owner,
                    made.id,
                    Simulation(on=on, text=text, session=session, pick=0, chat_id=chat),
                )
                assert tried.replies == to_data(real.replies)
                assert (tried.state, tried.next_state) == (real.state, real.next_state)
                assert tried.memory == real.memory
                assert (tried.intent, tried.confidence) == (real.intent, real.confidence)
                assert tried.events == real.events
                going = [push for push in tried.pushes if push.active]
                bodies = [push.body.get("data", push.body) for push in going]
                assert [
                    (push.endpoint_id, push.trigger, body, int(push.headers["kauli-sequence"]))
                    for push, body in zip(going, bodies, strict=True)
                ] == sent
            session = json.loads(json.dumps(tried.session))
            sent_any = sent_any or bool(sent)
    assert sent_any


async def test_nothing_is_kept_and_nothing_is_sent(services, owner, bot, simulate, server) -> None:
    session = None
    for text in ("order pizza", "2", "yes", "gibberish"):
        done = await simulate(text, session=session, call_middleware=False)
        session = done.session
    assert server["got"] == []
    assert await services.conversations.all_chats(owner, bot.id) == []
    assert (await services.deliveries.page(owner)).items == []
    assert (await services.learning.page(owner, bot.id, None, 10)).items == []


async def test_what_the_webhook_would_send_holds_no_secret(simulate, services, owner, bot) -> None:
    begun = await simulate("order pizza")
    done = await simulate("2", session=begun.session)
    (push,) = done.pushes
    assert (push.trigger, push.triggers, push.active) == ("count", ["count"], True)
    assert push.endpoint_name == "Webhook"
    assert done.readable == (("2: sure?",),)
    assert push.body == {"chat_id": "test", "order": "order pizza", "count": "2"}
    assert push.url.endswith("/in?…")
    assert push.headers["authorization"] == "(hidden)"
    assert push.headers["webhook-signature"] == "(made when it is sent)"
    assert push.headers["kauli-event"] == "count"
    assert "s3cret" not in str(done)
    assert "t0ken" not in str(done)


async def test_an_endpoint_that_is_off_and_no_endpoint_at_all_are_told_apart(
    simulate, services, owner, bot
) -> None:
    await services.bots.update(owner, bot.id, BotChanges(webhook_active=False))
    done = await simulate("2", state="order")
    assert [(push.active, push.trigger) for push in done.pushes] == [(False, "count")]
    greeted = await simulate("hi")
    (unheard,) = greeted.pushes
    assert (unheard.endpoint_id, unheard.trigger, unheard.active) == (None, "greet", False)
    assert unheard.body == {"chat_id": "test", "greet": "hi"}


async def test_the_middleware_is_called_and_told_that_it_is_a_test(simulate, server) -> None:
    done = await simulate("yes", state="sure", memory={"count": "2"}, chat_id="amina")
    assert done.replies == [{"type": "text", "lines": ("Your number is 42.",)}]
    ((headers, body),) = server["got"]
    assert headers["kauli-test"] == "1"
    assert headers["Authorization"] == "Bearer h1dden"
    assert body == {"count": "2", "sure": "yes", "chat_id": "amina"}
    (call,) = done.calls
    assert (call.variable, call.made, call.ok, call.answer) == ("number", True, True, {"text": 42})
    assert call.url == f"{server['url']}/orders?…"


async def test_a_call_that_failed_says_why(simulate, server) -> None:
    server["status"] = 500
    done = await simulate("yes", state="sure")
    assert done.replies == [{"type": "text", "lines": ("Your number is .",)}]
    (call,) = done.calls
    assert (call.ok, call.why) == (False, "It answered 500.")
    assert {"kind": "call_failed", "variable": "number", "why": "no usable answer"} in done.events


async def test_the_middleware_can_be_left_alone(simulate, server) -> None:
    done = await simulate("yes", state="sure", call_middleware=False)
    assert done.replies == [{"type": "text", "lines": ("Your number is @number.",)}]
    assert [(call.variable, call.made) for call in done.calls] == [("number", False)]
    assert server["got"] == []


async def test_a_state_can_be_looked_at_without_a_message(simulate) -> None:
    done = await simulate(state="count", memory={"count": "3"})
    assert done.replies == [{"type": "text", "lines": ("3: sure?",)}]
    assert (done.state, done.next_state, done.intent) == ("count", "sure", None)
    going_on = await simulate("no", session=done.session)
    assert going_on.state == "order"


async def test_variations_come_one_after_the_other_or_as_wished(simulate) -> None:
    said, session = [], None
    for _ in range(4):
        done = await simulate("hi", session=session)
        session = done.session
        said.append(done.replies[0]["lines"][0])
    assert said == ["Hello", "Hi", "Hey", "Hello"]
    assert (await simulate("hi", pick=2)).replies[0]["lines"] == ("Hey",)


async def test_the_draft_a_version_and_what_answers_are_three_things(
    simulate, services, owner, bot
) -> None:
    changed = FLOWS | {"greet": {"message": "New hello"}}
    await services.bots.update(owner, bot.id, BotChanges(flows=changed))
    await services.bots.update(
        owner, bot.id, BotChanges(flows=FLOWS | {"greet": {"message": "Draft"}}), publish=False
    )
    first = (await services.bots.versions(owner, bot.id, None, 10)).items[-1]
    heard = {
        on: (await simulate("hi", on=on)).replies[0]["lines"][0]
        for on in ("draft", "live", first.id)
    }
    assert heard == {"draft": "Draft", "live": "New hello", first.id: "Hello"}
    draft, old = await simulate("hi"), await simulate("hi", on=first.id)
    assert (draft.version_id, draft.version_number) == (None, None)
    assert (old.version_id, old.version_number) == (first.id, 1)
    assert draft.fingerprint != old.fingerprint == (await simulate("hi", on=first.id)).fingerprint


async def test_what_is_understood_is_told_with_the_next_best(simulate) -> None:
    sure = await simulate("hello there")
    assert (sure.intent, sure.understood) == ("greet", True)
    assert sure.ranked[0] == ("greet", sure.confidence)
    assert len(sure.ranked) <= 5
    unsure = await simulate("habari za leo")
    assert unsure.understood is False
    assert (await simulate("2", state="order")).understood is None


async def test_a_draft_is_trained_once_and_a_change_of_words_trains_nothing(
    simulate, services, owner, bot, monkeypatch
) -> None:
    from kauli.services.trying import drafts

    trained = []
    train = drafts.train
    monkeypatch.setattr(drafts, "train", lambda *given: trained.append(given) or train(*given))
    await simulate("hi")
    await simulate("hi")
    await services.bots.update(
        owner, bot.id, BotChanges(flows=FLOWS | {"greet": {"message": "Yo"}}), publish=False
    )
    assert (await simulate("hi")).replies[0]["lines"] == ("Yo",)
    assert len(trained) == 1
    await services.bots.update(
        owner, bot.id, BotChanges(intents=INTENTS | {"greet": ["yo"]}), publish=False
    )
    assert (await simulate("yo")).understood
    assert len(trained) == 2


async def test_what_can_not_be_played_is_refused(services, owner, stranger, simulate) -> None:
    with pytest.raises(NotFound, match="no version ver_1"):
        await simulate("hi", on="ver_1")
    with pytest.raises(Invalid, match="no state 'nowhere'"):
        await simulate("hi", state="nowhere")
    with pytest.raises(Invalid, match="Say something"):
        await simulate()
    with pytest.raises(Invalid, match="has a state already"):
        await simulate("hi", session={}, state="greet")
    with pytest.raises(Invalid, match="has a memory already"):
        await simulate("hi", session={}, memory={})
    with pytest.raises(Invalid, match="remembers at most"):
        await simulate("hi", memory={"a": "b" * 70_000})
    unpublished = await services.bots.create(owner, BotChanges(name="New"), publish=False)
    with pytest.raises(Conflict, match="still a draft"):
        await services.trying.simulate(owner, unpublished.id, Simulation(on="live", text="hi"))
    with pytest.raises(NotFound, match="no bot"):
        await services.trying.simulate(stranger, unpublished.id, Simulation(text="hi"))
    theirs = await services.bots.create(stranger, BotChanges(name="Theirs"))
    with pytest.raises(NotFound, match="no version"):
        await simulate("hi", on=theirs.live_version_id)
