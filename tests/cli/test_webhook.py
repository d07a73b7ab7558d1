"""``kauli webhook`` and ``kauli deliveries``."""

import asyncio
import json
import sqlite3

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


def switch_off(kauli, reason: str) -> None:
    """As Kauli does by itself."""
    with sqlite3.connect(kauli.data_dir / "kauli.db") as database:
        database.execute("UPDATE endpoints SET off_at = 1, off_reason = ?", (reason,))
    database.close()


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
    bot, endpoint, *settings = shown.splitlines()
    assert bot == "bot       PizzaBot, bot 1"
    assert endpoint.startswith("endpoint  Webhook, end_")
    assert settings == [
        "url       https://pizza.example/new-order",
        "triggers  order_pizza, address",
        "token     set",
        "state     on",
    ]
    assert "s3cret" not in shown
    again = pizza.ok("webhook", "set", "1", "--off").out.splitlines()
    assert again == [*shown.splitlines()[:5], "state     off"]


def test_every_setting_has_an_option_and_can_be_set_back(pizza) -> None:
    usual = pizza.ok("webhook", "set", "1").out.splitlines()
    shown = pizza.ok(
        *("webhook", "set", "1", "--name", "Kitchen", "--shape", "envelope"),
        *("--header", "X-Shop=7=7", "--header", "x-key=s3cret", "--schedule", "5s, 5m,2h,90,1d"),
        *("--timeout", "2.5", "--rate-limit", "1,200", "--concurrency", "3"),
    ).out.splitlines()
    assert [line for line in shown if line.split()[0] not in ("bot", "endpoint")] == [
        "url          http://127.0.0.1:5000/new-order",
        "triggers     order_pizza",
        "token        none",
        "headers      x-shop, x-key",
        "shape        envelope",
        "schedule     5 s, 5 min, 2 h, 1 min 30 s, 1 d",
        "timeout      2.5 s",
        "rate limit   1,200 attempts a minute",
        "concurrency  3 attempts at once",
        "state        on",
    ]
    shown = pizza.ok("webhook", "set", "1", "--header", "X-Shop=", "--schedule", "").out
    assert ["headers", "x-key"] in [line.split() for line in shown.splitlines()]
    assert "a single attempt" in shown
    back = pizza.ok(
        *("webhook", "set", "1", "--name", "Webhook", "--shape", "flat", "--header", ""),
        *("--schedule", "usual", "--timeout", "usual", "--rate-limit", "none"),
        *("--concurrency", "none"),
    )
    assert back.out.splitlines() == usual


@pytest.mark.parametrize(
    ("option", "typed", "hint"),
    [
        ("--header", "X-Shop", "NAME=VALUE"),
        ("--schedule", "5s,soon", "10m"),
        ("--timeout", "soon", "10m"),
        ("--rate-limit", "1.5", "whole number"),
        ("--concurrency", "-1", "whole number"),
    ],
)
def test_what_is_typed_wrongly_is_said_with_its_option(pizza, option, typed, hint) -> None:
    outcome = pizza("webhook", "set", "1", option, typed)
    assert outcome.code == 2
    assert f"Invalid value for {option}" in outcome.err
    assert hint in outcome.err


def test_every_setting_that_can_not_be_is_named(pizza) -> None:
    outcome = pizza("webhook", "set", "1", "--timeout", "99", "--header", "Host=x", "--url", "no")
    assert outcome.code == 1
    assert [line.split(":")[0] for line in outcome.err.splitlines()[1:]] == [
        "  body.url",
        "  body.timeout",
        "  body.headers.host",
    ]


def test_a_webhook_that_kauli_switched_off_says_why_and_how_it_goes_on(pizza) -> None:
    switch_off(pizza, "gone")
    shown = pizza.ok("webhook", "set", "1").out
    assert "since its receiver answered 410 Gone" in shown
    assert "--on" in shown
    assert pizza.ok("webhook", "list", "1").rows[0]["state"] == "off: gone"
    assert pizza.ok("webhook", "set", "1", "--on").out.splitlines()[-1] == "state     on"
    assert pizza.ok("webhook", "list", "1").rows[0]["state"] == "on"


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
