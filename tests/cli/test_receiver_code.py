"""``kauli webhook receiver``: what it writes takes real deliveries, and nothing else."""

import asyncio
import importlib.util
import json
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from werkzeug.serving import make_server

from kauli.app import open_platform
from kauli.config import Settings
from kauli.delivery.request import Job, build

CHECKOUT = Path(__file__).parents[2]
EXAMPLES = CHECKOUT / "examples" / "pizza_bot"
CORPUS = CHECKOUT.parent / "shared" / "corpus" / "bots"
NODE_MODULES = CHECKOUT / "tests" / "js" / "node_modules"
needs_corpus = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the corpus of published bots is not beside this checkout"
)
needs_node = pytest.mark.skipif(
    not (shutil.which("node") and (NODE_MODULES / ".installed").exists()),
    reason="Node and what tests/js needs are not here (make test installs it)",
)


@dataclass(frozen=True)
class Talk:
    """A bot and a conversation that fires its webhook."""

    files: Path
    trigger: str
    lines: tuple[str, ...]
    collected: dict[str, str]


_ORDER = {
    "number_of_pizzas": "2",
    "pizza_toppings": "cheese",
    "address": "Uhuru Street 12",
    "phone_number": "0712345678",
}
TALKS = {
    "pizza_bot": Talk(
        EXAMPLES / "pizza_bot.yaml",
        "order_pizza",
        ("I need a pizza", *_ORDER.values(), "1"),
        {"order_pizza": "I need a pizza"} | _ORDER | {"choice_confirmation": "1"},
    ),
    "pizza_bot_sw": Talk(
        EXAMPLES / "pizza_bot_sw.yaml",
        "order_pizza",
        ("nataka pizza", *_ORDER.values(), "2"),
        {"order_pizza": "nataka pizza"} | _ORDER | {"choice_confirmation": "2"},
    ),
    "pizza_webhook": Talk(
        CORPUS / "pizza_webhook",
        "order_pizza",
        ("I need a pizza", *_ORDER.values(), "1"),
        {"order_pizza": "I need a pizza"} | _ORDER | {"choice_confirmation": "1"},
    ),
    "pizza_buttons": Talk(
        CORPUS / "pizza_buttons",
        "order_pizza",
        ("I need a pizza", *_ORDER.values(), "I confirm"),
        {"order_pizza": "I need a pizza"} | _ORDER | {"customer_accepts": "I confirm"},
    ),
    "kibeti": Talk(
        CORPUS / "kibeti",
        "weka_beti",
        ("weka beti", "1", "2", "5000"),
        {
            "weka_beti": "weka beti",
            "choice_choose_match": "1",
            "choice_choosed_winner": "2",
            "choose_amount": "5000",
        },
    ),
}
EACH = [
    pytest.param(name, marks=needs_corpus if talk.files.is_relative_to(CORPUS) else ())
    for name, talk in TALKS.items()
]


@dataclass
class Shop:
    """A bot with a webhook, and the receiver that is written for it."""

    kauli: Any
    talk: Talk
    folder: Path

    def open(self, **settings: str) -> None:
        self.kauli.ok("bot", "import", self.talk.files, "--name", "Shop")
        self.lead_to(5000, **settings)

    def lead_to(self, port: int, **settings: str) -> None:
        given = {"--url": f"http://127.0.0.1:{port}/new-order", "--trigger": self.talk.trigger}
        given |= {f"--{name}": value for name, value in settings.items()}
        self.kauli.ok("webhook", "set", "Shop", *(part for pair in given.items() for part in pair))

    @property
    def secret(self) -> str:
        return self.kauli.ok("webhook", "secret", "Shop").last_line

    def write(self, framework: str, *options: str) -> Path:
        file = self.folder / ("receiver.mjs" if framework == "express" else "receiver.py")
        named = ("--framework", framework, "-o", str(file), *options)
        self.kauli.ok("webhook", "receiver", "Shop", *named)
        return file

    def order(self) -> None:
        """Talk to the bot until its webhook fires."""
        self.kauli.ok("chat", "Shop", stdin="".join(f"{line}\n" for line in self.talk.lines))

    def deliver(self, *, again: bool = False) -> "Sent":
        """Let a real worker send what is due, or the only delivery again."""
        (row,) = self.kauli.ok("deliveries").rows

        async def go() -> Sent:
            settings = Settings(data_dir=self.kauli.data_dir, allow_private="127.0.0.0/8")
            async with open_platform(settings) as platform:
                services = platform.services
                owner = await services.accounts.ensure_owner()
                if again:
                    await services.deliveries.resend(owner, row["id"])
                await platform.worker.drain()
                done = await services.deliveries.get(owner, row["id"])
                last = done.attempts[-1]
                return Sent(last.http_status, dict(last.request_headers), done.body)

        return asyncio.run(go())


@dataclass(frozen=True)
class Sent:
    """A request that was made, and what came back."""

    status: int | None
    headers: dict[str, str]
    body: bytes

    def to(self, port: int, body: bytes | None = None, **headers: str) -> tuple[int, Any]:
        """Make it again, perhaps with another body or other headers ("" leaves one out)."""
        changed = self.headers | {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/new-order",
            self.body if body is None else body,
            {name: value for name, value in changed.items() if value},
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as error:
            with error:
                return error.code, json.load(error)

    def status_at(self, port: int) -> int:
        """Make it again; an answer that is no JSON will do."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{port}/new-order", self.body, self.headers
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            error.close()
            return error.code


@pytest.fixture
def shop(kauli, tmp_path: Path) -> Callable[[str], Shop]:
    return lambda name: Shop(kauli, TALKS[name], tmp_path)


@contextmanager
def flask_running(file: Path) -> Iterator[int]:
    with make_server("127.0.0.1", 0, loaded(file).app, threaded=True) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server.server_port
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def fastapi_running(file: Path) -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        config = uvicorn.Config(loaded(file).app, log_level="warning", lifespan="off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()


def loaded(file: Path) -> Any:
    """The receiver as a module, without its last line that serves it."""
    spec = importlib.util.spec_from_file_location("receiver", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@contextmanager
def started(*command: str | Path) -> Iterator[tuple[int, "subprocess.Popen[str]"]]:
    """A receiver as a process of its own, and the port it says it listens on."""
    process = subprocess.Popen(
        [str(part) for part in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    watchdog = threading.Timer(90, process.kill)
    watchdog.start()
    try:
        said = []
        for line in process.stdout or ():
            said.append(line)
            if found := re.search(r"http://127\.0\.0\.1:(\d+)", line):
                yield int(found[1]), process
                return
        raise AssertionError("".join(said))
    finally:
        process.kill()
        process.communicate()
        watchdog.cancel()


@contextmanager
def express_running(file: Path) -> Iterator[tuple[int, "subprocess.Popen[str]"]]:
    """A receiver under Node, with the packages of tests/js beside it."""
    (file.parent / "node_modules").symlink_to(NODE_MODULES)
    with started("node", file) as running:
        yield running


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], Path]:
    """Sets what a receiver reads from its environment; returns where it keeps deliveries."""

    def set_to(secret: str) -> Path:
        kept = tmp_path / "received.db"
        monkeypatch.setenv("WEBHOOK_SECRET", secret)
        monkeypatch.setenv("RECEIVED", str(kept))
        monkeypatch.setenv("PORT", "0")
        return kept

    return set_to


def rows(kept: Path) -> list[tuple[str, int, dict[str, Any]]]:
    with closing(sqlite3.connect(kept)) as database:
        found = database.execute("SELECT id, sequence, body FROM deliveries").fetchall()
    return [(id_, sequence, json.loads(body)) for id_, sequence, body in found]


RUNNING = {"flask": flask_running, "fastapi": fastapi_running}


@pytest.mark.parametrize("framework", RUNNING)
@pytest.mark.parametrize("name", EACH)
def test_a_python_receiver_takes_its_delivery_once_and_no_forgery(
    shop, environment, capsys, framework: str, name: str
) -> None:
    opened = shop(name)
    opened.open()
    kept = environment(opened.secret)
    file = opened.write(framework)
    opened.order()
    capsys.readouterr()
    with RUNNING[framework](file) as port:
        opened.lead_to(port)
        sent = opened.deliver()
        assert sent.status == 200
        collected = {"chat_id": json.loads(sent.body)["chat_id"]} | opened.talk.collected
        assert rows(kept) == [(sent.headers["webhook-id"], 1, collected)]
        (printed,) = capsys.readouterr().out.splitlines()
        assert printed.startswith(f"{opened.talk.trigger}: Answers(chat_id=")
        for field_name, value in collected.items():
            assert f"{field_name}={value!r}" in printed

        repeated = opened.deliver(again=True)
        assert (repeated.status, repeated.headers["kauli-attempt"]) == (200, "2")
        assert repeated.headers["webhook-id"] == sent.headers["webhook-id"]
        assert sent.to(port) == (200, {"status": "ok"})
        assert (len(rows(kept)), capsys.readouterr().out) == (1, "")

        assert sent.to(port, sent.body + b" ")[0] == 401
        for forged in ("v1,AAAA", "v1", "v1,!", "nonsense", ""):
            assert sent.to(port, webhook_signature=forged, webhook_id="dlv_2")[0] == 401
        for moment in ("1", "nan", "soon"):
            assert sent.to(port, webhook_timestamp=moment)[0] == 401
        assert len(rows(kept)) == 1


@contextmanager
def serving(framework: str, file: Path) -> Iterator[int]:
    """A receiver that runs, and its port."""
    if framework in RUNNING:
        with RUNNING[framework](file) as port:
            yield port
    else:
        with express_running(file) as (port, _):
            yield port


ALL = [*RUNNING, pytest.param("express", marks=needs_node)]


@needs_node
@pytest.mark.parametrize("name", EACH)
def test_an_express_receiver_takes_its_delivery_once_and_no_forgery(
    shop, environment, name: str
) -> None:
    opened = shop(name)
    opened.open()
    environment(opened.secret)
    opened.order()
    with express_running(opened.write("express")) as (port, process):
        opened.lead_to(port)
        sent = opened.deliver()
        assert sent.status == 200
        assert process.stdout is not None
        printed = process.stdout.readline()
        while not printed.rstrip().endswith("}"):
            printed += process.stdout.readline()
        assert printed.startswith(f"{opened.talk.trigger}: {{")
        for field_name, value in opened.talk.collected.items():
            assert re.search(rf"\b{field_name}: ['\"]{re.escape(value)}['\"]", printed)

        assert opened.deliver(again=True).status == 200
        assert sent.to(port) == (200, {"status": "ok"})
        assert sent.to(port, sent.body + b" ")[0] == 401
        for forged in ("v1,AAAA", "v1", "nonsense", ""):
            assert sent.to(port, webhook_signature=forged, webhook_id="dlv_2")[0] == 401
        for moment in ("1", "nan", "soon"):
            assert sent.to(port, webhook_timestamp=moment)[0] == 401
        process.kill()
        assert process.stdout.read() == ""


@pytest.mark.parametrize("framework", ALL)
def test_receivers_of_envelopes_verify_with_the_public_half_of_a_key(
    shop, environment, framework: str
) -> None:
    opened = shop("pizza_bot")
    opened.open(shape="envelope")
    opened.kauli.ok("webhook", "rotate", "Shop", "--ed25519", "--overlap", "0", "--yes")
    assert opened.secret.startswith("whpk_")
    kept = environment(opened.secret)
    opened.order()
    with serving(framework, opened.write(framework)) as port:
        opened.lead_to(port)
        sent = opened.deliver()
        assert (sent.status, json.loads(sent.body)["data"]["address"]) == (200, "Uhuru Street 12")
        if framework != "express":
            assert rows(kept) == [(sent.headers["webhook-id"], 1, json.loads(sent.body))]
        assert sent.to(port) == (200, {"status": "ok"})
        assert sent.to(port, sent.body + b" ")[0] == 401
        for forged in ("v1a,AAAA", "v1a", "v1,AAAA", "nonsense", ""):
            assert sent.to(port, webhook_signature=forged)[0] == 401
        for moment in ("1", "nan", "soon"):
            assert sent.to(port, webhook_timestamp=moment)[0] == 401


def signed(secret: str, body: dict[str, Any]) -> Sent:
    """A delivery that no conversation caused, but that is really signed."""
    secrets = json.dumps([{"secret": secret}])
    job = Job("dlv_x", json.dumps(body).encode(), "http://h/", "", secrets, "t", 1, "cnv_1", 1, 1)
    request = build(job, time.time_ns() // 1_000)
    return Sent(None, dict(request.headers), request.body)


@pytest.mark.parametrize("framework", ALL)
def test_an_answer_that_should_be_there_is_missed_and_what_more_there_is_is_left_alone(
    shop, environment, framework: str
) -> None:
    opened = shop("pizza_bot")
    opened.open()
    secret = opened.secret
    environment(secret)
    whole = {"chat_id": "c", "more": {"than": ["we", "know"]}} | opened.talk.collected
    with serving(framework, opened.write(framework)) as port:
        status, answer = signed(secret, {"chat_id": "c"}).to(port)
        assert (status, "order_pizza" in json.dumps(answer)) == (422, True)
        assert signed(secret, whole).to(port) == (200, {"status": "ok"})


OVEN = {
    "py": (
        "    print(f",
        "    if os.path.exists(os.environ['OVEN_IS_OUT']):\n        raise OSError\n    print(f",
    ),
    "mjs": (
        "  console.log(event",
        '  const { existsSync } = await import("node:fs");\n'
        '  if (existsSync(process.env.OVEN_IS_OUT)) throw new Error("out");\n  console.log(event',
    ),
}


@pytest.mark.parametrize("framework", ["flask", pytest.param("express", marks=needs_node)])
def test_a_delivery_that_could_not_be_dealt_with_is_new_the_next_time(
    shop, environment, monkeypatch, tmp_path: Path, framework: str
) -> None:
    opened = shop("pizza_bot")
    opened.open()
    secret = opened.secret
    environment(secret)
    (tmp_path / "out").touch()
    monkeypatch.setenv("OVEN_IS_OUT", str(tmp_path / "out"))
    file = opened.write(framework)
    old, new = OVEN[file.suffix[1:]]
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new))
    order = signed(secret, {"chat_id": "c"} | opened.talk.collected)
    with serving(framework, file) as port:
        assert order.status_at(port) == 500
        (tmp_path / "out").unlink()
        assert order.status_at(port) == 200
        (tmp_path / "out").touch()
        assert order.status_at(port) == 200, "it is not dealt with twice"


@pytest.mark.parametrize("framework", ALL)
def test_the_doctor_has_no_doubts(shop, environment, hasty_doctor, framework: str) -> None:
    opened = shop("pizza_bot")
    opened.open()
    environment(opened.secret)
    with serving(framework, opened.write(framework)) as port:
        url = f"http://127.0.0.1:{port}/new-order"
        report = opened.kauli.ok("webhook", "doctor", url, "--bot", "Shop", "--open", "--json")
    grades = {one["name"]: one["grade"] for one in json.loads(report.last_line)["probes"]}
    assert set(grades.values()) == {"good"}, grades


@pytest.mark.parametrize("framework", RUNNING)
def test_a_python_receiver_serves_itself(shop, environment, framework: str) -> None:
    opened = shop("pizza_bot")
    opened.open()
    secret = opened.secret
    environment(secret)
    with started(sys.executable, opened.write(framework)) as (port, _):
        assert signed(secret, {"chat_id": "c"} | opened.talk.collected).status_at(port) == 200


def test_it_says_how_to_start_and_how_to_try(pizza, tmp_path: Path) -> None:
    file = tmp_path / "my receiver.py"
    asked = ("webhook", "receiver", "PizzaBot", "--framework", "flask", "-o", file)
    first, *lines = pizza.ok(*asked).out.splitlines()
    assert first == f"Wrote {file}: it takes order_pizza at http://127.0.0.1:5000/new-order."
    assert "  pip install flask standardwebhooks" in lines
    assert f"  python '{file}'" in lines
    assert any(line.endswith("webhook secret PizzaBot | tail -1)") for line in lines)
    assert any(line.endswith("webhook test PizzaBot --open") for line in lines)
    assert "is there already" in pizza.fails(*asked)
    file.write_text("mine")
    pizza.ok(*asked, "--force")
    assert file.read_text().startswith('"""Receives what PizzaBot has collected (order_pizza)')


def test_without_a_file_it_prints_the_code_alone(pizza) -> None:
    code = pizza.ok("webhook", "receiver", "PizzaBot", "--framework", "fastapi").out
    compile(code, "receiver.py", "exec")
    assert 'choice_confirmation: Literal["1", "2"]' in code


def test_several_triggers_are_read_as_either_of_them(pizza) -> None:
    named = ("--trigger", "address", "--trigger", "order_pizza")
    code = pizza.ok("webhook", "receiver", "PizzaBot", "--framework", "flask", *named).out
    assert "collected (address, order_pizza)" in code
    assert 'address=data["address"]' in code
    assert 'phone_number=data.get("phone_number")' in code


def test_an_endpoint_of_its_own_gets_a_receiver_of_its_own(pizza) -> None:
    url = "https://books.example/in/<x>"
    pizza.ok("webhook", "add", "PizzaBot", "--url", url, "--trigger", "address", "--name", "Books")
    asked = ("webhook", "receiver", "PizzaBot", "--framework", "flask", "--endpoint", "Books")
    code = pizza.ok(*asked).out
    assert "phone_number" not in code
    assert '@app.post("/webhook")' in code
    assert "kauli webhook secret PizzaBot --endpoint end_" in code


def test_without_a_trigger_there_is_nothing_to_receive(pizza) -> None:
    pizza.ok("bot", "new", "Bare")
    pizza.ok("webhook", "set", "Bare", "--url", "https://shop.example/in")
    sentence = pizza.fails("webhook", "receiver", "Bare", "--framework", "flask")
    assert "name an intent or a state with --trigger" in sentence
