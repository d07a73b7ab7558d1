"""``kauli webhook status``, ``kauli bot transcript`` and ``kauli deliveries --watch``."""

import asyncio
import re

from kauli.app import open_platform
from kauli.config import Settings

ORDER = "I need a pizza\n2\ncheese\nUhuru Street 12\n0712345678\n1\n"


def deliver(kauli) -> None:
    """Let a worker send all that is due; nothing may go to this machine, so it is blocked."""

    async def go() -> None:
        async with open_platform(Settings(data_dir=kauli.data_dir)) as platform:
            await platform.worker.drain()

    asyncio.run(go())


def order(kauli, chat: str = "c1") -> None:
    kauli.ok("chat", "PizzaBot", "--chat-id", chat, stdin=ORDER)


def test_the_status_of_an_endpoint_is_a_row_and_a_line(pizza) -> None:
    (row,) = pizza.ok("webhook", "status").rows
    assert (row["bot"], row["condition"], row["line"]) == ("PizzaBot", "new", "nothing sent yet")
    order(pizza)
    deliver(pizza)
    (row,) = pizza.ok("webhook", "status", "pizzabot", "--totals").rows
    assert (row["condition"], row["waiting"], row["24 h"]) == ("failing", "1", "0 % of 1")
    assert (row["totals"], row["to"]) == ("1 failed", "http://127.0.0.1:5000/new-order")
    assert row["oldest"].endswith(" s")
    assert re.match(r"failing since \d\d:\d\d UTC: the last attempt was blocked", row["line"])


def test_all_bots_are_shown_and_one_that_is_named_alone(pizza) -> None:
    pizza.ok("bot", "new", "Quiet")
    assert len(pizza.ok("webhook", "status").rows) == 1
    assert pizza.ok("webhook", "status", "Quiet").rows == []
    assert "no bot Pizza" in pizza.fails("webhook", "status", "Pizza")


def test_a_transcript_shows_what_each_turn_sent_in_its_place(pizza) -> None:
    order(pizza)
    lines = pizza.ok("bot", "transcript", "PizzaBot", "c1").out.splitlines()
    assert lines[1] == "you  I need a pizza"
    assert lines[2].startswith("bot  With pleasure! How many pizzas")
    url = "http://127.0.0.1:5000/new-order"
    assert re.match(r"->   dlv_\w{26} order_pizza to ", lines[-1])
    assert lines[-1].endswith(f"{url}: pending: not tried yet")
    deliver(pizza)
    (sent,) = re.findall(r"^->.*", pizza.ok("bot", "transcript", "1", "c1").out, re.MULTILINE)
    assert f"{url}: failed, 1 attempt: 127.0.0.1 is a loopback address" in sent


def test_a_transcript_goes_on_where_it_ended(pizza) -> None:
    order(pizza)
    first = pizza.ok("bot", "transcript", "PizzaBot", "c1", "--limit", 2)
    assert "--after 2" in first.err
    rest = pizza.ok("bot", "transcript", "PizzaBot", "c1", "--after", 2)
    assert rest.err == ""
    whole = pizza.ok("bot", "transcript", "PizzaBot", "c1")
    assert whole.out == first.out + rest.out


def test_a_conversation_that_never_was_is_no_error(pizza) -> None:
    shown = pizza.ok("bot", "transcript", "PizzaBot", "c9")
    assert shown.out == ""
    assert "Nothing was said in c9" in shown.err


def test_in_a_pipe_each_attempt_is_a_line_as_it_ends(pizza) -> None:
    order(pizza, "before")
    deliver(pizza)
    with pizza.running("deliveries", "--watch") as process:
        names = pizza.read_until(process, "ended").strip("\n").split("\t")
        order(pizza)
        newest = pizza.ok("deliveries").rows[0]["id"]
        deliver(pizza)
        lines = pizza.read_until(process, newest).splitlines()
    row = dict(zip(names, lines[-1].split("\t"), strict=True))
    assert (row["attempt"], row["outcome"]) == ("1", "blocked")
    assert (row["status"], row["trigger"]) == ("failed", "order_pizza")
    assert all("\t2\t" in line for line in lines[:-1])  # the first one may be due again by now
    assert row["sentence"].startswith("127.0.0.1 is a loopback address")
