"""The receiver that the published webhook page prints runs unchanged and gets the order.

The page is test data beside the checkout; where it is absent this is left out. Only the page's
last line, which starts the server, is ours to replace; and what it texts is caught before it
could leave the machine.
"""

import json
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from werkzeug.serving import make_server

from kauli.services.bots import BotChanges

_SHARED = Path(__file__).parents[3] / "shared"
_PAGES = sorted(_SHARED.glob("seed/*.txt"))
_BOT = _SHARED / "corpus" / "bots" / "pizza_webhook"


def receiver_source() -> str:
    """The page's Python, without its last line."""
    (code,) = re.findall(r"```python\n(.*?)```", _PAGES[0].read_text("utf-8"), re.DOTALL)
    lines = code.rstrip().splitlines()
    assert lines[-1].strip().startswith("app(")
    return "\n".join([*lines[:-1], "  pass"])


@pytest.fixture
def texts(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """What the receiver hands to Twilio's API, which is not called."""
    sent: list[dict[str, str]] = []

    def request(self: object, method: str, url: str, **more: Any) -> Response:
        sent.append({"url": url, **more["data"]})
        return Response(201, json.dumps({"sid": "SM1", "body": more["data"]["Body"]}))

    monkeypatch.setattr(TwilioHttpClient, "request", request)
    for name, value in {
        "twilio_SID": "AC1",
        "twilio_auth_token": "secret",
        "twilio_assigned_phone_number": "+15005550006",
        "phone_number": "+255700000000",
    }.items():
        monkeypatch.setenv(name, value)
    return sent


@pytest.fixture
def receiver(texts: list[dict[str, str]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The published receiver, served; its address and every body it was sent."""
    space: dict[str, Any] = {"__name__": "receiver"}
    exec(compile(receiver_source(), "receiver.py", "exec"), space)  # the page's own code
    bodies: list[dict[str, Any]] = []
    before: Callable[..., Any] = space["app"].before_request

    @before
    def note() -> None:
        bodies.append(space["request"].get_json())

    server = make_server("127.0.0.1", 0, space["app"], threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}/new-order", bodies
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.skipif(not _PAGES, reason="the published page is not beside the checkout")
@pytest.mark.parametrize(("choice", "orders"), [("1", 1), ("2", 0)])
async def test_one_conversation_is_one_order_with_every_field(
    platform: Any, receiver: Any, texts: list[dict[str, str]], choice: str, orders: int
) -> None:
    url, bodies = receiver
    services = platform.services
    owner = await services.accounts.ensure_owner()
    bot = await services.bots.create(
        owner,
        BotChanges(
            name="PizzaBot",
            intents=json.loads((_BOT / "intents.json").read_text()),
            flows=json.loads((_BOT / "flow.json").read_text()),
            webhook_url=url,
            webhook_triggers=["order_pizza"],
        ),
    )
    for text in ("i need pizza", "2", "cheese", "kunduchi", "0711111111", "7", choice):
        await services.conversations.reply(owner, bot.id, "255711111111", text)
    assert await platform.worker.drain() == 1
    assert bodies == [
        {
            "chat_id": "255711111111",
            "order_pizza": "i need pizza",
            "number_of_pizzas": "2",
            "pizza_toppings": "cheese",
            "address": "kunduchi",
            "phone_number": "0711111111",
            "choice_confirmation": choice,
        }
    ]
    (delivery,) = (await services.deliveries.page(owner)).items
    assert delivery.status == "delivered"
    assert len(texts) == orders
    if orders:
        for field in ("2 pizza", "cheese", "kunduchi", "0711111111"):
            assert field in texts[0]["Body"]
