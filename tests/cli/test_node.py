"""In JavaScript: npm's own library takes our deliveries, and so does the page's receiver."""

import asyncio
import json
import re
import shutil
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kauli.app import open_platform
from kauli.config import Settings

CHECKOUT = Path(__file__).parents[2]
JS = CHECKOUT / "tests" / "js"
ORDER = "I need a pizza\n2\ncheese\nUhuru Street 12\n0712345678\n1\n"

pytestmark = pytest.mark.skipif(
    not (shutil.which("node") and (JS / "node_modules" / ".installed").exists()),
    reason="Node and what tests/js needs are not here (make test installs it)",
)


@pytest.fixture
def order(pizza) -> Callable[[str], None]:
    """Lets somebody order at PizzaBot, and a real worker deliver that to a URL."""

    def go(url: str) -> None:
        pizza.ok("webhook", "set", "PizzaBot", "--url", url, "--trigger", "order_pizza")
        pizza.ok("chat", "PizzaBot", stdin=ORDER)
        asyncio.run(drain(pizza.data_dir))

    return go


async def drain(data_dir: Path) -> None:
    settings = Settings(data_dir=data_dir, allow_private="127.0.0.0/8")
    async with open_platform(settings) as platform:
        await platform.worker.drain()


def verified(*asked: dict[str, Any]) -> list[dict[str, Any]]:
    """What npm's standardwebhooks says of deliveries."""
    ran = subprocess.run(
        ["node", JS / "verify.mjs"],
        input="".join(f"{json.dumps(one)}\n" for one in asked),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return [json.loads(line) for line in ran.stdout.splitlines()]


def test_npm_standardwebhooks_takes_a_real_delivery_and_no_forgery(pizza, desk, order) -> None:
    desk.secret = pizza.ok("webhook", "secret", "PizzaBot").last_line
    order(desk.url)
    ((headers, sent),) = desk.received
    real = {"secret": desk.secret, "body": sent.decode(), "headers": headers}
    other = "whsec_" + "A" * 32
    taken, *refused = verified(
        real,
        real | {"body": real["body"].replace('"2"', '"3"')},
        real | {"headers": headers | {"webhook-id": "dlv_2"}},
        real | {"headers": headers | {"webhook-timestamp": "1"}},
        real | {"secret": other},
    )
    assert taken["content"]["phone_number"] == "0712345678"
    assert [list(one) for one in refused] == [["error"]] * 4


def test_npm_standardwebhooks_takes_it_while_the_secret_is_being_replaced(
    pizza, desk, order
) -> None:
    old = pizza.ok("webhook", "secret", "PizzaBot").last_line
    new = pizza.ok("webhook", "rotate", "PizzaBot", "--yes").last_line
    desk.secret = new
    order(desk.url)
    ((headers, sent),) = desk.received
    real = {"body": sent.decode(), "headers": headers}
    answers = verified(*(real | {"secret": secret} for secret in (old, new)))
    assert all("content" in answer for answer in answers)


def test_the_printed_node_receiver_runs_as_printed(
    pizza, order, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (CHECKOUT / "docs" / "webhooks.md").read_text()
    (code,) = re.findall(r"```js\n(.*?)```", page, re.DOTALL)
    (tmp_path / "new-order.mjs").write_text(code)
    (tmp_path / "node_modules").symlink_to(JS / "node_modules")
    monkeypatch.setenv("WEBHOOK_SECRET", pizza.ok("webhook", "secret", "PizzaBot").last_line)
    process = subprocess.Popen(
        ["node", "--import", (JS / "any_port.mjs").as_uri(), "new-order.mjs"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        text=True,
    )
    watchdog = threading.Timer(60, process.kill)
    watchdog.start()
    try:
        assert process.stdout is not None
        port = int(process.stdout.readline().removeprefix("listening on port "))
        order(f"http://127.0.0.1:{port}/new-order")
        assert pizza.ok("deliveries").rows[0]["status"] == "delivered"
        assert process.stdout.readline().startswith("cook 2 for ")

        pizza.ok("webhook", "rotate", "PizzaBot", "--overlap", "0", "--yes")
        order(f"http://127.0.0.1:{port}/new-order")
        assert pizza.ok("deliveries").rows[0]["status"] == "failed"
        process.kill()
        assert process.stdout.read() == "", "what is not verified is not acted on"
    finally:
        process.kill()
        process.communicate()
        watchdog.cancel()
