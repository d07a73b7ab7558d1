"""``kauli webhook`` and ``kauli deliveries``."""

import asyncio
import json

import pytest

from kauli.app import open_platform
from kauli.config import Settings

ORDER = "I need a pizza\n2\ncheese\nUhuru Street 12\n0712345678\n1\n"


def deliver(kauli) -> None:
    """Let a worker send all that is due; nothing may go to this machine, so it is blocked."""

    async def go() -> None:
        async with open_platform(Settings(data_dir=kauli.data_dir)) as platform:
            await platform.worker.drain()

    asyncio.run(go())


def test_set_changes_what_is_given_and_leaves_the_rest(pizza) -> None:
    shown = pizza.ok(
        "webhook",
        "set",
        "PizzaBot",
        "--url",
        "https://pizza.example/new-order",
        "--trigger",
        "order_pizza",
        "--trigger",
        "address",
        "--token",
        "s3cret",
    ).out
    assert shown.splitlines() == [
        "bot       PizzaBot, bot 1",
        "url       https://pizza.example/new-order",
        "triggers  order_pizza, address",
        "token     set",
        "state     on",
    ]
    assert "s3cret" not in shown
    again = pizza.ok("webhook", "set", "1", "--off").out.splitlines()
    assert again[1:] == [*shown.splitlines()[1:4], "state     off"]


def test_a_trigger_that_names_nothing_is_pointed_out(pizza) -> None:
    shown = pizza.ok("webhook", "set", "1", "--trigger", "order_piza").out
    assert "order_piza" in shown.splitlines()[-1]
    assert shown.splitlines()[-1].startswith("error: ")


@pytest.mark.parametrize("url", ["ftp://pizza.example", "pizza", "http://"])
def test_what_is_no_url_is_refused(pizza, url: str) -> None:
    assert "URL" in pizza.fails("webhook", "set", "1", "--url", url)


def test_the_secret_is_alone_on_the_last_line_and_stays_the_same(pizza) -> None:
    first = pizza.ok("webhook", "secret", "PizzaBot").last_line
    assert first.startswith("whsec_")
    assert " " not in first
    pizza.ok("webhook", "set", "1", "--url", "https://elsewhere.example")
    assert pizza.ok("webhook", "secret", "1").last_line == first


def test_a_bot_without_a_webhook_has_no_secret(kauli) -> None:
    kauli.ok("bot", "new", "Quiet")
    assert "kauli webhook set" in kauli.fails("webhook", "secret", "Quiet")


def test_a_delivery_is_listed_from_the_order_to_the_attempt(pizza) -> None:
    assert pizza.ok("deliveries").rows == []
    pizza.ok("chat", "PizzaBot", "--chat-id", "c1", stdin=ORDER)
    (waiting,) = pizza.ok("deliveries").rows
    assert (waiting["status"], waiting["tries"]) == ("pending", "0")
    assert waiting["to"] == "http://127.0.0.1:5000/new-order"
    deliver(pizza)
    (tried,) = pizza.ok("deliveries", "--bot", "pizzabot", "--status", "failed").rows
    assert (tried["id"], tried["tries"]) == (waiting["id"], "1")
    assert pizza.ok("deliveries", "--status", "delivered").rows == []


def test_a_delivery_shows_its_body_and_every_attempt(pizza) -> None:
    pizza.ok("chat", "PizzaBot", "--chat-id", "c1", stdin=ORDER)
    deliver(pizza)
    (row,) = pizza.ok("deliveries").rows
    shown = pizza.ok("deliveries", "show", row["id"]).out.splitlines()
    body = json.loads(shown[shown.index("body") + 1])
    assert body["number_of_pizzas"] == "2"
    assert body["chat_id"] == "c1"
    attempt = shown[shown.index("attempt 1") :]
    assert "KAULI_ALLOW_PRIVATE" in attempt[2]
    assert f"  > webhook-id: {row['id']}" in attempt
    assert any(line.startswith("  > webhook-signature: v1,") for line in attempt)


def test_the_list_says_when_there_are_more(pizza) -> None:
    for _ in range(2):
        pizza.ok("chat", "PizzaBot", stdin=ORDER)
    page = pizza.ok("deliveries", "--limit", "1")
    assert len(page.rows) == 1
    assert "--limit 2" in page.err


def test_wrong_statuses_ids_and_bots_are_named(pizza) -> None:
    assert "pending" in pizza.fails("deliveries", "--status", "lost")
    assert "dlv_x" in pizza.fails("deliveries", "show", "dlv_x")
    assert "Did you mean PizzaBot?" in pizza.fails("deliveries", "--bot", "Pizzabott")
