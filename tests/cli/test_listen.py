"""``kauli listen`` as a process, with real servers and real receivers, on both databases."""

import asyncio
import json
import re
import signal
import subprocess
import threading
import urllib.request
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from kauli.app import Platform, open_platform
from kauli.cli.listen.receiver import address_of, policy_with
from kauli.cli.listen.window import path_of, span
from kauli.config import Settings
from kauli.delivery.signing import verify
from kauli.kit.clock import SECOND
from kauli.kit.errors import Invalid
from kauli.kit.system import system_clock
from kauli.services import Principal
from kauli.services.bots import BotChanges
from kauli.services.deliveries import DeliveryView
from kauli.storage.queries import endpoints

INTENTS = {"order": ["order pizza", "a pizza please"]}
FLOWS = {"order": {"message": "Done.", "next_state": "end"}}
PATIENCE = 40


@dataclass
class Received:
    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]


@dataclass
class Receiver:
    """A server that writes down what it gets, and answers once it may."""

    port: int = 0
    status: int = 200
    received: list[Received] = field(default_factory=list)
    may_answer: threading.Event = field(default_factory=threading.Event)
    changed: threading.Condition = field(default_factory=threading.Condition)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/new-order?x=1"

    @property
    def ids(self) -> list[str]:
        return [one.id for one in self.received]

    def take(self, one: Received) -> int:
        with self.changed:
            self.received.append(one)
            self.changed.notify_all()
        self.may_answer.wait(PATIENCE)
        return self.status

    def wait_for(self, number: int) -> None:
        """Until so many requests arrived."""
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.received) >= number, PATIENCE)


def serve(stack: ExitStack, receiver: Receiver) -> Receiver:
    """Start a receiver on its port, else on any that is free."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            self.send_response(receiver.take(Received(headers, body)))
            self.end_headers()
            self.wfile.write(b"sawa")

        def log_message(self, *_: object) -> None:
            pass

        def handle(self) -> None:
            try:
                super().handle()
            except OSError:
                """The listener was killed."""

    server = stack.enter_context(ThreadingHTTPServer(("127.0.0.1", receiver.port), Handler))
    receiver.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    stack.callback(thread.join)
    stack.callback(server.shutdown)
    stack.callback(receiver.may_answer.set)
    return receiver


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as opened:
        yield opened


@pytest.fixture
def receiver(stack: ExitStack) -> Receiver:
    """A receiver that answers at once."""
    receiver = Receiver()
    receiver.may_answer.set()
    return serve(stack, receiver)


@dataclass
class Shop:
    """A bot that has something to deliver with each message, and who listens to it."""

    kauli: Any
    stack: ExitStack
    database_url: str
    line: str
    port: int = 0
    key: str = ""
    server: subprocess.Popen[str] | None = None
    head: str = ""

    def start_server(self) -> None:
        """A server; when it was running before, at the same address."""
        self.server = self.stack.enter_context(self.kauli.running("serve", "--port", self.port))
        greeting = self.kauli.read_until(self.server, "Ctrl-C")
        self.port = int(re.search(r"http://127\.0\.0\.1:(\d+)", greeting)[1])

    def listen(self, url: str, *options: object) -> subprocess.Popen[str]:
        """A listener that listens."""
        there = ()
        if self.line == "remote":
            there = ("--server", f"http://127.0.0.1:{self.port}", "--key", self.key)
        process = self.stack.enter_context(
            self.kauli.running("listen", "Duka", "--forward-to", url, *there, *options)
        )
        self.head = self.kauli.read_until(process, "Ctrl-C ends it.")
        return process

    def order(self, *chats: str) -> None:
        """A message of each chatter: to the server, where there is one."""
        if self.server is None:
            self.do(lambda platform, me: _reply(platform, me, chats))
            return
        for chat in chats:
            asked = urllib.request.Request(
                f"http://127.0.0.1:{self.port}/api/v1/bots/1/conversations/{chat}/messages",
                json.dumps({"text": "order pizza"}).encode(),
                {"authorization": f"Bearer {self.key}", "content-type": "application/json"},
            )
            urllib.request.urlopen(asked, timeout=PATIENCE).close()

    def do(self, what: Callable[[Platform, Principal], Awaitable[Any]]) -> Any:
        """Something done on the data itself, as its owner."""

        async def done() -> Any:
            settings = Settings(data_dir=self.kauli.data_dir, database_url=self.database_url)
            async with open_platform(settings) as platform:
                return await what(platform, await platform.services.accounts.ensure_owner())

        return asyncio.run(done())

    def deliveries(self) -> list[DeliveryView]:
        return self.do(_deliveries)

    def statuses(self) -> list[str]:
        return [one.status for one in self.deliveries()]

    def ids(self) -> set[str]:
        return {one.id for one in self.deliveries()}

    def active(self) -> list[bool]:
        """Whether each listener of the bot is on."""
        return self.do(_active)


async def _open_shop(platform: Platform, me: Principal) -> str:
    """Make the bot, the owner's first; gives a key."""
    services = platform.services
    await services.bots.create(me, BotChanges(name="Duka", intents=INTENTS, flows=FLOWS))
    return (await services.accounts.create_key(me, "tests"))[1]


async def _reply(platform: Platform, me: Principal, chats: tuple[str, ...]) -> None:
    for chat in chats:
        await platform.services.conversations.reply(me, 1, chat, "order pizza")


async def _deliveries(platform: Platform, me: Principal) -> list[DeliveryView]:
    return (await platform.services.deliveries.page(me)).items


async def _active(platform: Platform, me: Principal) -> list[bool]:
    found = await platform.database.read(endpoints.list_endpoints, 1)
    return [bool(one.active) for one in found if one.kind == "listen"]


def end(process: subprocess.Popen[str]) -> str:
    """Ctrl-C; what was printed from here on."""
    process.send_signal(signal.SIGINT)
    assert process.wait(PATIENCE) == 0, process.stderr.read()
    assert "Traceback" not in process.stderr.read()
    return process.stdout.read()


Make = Callable[[str, str], Shop]


@pytest.fixture
def make(kauli, stack: ExitStack) -> Make:
    """Makes the shop, on a database and with a line to it."""

    def made(database_url: str, line: str) -> Shop:
        kauli.env["KAULI_DATABASE_URL"] = database_url
        shop = Shop(kauli, stack, database_url, line)
        shop.key = shop.do(_open_shop)
        if line == "remote":
            shop.start_server()
        return shop

    return made


@pytest.fixture(params=["local", "remote"])
def shop(request: pytest.FixtureRequest, make: Make, database_url: str) -> Shop:
    """On each database, listened to there and through a server."""
    return make(database_url, request.param)


@pytest.fixture
def remote_shop(make: Make, database_url: str) -> Shop:
    """On each database, with a server."""
    return make(database_url, "remote")


def test_an_order_is_forwarded_signed_shown_and_written_down(shop, receiver) -> None:
    process = shop.listen(receiver.url, "--name", "mine", "--print-json")
    assert "Listening to Duka, bot 1" in shop.head
    assert "order (all its intents; its webhook has no triggers yet)" in shop.head
    assert re.search(r"name +mine$", shop.head, re.MULTILINE)
    shop.order("amina")
    shown = shop.kauli.read_until(process, "sawa").splitlines()
    (received,) = receiver.received
    secret = shop.kauli.ok("webhook", "secret", "Duka").last_line
    verify([secret], received.headers, received.body, now=system_clock() // SECOND)
    assert received.body == b'{"chat_id":"amina","order":"order pizza"}'
    time = r"\d\d:\d\d:\d\d  "
    assert re.fullmatch(rf"{time}→ POST /new-order\?x=1  order  {received.id}", shown[0])
    assert shown[1].strip() == received.body.decode()
    assert re.fullmatch(rf"{time}← 200 OK  \d+ ms  {received.id}", shown[2])
    assert shop.statuses() == ["delivered"]

    assert shop.active() == [True]
    tail = end(process).splitlines()
    assert re.fullmatch(r"Listened for .+: 1 delivered\.", tail[0])
    assert tail[1] == "The listener is off, and nothing waits."
    assert shop.active() == [False]
    shop.order("amina")
    assert shop.statuses() == ["delivered"]


def test_the_page_shows_what_is_really_shown(make, receiver, checkout) -> None:
    page = (checkout / "docs/listen.md").read_text()
    shown_there = page.split("new-order\nListening to")[1].split("```")[0]
    shop = make("", "local")
    process = shop.listen(receiver.url)
    head = re.compile(r"^  (\w+(?: \w+)*)  ", re.MULTILINE)
    assert head.findall(shop.head) == head.findall(shown_there)
    assert end(process).splitlines()[-1] in page


def test_killed_in_the_middle_it_goes_on_where_it_was(make, database_url, stack) -> None:
    shop = make(database_url, "remote" if database_url else "local")
    receiver = serve(stack, Receiver())
    process = shop.listen(receiver.url)
    shop.order("amina", "juma")
    receiver.wait_for(2)
    process.kill()
    process.wait(PATIENCE)
    shop.order("juma", "rehema")
    assert sorted(shop.statuses()) == ["pending", "pending", "sending", "sending"]
    receiver.may_answer.set()

    process = shop.listen(receiver.url)
    assert re.search(r"waiting +4 from before", shop.head)
    receiver.wait_for(6)
    shown = "".join(shop.kauli.read_until(process, "←") for _ in range(4))
    assert shown.count("← 200 OK") == 4
    assert set(receiver.ids) == shop.ids()
    assert shop.statuses() == ["delivered"] * 4
    of_juma = [one for one in receiver.received[2:] if b"juma" in one.body]
    assert [one.headers["kauli-sequence"] for one in of_juma] == ["1", "2"]
    end(process)


def test_the_server_is_restarted_in_the_middle(remote_shop, stack) -> None:
    shop = remote_shop
    receiver = serve(stack, Receiver())
    process = shop.listen(receiver.url)
    shop.order("amina")
    receiver.wait_for(1)
    if shop.database_url:
        shop.server.kill()
        shop.server.wait(PATIENCE)
    else:
        shop.server.send_signal(signal.SIGTERM)
        assert shop.server.wait(PATIENCE) == 0
        assert "graceful" not in shop.server.stderr.read()  # nobody who listens held it up
    away = shop.kauli.read_until(process, "nothing is lost")
    assert "Nothing answers at" in away or "The server is ending" in away
    receiver.may_answer.set()  # the answer comes while there is nobody to tell it to
    shop.start_server()
    shown = shop.kauli.read_until(process, "← 200 OK")
    assert "Connected again." in shown
    shop.order("juma")
    shop.kauli.read_until(process, "← 200 OK")
    assert len(receiver.received) == 2
    assert shop.statuses() == ["delivered"] * 2
    end(process)


def test_what_is_under_way_is_waited_for_at_the_end(make, stack) -> None:
    shop = make("", "local")
    receiver = serve(stack, Receiver())
    process = shop.listen(receiver.url, "--keep")
    shop.order("amina")
    receiver.wait_for(1)
    process.send_signal(signal.SIGINT)
    assert "Waiting for 1 under way" in process.stderr.readline()
    receiver.may_answer.set()
    assert process.wait(PATIENCE) == 0
    tail = process.stdout.read()
    assert "1 delivered." in tail
    assert "stays on for 24 hours" in tail
    assert (shop.statuses(), shop.active()) == (["delivered"], [True])


def test_a_key_that_is_revoked_ends_the_listening(make, receiver) -> None:
    shop = make("", "remote")
    process = shop.listen(receiver.url, "--show-secret", "--trigger", "odr")
    assert "whsec_" in shop.head
    (row,) = shop.kauli.ok("key", "list").rows
    shop.kauli.ok("key", "revoke", row["id"])
    shop.server.kill()  # it would believe in the key for some seconds more
    shop.server.wait(PATIENCE)
    shop.start_server()
    assert process.wait(PATIENCE) == 1
    note, error = process.stderr.read().splitlines()
    assert "Nothing in the flow is called odr" in note
    assert error.startswith("Error: ")
    assert "does not accept this key" in error


def test_whoever_may_not_listen_is_told_so_in_a_sentence(make) -> None:
    shop = make("", "remote")
    url, fails = f"http://127.0.0.1:{shop.port}", shop.kauli.fails
    here = ("listen", "Duka", "--forward-to", "5000")
    assert "does not accept this key" in fails(*here, "--server", url, "--key", "wrong")
    assert "Nothing answers at" in fails(*here, "--server", "http://127.0.0.1:1")
    assert "is no address of a server" in fails(*here, "--server", "nowhere")
    strange = shop.do(_stranger)
    for bot in ("Duka", "1"):
        sentence = fails("listen", bot, *here[2:], "--server", url, "--key", strange)
        assert f"There is no bot {bot}." in sentence
    shop.kauli.env |= {"KAULI_SERVER_URL": url, "KAULI_KEY": "wrong"}
    assert "does not accept this key" in fails(*here)
    assert "not both" in fails(*here, "--data-dir", "elsewhere")


async def _stranger(platform: Platform, _: Principal) -> str:
    """A key of another workspace."""
    await platform.services.accounts.create_user("juma", "korosho-na-chai")
    return await platform.services.accounts.login("juma", "korosho-na-chai")


def test_an_unknown_bot_and_a_bad_address_end_with_a_sentence(kauli) -> None:
    assert "There is no bot Duka." in kauli.fails("listen", "Duka", "--forward-to", "5000")
    assert "Port 22" in kauli.fails("listen", "Duka", "--forward-to", "localhost:22")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("5000", "http://localhost:5000"),
        (" localhost:5000/new-order ", "http://localhost:5000/new-order"),
        ("http://10.0.0.5:8080/a?b=c", "http://10.0.0.5:8080/a?b=c"),
        ("https://shop.test/x", "https://shop.test/x"),
    ],
)
def test_the_receiver_may_be_named_shortly(typed: str, meant: str) -> None:
    assert address_of(typed) == meant


@pytest.mark.parametrize("typed", ["", "ftp://localhost", "http://me:pw@localhost:5000", "a b"])
def test_what_is_no_address_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        address_of(typed)


def test_this_machine_and_its_networks_are_open_and_metadata_is_not() -> None:
    policy = policy_with("fe80::/10")
    for near in (
        "127.0.0.1",
        "::1",
        "10.1.2.3",
        "192.168.1.9",
        "172.20.0.2",
        "100.64.0.7",
        "fd12::1",
    ):
        assert policy.reason(near) is None, near
    assert policy.reason("fe80::1") is None
    for far in ("169.254.169.254", "100.100.100.200", "fd00:ec2::254", "169.254.1.1"):
        assert policy.reason(far), far


@pytest.mark.parametrize(
    ("url", "path"),
    [("http://a.test", "/"), ("http://a.test/b?c=d", "/b?c=d"), ("http://a.test/b", "/b")],
)
def test_the_path_is_shown_as_it_is_asked_for(url: str, path: str) -> None:
    assert path_of(url) == path


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.4, "0 s"), (59, "59 s"), (60, "1 min"), (305, "5 min 5 s"), (1_805, "30 min"),
     (7_200, "2 h"), (9_000, "2 h 30 min")],
)  # fmt: skip
def test_a_length_of_time_is_said_shortly(seconds: float, said: str) -> None:
    assert span(round(seconds * SECOND)) == said
