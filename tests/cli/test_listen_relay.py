"""Between line and receiver, with time moved by hand: both databases, both kinds of line."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pytest
from aiohttp import web

from kauli.app import Platform
from kauli.cli.listen.here import LineHere
from kauli.cli.listen.line import Line
from kauli.cli.listen.receiver import Receiver
from kauli.cli.listen.relay import PLACES, Relay
from kauli.cli.listen.there import LineThere
from kauli.cli.listen.window import Window
from kauli.cli.local import Home
from kauli.cli.serving import served, url_of
from kauli.delivery.sender import Attempt
from kauli.kit.clock import SECOND, iso
from kauli.kit.errors import Conflict, NotFound, Unavailable
from kauli.net import OutgoingClient, Policy
from kauli.services import Principal
from kauli.services.bots import BotChanges
from kauli.services.listening import Forward, Seat, Verdict, Wish
from kauli.storage import DELIVERIES
from kauli.storage.queries import deliveries
from kauli.web import asgi_app

INTENTS = {"order": ["order pizza", "a pizza please"]}
FLOWS = {"order": {"message": "Done.", "next_state": "end"}}


@dataclass
class Desk:
    """A receiver that writes down what it gets, and answers once it may."""

    url: str = ""
    status: int = 200
    received: list[tuple[str, bytes]] = field(default_factory=list)
    may_answer: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle(self, request: web.Request) -> web.Response:
        self.received.append((request.headers["webhook-id"], await request.read()))
        await self.may_answer.wait()
        return web.Response(status=self.status, text="sawa")


@dataclass
class Seen:
    """What a person would be shown."""

    verdicts: list[Verdict] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)

    def posted(self, forward: Forward) -> None:
        self.lines.append(f"posted {forward.attempt}")

    def answered(self, forward: Forward, attempt: Attempt, verdict: Verdict) -> None:
        self.lines.append(f"answered {attempt.outcome.code}")
        self.verdicts.append(verdict)

    def not_told(self, forward: Forward, attempt: Attempt, why: str) -> None:
        self.lines.append(f"not told: {why}")

    def away(self, why: str) -> None:
        self.lines.append("away")

    def back(self) -> None:
        self.lines.append("back")


@dataclass
class Listening:
    """A relay at work."""

    line: Line
    seat: Seat
    relay: Relay
    seen: Seen
    task: asyncio.Task


async def until(condition) -> None:
    """Let others run until something holds."""
    for _ in range(10_000):
        if condition():
            return
        await asyncio.sleep(0.002)
    raise AssertionError("it never came to hold")


@dataclass
class Shop:
    """A bot that has something to deliver with each message, and who listens to it."""

    platform: Platform
    owner: Principal
    bot_id: int
    kind: str
    stack: AsyncExitStack
    client: OutgoingClient
    url: str = ""
    key: str = ""

    async def order(self, *chats: str) -> None:
        for chat in chats:
            await self.platform.services.conversations.reply(
                self.owner, self.bot_id, chat, "order pizza"
            )

    async def statuses(self) -> list[str]:
        page = await self.platform.services.deliveries.page(self.owner)
        return sorted(one.status for one in page.items)

    async def line(self) -> Line:
        if self.kind == "here":
            home = Home(self.platform.settings, self.platform.services, self.owner)
            return LineHere(home, self.bot_id)
        return await LineThere.find(self.stack, self.url, self.key, "Duka")

    async def listen(self, desk: Desk, name: str = "mine", line: Line | None = None) -> Listening:
        """Listen until the test is over."""
        line = line or await self.line()
        opened = await line.open(Wish(name))
        seat, seen = Seat(opened.bot_id, opened.endpoint_id, opened.session), Seen()
        post = Receiver(self.client, desk.url, lambda: 0).post
        relay = Relay(line, seat, post, seen)
        task = asyncio.create_task(relay.run())
        self.stack.push_async_callback(asyncio.gather, task, return_exceptions=True)
        self.stack.callback(task.cancel)
        return Listening(line, seat, relay, seen, task)


@pytest.fixture
async def stack() -> AsyncIterator[AsyncExitStack]:
    async with AsyncExitStack() as opened:
        yield opened


@pytest.fixture
async def make_desk(stack: AsyncExitStack):
    async def make(*, holds: bool = False) -> Desk:
        desk = Desk()
        if not holds:
            desk.may_answer.set()
        app = web.Application()
        app.router.add_post("/new-order", desk.handle)
        runner = web.AppRunner(app, shutdown_timeout=0.01)
        await runner.setup()
        stack.push_async_callback(runner.cleanup)
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        desk.url = f"http://127.0.0.1:{runner.addresses[0][1]}/new-order"
        return desk

    return make


@pytest.fixture
async def desk(make_desk) -> Desk:
    return await make_desk()


@pytest.fixture(params=["here", "there"])
async def shop(request, platform: Platform, stack: AsyncExitStack) -> Shop:
    services = platform.services
    owner = await services.accounts.ensure_owner()
    bot = await services.bots.create(owner, BotChanges(name="Duka", intents=INTENTS, flows=FLOWS))
    client = await stack.enter_async_context(OutgoingClient(Policy.parse("127.0.0.0/8")))
    shop = Shop(platform, owner, bot.id, request.param, stack, client)
    if shop.kind == "there":
        _, shop.key = await services.accounts.create_key(owner, "tests")
        taken = stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        shop.url = url_of(taken)
        await stack.enter_async_context(served(asgi_app(platform), taken))
        stack.callback(services.listening.dismiss)
    return shop


async def test_what_fails_is_tried_again_when_it_is_due_and_not_before(shop, desk, clock):
    desk.status = 500
    listening = await shop.listen(desk)
    await shop.order("amina")
    await until(lambda: listening.seen.verdicts)
    (verdict,) = listening.seen.verdicts
    assert (verdict.status, verdict.outcome) == ("failed", "failing")
    assert 4 * SECOND <= verdict.due_at - clock() <= 6 * SECOND
    desk.status = 200
    clock.now = verdict.due_at - 1
    await shop.order("juma")
    await until(lambda: len(listening.seen.verdicts) == 2)
    assert b"juma" in desk.received[1][1]
    clock.advance(0.000001)
    shop.platform.database.signal(DELIVERIES).send()
    await until(lambda: len(listening.seen.verdicts) == 3)
    assert listening.seen.lines[-2:] == ["posted 2", "answered delivered"]
    assert desk.received[2] == desk.received[0]
    assert await shop.statuses() == ["delivered"] * 2
    assert listening.relay.came_to == {"delivered": 2, "failed": 1}


async def test_a_receiver_that_is_not_there_is_a_failure_like_any(shop, clock):
    with socket.create_server(("127.0.0.1", 0)) as free:
        nobody = Desk(f"http://127.0.0.1:{free.getsockname()[1]}/")
    listening = await shop.listen(nobody)
    await shop.order("amina")
    await until(lambda: listening.seen.verdicts)
    (verdict,) = listening.seen.verdicts
    assert (verdict.status, verdict.outcome) == ("failed", "connect")
    assert "Nothing is listening at 127.0.0.1" in verdict.sentence
    (found,) = (await shop.platform.services.deliveries.page(shop.owner)).items
    assert (found.status, found.due_at) == ("failed", verdict.due_at)


async def test_eight_are_posted_at_once_each_of_another_conversation(shop, make_desk):
    desk = await make_desk(holds=True)
    chats = [f"chat{number}" for number in range(10)]
    listening = await shop.listen(desk)
    await shop.order(*chats, *chats)
    await until(lambda: len(desk.received) >= PLACES)
    assert len({body for _, body in desk.received}) == len(desk.received) == PLACES
    desk.may_answer.set()
    await until(lambda: listening.relay.came_to["delivered"] == 20)
    assert len({id_ for id_, _ in desk.received}) == 20
    for chat in chats:
        assert sum(chat.encode() in body for _, body in desk.received) == 2


async def test_two_listeners_of_different_names_both_get_a_copy(shop, make_desk):
    desks = [await make_desk(), await make_desk()]
    listenings = [await shop.listen(desk, name) for desk, name in zip(desks, "ab", strict=True)]
    await shop.order("amina")
    await until(lambda: all(one.seen.verdicts for one in listenings))
    assert [len(desk.received) for desk in desks] == [1, 1]
    assert desks[0].received[0][0] != desks[1].received[0][0]
    assert desks[0].received[0][1] == desks[1].received[0][1]


async def test_a_second_one_of_the_same_name_takes_over(shop, make_desk):
    slow, desk = await make_desk(holds=True), await make_desk()
    first = await shop.listen(slow)
    await shop.order("amina")
    await until(lambda: slow.received)
    second = await shop.listen(desk)
    await until(lambda: second.seen.verdicts)
    assert slow.received == desk.received
    await shop.order("juma")
    with pytest.raises(Conflict, match="--name"):
        await first.task
    slow.may_answer.set()
    await first.relay.finish(5)
    assert not first.seen.verdicts[0].counted
    await until(lambda: len(second.seen.verdicts) == 2)
    assert await shop.statuses() == ["delivered"] * 2


async def test_a_lease_that_ran_out_makes_nothing_arrive_twice(shop, make_desk, clock):
    desk = await make_desk(holds=True)
    waiters = shop.platform.database.signal(DELIVERIES)._waiters
    listening = await shop.listen(desk)
    await shop.order("amina")
    await until(lambda: desk.received and waiters)
    clock.advance(3_600)
    swept = await shop.platform.database.write(deliveries.sweep, clock())
    assert swept == [desk.received[0][0]]
    await shop.order("juma")
    await until(lambda: len(desk.received) == 2)
    desk.may_answer.set()
    await until(lambda: len(listening.seen.verdicts) == 2)
    assert all(one.counted for one in listening.seen.verdicts)
    assert len(desk.received) == 2
    assert await shop.statuses() == ["delivered"] * 2


class Breaking:
    """A line that can be cut, with what is under way on it.

    When it is mended, deliveries take their time: an answer that is told is there before them.
    """

    def __init__(self, line: Line) -> None:
        self.is_cut = False
        self._line = line
        self._calls: set[asyncio.Future[Any]] = set()
        self._told = asyncio.Event()
        self._told.set()
        self.brings = False

    def cut(self) -> None:
        self.is_cut = True
        self._told.clear()
        for call in self._calls:
            call.cancel()

    async def __call__(self, name: str, *args: Any) -> Any:
        if self.is_cut:
            raise Unavailable("Nothing answers.")
        call = asyncio.ensure_future(getattr(self._line, name)(*args))
        self._calls.add(call)
        await asyncio.wait([call])
        self._calls.discard(call)
        if call.cancelled():
            raise Unavailable("Nothing answers.")
        if name == "answered":
            self._told.set()
        if name == "next" and call.result():
            self.brings = self.brings or not self._told.is_set()
            await self._told.wait()
        return call.result()

    def __getattr__(self, name: str) -> Any:
        return partial(self, name)


async def test_what_has_an_answer_is_not_posted_again_when_it_is_handed_out_again(
    shop, make_desk, clock
):
    desk = await make_desk(holds=True)
    line = Breaking(await shop.line())
    listening = await shop.listen(desk, line=line)
    await shop.order("amina")
    await until(lambda: desk.received)
    line.cut()
    clock.advance(3_600)
    await shop.platform.database.write(deliveries.sweep, clock())
    assert await shop.statuses() == ["pending"]
    line.is_cut = False
    await until(lambda: line.brings)  # with a new claim, of which nobody here knows yet
    desk.may_answer.set()
    await until(lambda: listening.seen.verdicts)
    assert listening.seen.lines == ["posted 1", "away", "back", "answered delivered"]
    assert len(desk.received) == 1
    assert await shop.statuses() == ["delivered"]


async def test_a_listener_that_is_deleted_ends(shop, make_desk):
    desk = await make_desk(holds=True)
    listening = await shop.listen(desk)
    await shop.order("amina")
    await until(lambda: desk.received)
    await shop.platform.services.endpoints.delete(
        shop.owner, shop.bot_id, listening.seat.endpoint_id
    )
    desk.may_answer.set()
    await until(lambda: len(listening.seen.lines) == 2)
    assert listening.seen.lines[1].startswith("not told: This bot has no listener")
    await shop.order("amina")
    shop.platform.database.signal(DELIVERIES).send()
    with pytest.raises(NotFound, match="no listener"):
        await listening.task


async def test_closing_tells_what_waits_and_the_line_gives_the_secret(shop, desk):
    line = await shop.line()
    opened = await line.open(Wish("mine"))
    await shop.order("amina")
    seat = Seat(opened.bot_id, opened.endpoint_id, opened.session)
    assert await line.close(seat) == 1
    expected = await shop.platform.services.endpoints.secret(shop.owner, shop.bot_id)
    assert await line.secret() == expected
    assert (await line.open(Wish("mine"))).waiting == 1


async def test_nobody_waits_for_a_client_that_hung_up(shop, desk):
    waiters = shop.platform.database.signal(DELIVERIES)._waiters
    listening = await shop.listen(desk)
    await until(lambda: waiters)
    listening.task.cancel()
    await until(lambda: not waiters)


async def test_what_is_shown_of_an_answer(clock, capsys):
    window = Window("/new-order", clock, bodies=True)
    forward = Forward("dlv_1", "clm_1", "order", "cnv_1", 1, 3, 0, {}, b'{"a":1}', 15)
    attempt = Attempt(
        1, 0, outcome=None, request_headers={}, status=599, duration_ms=12, body=b"\x1b[2Jno"
    )
    later = clock() + 40 * 3_600 * SECOND
    window.answered(forward, attempt, Verdict("failed", "failing", "It failed.", later, True))
    window.answered(forward, attempt, Verdict("exhausted", "failing", "It failed.", None, True))
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert lines[0].endswith("← 599 12 ms, attempt 3 dlv_1")
    assert lines[2].startswith("It failed. It is tried again at ")
    assert lines[2].endswith(f" on {iso(later)[:10]} (in 40 h).")
    assert lines[5] == "It failed. It is not tried again by itself; it is kept."
