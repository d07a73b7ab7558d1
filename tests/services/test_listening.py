"""Listening, on both databases: what is taken, told, given back and kept."""

import asyncio
from dataclasses import dataclass, replace

import pytest

from kauli.delivery.signing import verify
from kauli.kit.clock import HOUR, SECOND
from kauli.kit.errors import Conflict, Invalid, NotFound, Unavailable
from kauli.services import Principal, Services
from kauli.services.bots import BotChanges
from kauli.services.endpoints import EndpointChanges
from kauli.services.listening import Forward, Listener, Report, Seat, Wish
from kauli.storage.queries import deliveries, endpoints, listening

WISH = Wish("listen: amina@laptop")
INTENTS = {"order": ["order pizza", "a pizza please"], "greet": ["hello there", "good morning"]}
FLOWS = {
    "order": {"message": "Done.", "next_state": "end"},
    "greet": {"message": "Karibu!", "next_state": "end"},
}


@dataclass
class Shop:
    """A bot that has something to deliver whenever somebody orders."""

    services: Services
    owner: Principal
    bot_id: int

    async def listen(self, wish: Wish = WISH) -> Listener:
        return await self.services.listening.open(self.owner, self.bot_id, wish)

    async def orders(self, *chats: str) -> list[str]:
        """Messages of these chatters, one after the other; answers the ids of the deliveries."""
        ids: list[str] = []
        for chat in chats:
            said = await self.services.conversations.reply(
                self.owner, self.bot_id, chat, "order pizza"
            )
            ids += said.deliveries
        return ids

    async def next(self, listener: Listener, *holding: str, wait: float = 0) -> list[Forward]:
        return await self.services.listening.next(
            self.owner, seat(listener), holding=holding, wait_seconds=wait
        )

    async def tell(self, listener: Listener, forward: Forward, status: int = 200, **more):
        return await self.services.listening.answered(
            self.owner, seat(listener), report(forward, status=status, **more)
        )

    async def delivery(self, delivery_id: str):
        return await self.services.deliveries.get(self.owner, delivery_id)


def seat(listener: Listener) -> Seat:
    return Seat(listener.bot_id, listener.endpoint_id, listener.session)


def report(forward: Forward, **more) -> Report:
    same = {
        "delivery_id": forward.delivery_id,
        "claim_id": forward.claim_id,
        "attempt": forward.attempt,
        "signed_at": forward.signed_at,
        "duration_ms": 12,
    }
    return Report(**(same | more))


@pytest.fixture
async def shop(services, owner) -> Shop:
    changes = BotChanges(name="Duka", intents=INTENTS, flows=FLOWS)
    bot = await services.bots.create(owner, changes)
    return Shop(services, owner, bot.id)


async def until_waiting(task: asyncio.Task) -> None:
    """Let a task run until it waits for more than other tasks."""
    for _ in range(50):
        await asyncio.sleep(0.002)
    assert not task.done()


async def test_an_order_reaches_whoever_waits_for_it_at_once(shop):
    listener = await shop.listen()
    waiting = asyncio.create_task(shop.next(listener, wait=25))
    await until_waiting(waiting)
    (delivery,) = await shop.orders("a")
    async with asyncio.timeout(5):
        (forward,) = await waiting
    assert forward.delivery_id == delivery
    assert (forward.trigger, forward.attempt) == ("order", 1)
    assert forward.body == b'{"chat_id":"a","order":"order pizza"}'


async def test_what_is_forwarded_is_signed_with_the_secret_of_the_bots_webhook(
    shop, services, owner, clock
):
    await services.bots.update(owner, shop.bot_id, BotChanges(webhook_token="t0ken"))
    secret = await services.endpoints.secret(owner, shop.bot_id)
    listener = await shop.listen()
    await shop.orders("a")
    (forward,) = await shop.next(listener)
    verify([secret], forward.headers, forward.body, now=clock() // SECOND)
    assert forward.headers["webhook-id"] == forward.delivery_id
    assert forward.headers["kauli-attempt"] == "1"
    assert forward.headers["authorization"] == "Bearer t0ken"


async def test_a_bot_without_a_webhook_gets_the_secret_that_its_webhook_will_have(
    shop, services, owner, clock
):
    listener = await shop.listen()
    await shop.orders("a")
    (forward,) = await shop.next(listener)
    secret = await services.endpoints.secret(owner, shop.bot_id)
    verify([secret], forward.headers, forward.body, now=clock() // SECOND)
    await services.bots.update(owner, shop.bot_id, BotChanges(webhook_url="https://shop.example/"))
    assert await services.endpoints.secret(owner, shop.bot_id) == secret


async def test_it_goes_on_signing_as_the_webhook_does_when_that_changes(shop, services, owner):
    listener = await shop.listen()
    await services.bots.update(owner, shop.bot_id, BotChanges(webhook_token="changed"))
    await shop.orders("a")
    (forward,) = await shop.next(listener)
    assert forward.headers["authorization"] == "Bearer changed"


async def test_the_triggers_are_those_wished_for_or_the_webhooks_or_all_intents(
    shop, services, owner
):
    opened = await shop.listen()
    assert (opened.triggers, opened.triggers_from) == (["order", "greet"], "intents")
    await services.bots.update(owner, shop.bot_id, BotChanges(webhook_triggers=["order"]))
    opened = await shop.listen()
    assert (opened.triggers, opened.triggers_from) == (["order"], "webhook")
    opened = await shop.listen(replace(WISH, triggers=["greet", "ordr"]))
    assert (opened.triggers, opened.triggers_from) == (["greet", "ordr"], "wish")
    assert opened.unknown_triggers == ["ordr"]
    assert await shop.orders("a") == []


async def test_what_the_receiver_answers_stands_in_the_log_like_any_attempt(shop, clock):
    listener = await shop.listen()
    (delivery,) = await shop.orders("a")
    (forward,) = await shop.next(listener)
    assert (await shop.delivery(delivery)).status == "sending"
    verdict = await shop.tell(
        listener, forward, headers={"content-type": "text/plain"}, body=b"sawa"
    )
    assert (verdict.status, verdict.outcome, verdict.due_at) == ("delivered", "delivered", None)
    assert verdict.counted
    found = await shop.delivery(delivery)
    assert (found.status, found.outcome, found.finished_at) == ("delivered", "delivered", clock())
    (attempt,) = found.attempts
    assert (attempt.number, attempt.http_status, attempt.duration_ms) == (1, 200, 12)
    assert (attempt.address, attempt.response_body) == ("listener", b"sawa")
    assert attempt.sentence == "Delivered: the receiver answered 200."
    assert attempt.request_headers == forward.headers
    assert attempt.response_headers == {"content-type": "text/plain"}
    assert await shop.next(listener) == []


async def test_what_fails_is_tried_again_on_schedule(shop, clock):
    listener = await shop.listen()
    (delivery,) = await shop.orders("a")
    (forward,) = await shop.next(listener)
    verdict = await shop.tell(
        listener, forward, None, failure="connect", sentence="Nothing is listening."
    )
    assert (verdict.status, verdict.sentence) == ("failed", "Nothing is listening.")
    pause = verdict.due_at - clock()
    assert 4 * SECOND <= pause <= 6 * SECOND
    assert await shop.next(listener) == []
    clock.now = verdict.due_at
    (again,) = await shop.next(listener)
    assert (again.delivery_id, again.attempt) == (delivery, 2)
    assert again.headers["kauli-attempt"] == "2"
    assert (await shop.tell(listener, again)).status == "delivered"
    outcomes = [one.outcome for one in (await shop.delivery(delivery)).attempts]
    assert outcomes == ["connect", "delivered"]


async def test_a_conversation_comes_in_order_and_others_beside_it(shop):
    listener = await shop.listen()
    first, second, other = await shop.orders("a", "a", "b")
    taken = {one.delivery_id: one for one in await shop.next(listener)}
    assert taken.keys() == {first, other}
    assert await shop.next(listener, first, other) == []
    await shop.tell(listener, taken[first])
    (following,) = await shop.next(listener, other)
    assert (following.delivery_id, following.sequence) == (second, 2)


async def test_whoever_waits_gets_the_next_of_a_conversation_once_one_is_settled(shop):
    listener = await shop.listen()
    first, second = await shop.orders("a", "a")
    (forward,) = await shop.next(listener)
    waiting = asyncio.create_task(shop.next(listener, first, wait=25))
    await until_waiting(waiting)
    await shop.tell(listener, forward)
    async with asyncio.timeout(5):
        assert [one.delivery_id for one in await waiting] == [second]


async def test_opening_again_gets_what_a_dead_session_held_and_sends_it_home(shop):
    dead = await shop.listen()
    (delivery,) = await shop.orders("a")
    await shop.next(dead)
    waiting = asyncio.create_task(shop.next(dead, delivery, wait=25))
    await until_waiting(waiting)
    alive = await shop.listen()
    assert (alive.endpoint_id, alive.waiting) == (dead.endpoint_id, 1)
    assert [one.delivery_id for one in await shop.next(alive)] == [delivery]
    with pytest.raises(Conflict, match="--name") as caught:
        await shop.next(dead)
    assert caught.value.code == "listener_taken"
    await shop.orders("b")
    with pytest.raises(Conflict):
        await waiting


async def test_what_never_reached_the_listener_comes_again_with_its_next_call(shop):
    listener = await shop.listen()
    (delivery,) = await shop.orders("a")
    (lost,) = await shop.next(listener)
    (found,) = await shop.next(listener)
    assert (found.delivery_id, found.attempt) == (delivery, 1)
    assert found.claim_id != lost.claim_id
    assert not (await shop.tell(listener, lost)).counted
    assert (await shop.tell(listener, found)).counted


async def test_what_the_listener_knows_of_is_held_for_as_long_as_it_comes(shop, platform, clock):
    listener = await shop.listen()
    (delivery,) = await shop.orders("a")
    (forward,) = await shop.next(listener)
    for _ in range(4):
        clock.advance(20)
        assert await shop.next(listener, delivery) == []
        assert await platform.database.write(deliveries.sweep, clock()) == []
    assert (await shop.tell(listener, forward)).counted


async def test_a_long_timeout_makes_a_long_lease(shop, platform, clock):
    listener = await shop.listen(replace(WISH, timeout=600))
    await shop.orders("a")
    (forward,) = await shop.next(listener)
    assert (listener.timeout, forward.timeout) == (600, 600)
    clock.advance(599)
    assert await platform.database.write(deliveries.sweep, clock()) == []


async def test_an_answer_that_comes_late_counts_if_nobody_tried_again(shop, platform, clock):
    listener = await shop.listen()
    (delivery,) = await shop.orders("a")
    (forward,) = await shop.next(listener)
    clock.advance(60)
    assert await platform.database.write(deliveries.sweep, clock()) == [delivery]
    assert (await shop.delivery(delivery)).status == "pending"
    assert (await shop.tell(listener, forward)).counted
    assert (await shop.delivery(delivery)).status == "delivered"
    assert await shop.next(listener) == []


async def test_telling_an_answer_twice_changes_nothing(shop, platform):
    listener = await shop.listen()
    (delivery,) = await shop.orders("a")
    (forward,) = await shop.next(listener)
    first = await shop.tell(listener, forward, 500)
    again = await shop.tell(listener, forward, 500)
    assert (first.counted, again.counted) == (True, False)
    assert (again.status, again.due_at) == ("failed", first.due_at)
    assert len((await shop.delivery(delivery)).attempts) == 1


async def test_ending_switches_the_listener_off_and_keeps_what_waits(shop):
    listener = await shop.listen()
    first, second = await shop.orders("a", "b")
    taken = await shop.next(listener)
    assert len(taken) == 2
    assert await shop.services.listening.close(shop.owner, seat(listener)) == 2
    assert await shop.orders("c") == []
    with pytest.raises(Conflict):
        await shop.next(listener)
    opened = await shop.listen()
    assert opened.waiting == 2
    assert {one.delivery_id for one in await shop.next(opened)} == {first, second}
    assert len(await shop.orders("c")) == 1


async def test_ending_leaves_alone_what_another_took_over(shop):
    old = await shop.listen()
    new = await shop.listen()
    await shop.services.listening.close(shop.owner, seat(old))
    assert len(await shop.orders("a")) == 1
    assert len(await shop.next(new)) == 1


async def test_two_listeners_both_get_a_copy(shop):
    amina, juma = await shop.listen(), await shop.listen(Wish("listen: juma@desk"))
    ids = await shop.orders("a")
    assert len(ids) == 2
    taken = [*await shop.next(amina), *await shop.next(juma)]
    assert sorted(one.delivery_id for one in taken) == sorted(ids)
    assert len({one.body for one in taken}) == 1


async def test_the_worker_leaves_listeners_alone(shop, platform):
    listener = await shop.listen()
    (delivery,) = await shop.orders("a")
    assert await platform.worker.drain() == 0
    assert [one.delivery_id for one in await shop.next(listener)] == [delivery]


async def test_a_receiver_that_wants_no_more_switches_its_listener_off(shop):
    listener = await shop.listen()
    await shop.orders("a")
    (forward,) = await shop.next(listener)
    assert (await shop.tell(listener, forward, 410)).outcome == "gone"
    with pytest.raises(Conflict, match="410") as caught:
        await shop.next(listener)
    assert caught.value.code == "listener_off"
    await shop.next(await shop.listen())


async def test_somebody_who_switches_a_listener_off_is_obeyed(shop, services, owner):
    listener = await shop.listen()
    await services.endpoints.update(
        owner, shop.bot_id, listener.endpoint_id, EndpointChanges(active=False)
    )
    with pytest.raises(Conflict, match="switched off"):
        await shop.next(listener)
    await services.endpoints.delete(owner, shop.bot_id, listener.endpoint_id)
    with pytest.raises(NotFound):
        await shop.next(listener)


async def test_a_listener_not_heard_of_for_a_day_is_switched_off_until_it_comes_again(
    shop, platform, clock
):
    silence = listening.switch_off_silent_listeners
    listener = await shop.listen()
    other = await shop.listen(Wish("another"))
    clock.advance(23 * HOUR // SECOND)
    await shop.next(other)
    assert await platform.database.write(silence, clock()) == []
    clock.advance(2 * HOUR // SECOND)
    assert await platform.database.write(silence, clock()) == [listener.endpoint_id]
    assert await platform.database.write(silence, clock()) == []
    assert len(await shop.orders("a")) == 1
    await shop.next(listener)
    assert len(await shop.orders("b")) == 2


async def test_everybody_else_finds_nothing(shop, services, stranger):
    listener = await shop.listen()
    await shop.orders("a")
    (forward,) = await shop.next(listener)
    service = services.listening
    for refused in (
        service.open(stranger, shop.bot_id, WISH),
        service.next(stranger, seat(listener)),
        service.answered(stranger, seat(listener), report(forward, status=200)),
        service.close(stranger, seat(listener)),
        service.open(shop.owner, 2**40, WISH),
    ):
        with pytest.raises(NotFound):
            await refused


async def test_an_endpoint_of_another_kind_is_no_listener(shop, services, owner):
    made, *_ = await services.endpoints.create(
        owner, shop.bot_id, EndpointChanges(url="https://shop.example/", triggers=["order"])
    )
    with pytest.raises(NotFound):
        await services.listening.next(owner, Seat(shop.bot_id, made.id, ""))


@pytest.mark.parametrize("wish", [Wish(" "), Wish("x" * 201), Wish("x", timeout=0.0)])
async def test_a_wish_that_cannot_be_is_refused(shop, wish):
    with pytest.raises(Invalid):
        await shop.listen(wish)


async def test_a_report_is_cut_to_what_an_attempt_may_hold(shop):
    listener = await shop.listen()
    (delivery,) = await shop.orders("a")
    (forward,) = await shop.next(listener)
    await shop.tell(
        listener,
        forward,
        None,
        failure="made up",
        sentence="x" * 10_000,
        headers={f"x-{number}": "y" * 10_000 for number in range(1_000)},
        body=b"z" * 100_000,
        duration_ms=2**60,
        signed_at=2**80,
    )
    (attempt,) = (await shop.delivery(delivery)).attempts
    assert (attempt.outcome, attempt.response_truncated) == ("internal", True)
    assert len(attempt.response_body) == 16_384
    assert len(attempt.response_headers) == 100
    assert max(map(len, attempt.response_headers.values())) == 4_096


async def test_nobody_is_kept_waiting_when_the_server_ends(shop):
    listener = await shop.listen()
    waiting = asyncio.create_task(shop.next(listener, wait=25))
    await until_waiting(waiting)
    shop.services.listening.dismiss()
    async with asyncio.timeout(5):
        for refused in (waiting, shop.next(listener, wait=25)):
            with pytest.raises(Unavailable, match="ending"):
                await refused


async def test_opening_again_changes_nothing_that_a_conversation_must_see(shop, platform):
    await shop.listen()
    before = await shop.services.bots.get(shop.owner, shop.bot_id)
    await shop.listen()
    after = await shop.services.bots.get(shop.owner, shop.bot_id)
    assert before.updated_at == after.updated_at
    found = await platform.database.read(endpoints.list_endpoints, shop.bot_id)
    assert sorted(one.kind for one in found) == ["http", "listen"]
