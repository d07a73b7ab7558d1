"""``kauli deliveries``: finding them, sending them again, calling them off, making room."""

import sqlite3
from contextlib import closing

import pytest

ORDER = "I need a pizza\n2\ncheese\nUhuru Street 12\n0712345678\n1\n"
DAYS = 86_400_000_000


class Desk:
    """PizzaBot with a webhook, chatters who order, and what becomes of their deliveries."""

    def __init__(self, kauli) -> None:
        self.kauli = kauli
        url = "http://127.0.0.1:5000/new-order"
        kauli.ok("webhook", "set", "PizzaBot", "--url", url, "--trigger", "order_pizza")

    def order(self, chat_id: str = "amina") -> str:
        """A delivery that waits for its first attempt; answers its id."""
        self.kauli.ok("chat", "PizzaBot", "--chat-id", chat_id, stdin=ORDER)
        return self.kauli.ok("deliveries", "--limit", 1).rows[0]["id"]

    def becomes(self, delivery: str, status: str, *, days_ago: float = 0) -> None:
        """Let a delivery have come to this."""
        finished = "NULL" if status in ("pending", "failed", "sending") else "created_at"
        with closing(sqlite3.connect(self.kauli.data_dir / "kauli.db")) as connection:
            connection.execute(
                f"UPDATE deliveries SET status = ?, attempts = 8, finished_at = {finished} - ?, "
                "due_at = CASE WHEN ? IN ('pending', 'failed') THEN 4000000000000000 ELSE 0 END "
                "WHERE id = ?",
                (status, round(days_ago * DAYS), status, delivery),
            )
            connection.commit()

    def statuses(self) -> dict[str, str]:
        return {row["id"]: row["status"] for row in self.kauli.ok("deliveries").rows}


@pytest.fixture
def desk(pizza) -> Desk:
    return Desk(pizza)


def test_the_list_is_narrowed_by_every_filter(pizza, desk) -> None:
    first, second = desk.order("amina"), desk.order("juma")
    desk.becomes(first, "exhausted")

    def ids(*args: str) -> list[str]:
        return [row["id"] for row in pizza.ok("deliveries", *args).rows]

    assert ids() == [second, first]
    assert ids("--status", "pending", "--status", "exhausted") == [second, first]
    assert ids("--status", "exhausted", "--bot", "PizzaBot") == [first]
    assert ids("--bot", "PizzaBot", "--conversation", "juma") == [second]
    assert ids("--trigger", "order_pizza", "--since", "1h") == [second, first]
    assert ids("--trigger", "greetings") == []
    assert ids("--until", "1h") == []
    assert ids("--until", "2999-01-31T09:30") == [second, first]
    name = pizza.ok("webhook", "list", "PizzaBot").rows[0]["name"]
    assert ids("--bot", "PizzaBot", "--endpoint", name) == [second, first]


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["--since", "yesterday"], "is no moment"),
        (["--conversation", "amina"], "name it with --bot"),
        (["--endpoint", "Webhook"], "name it with --bot"),
        (["--endpoint", "end_x"], "There is no endpoint end_x."),
        (["--status", "lost"], "A status here is one of pending"),
        (["--status", "failed", "resend"], "behind the command: kauli deliveries resend"),
        (["--watch", "--since", "2h"], "--watch goes with --bot and one --status"),
        (["resend", "dlv_1", "--bot", "PizzaBot"], "but not both"),
        (["resend", "--status", "sending"], "A status here is one of"),
        (["cancel", "--status", "delivered"], "one of pending, failed."),
        (["cancel", "dlv_1"], "There is no delivery dlv_1."),
        (["prune", "--older-than", "a while"], "write 10m, 2h, 3d or 1w"),
    ],
)
def test_what_can_not_be_is_said_in_a_sentence(pizza, args: list[str], sentence: str) -> None:
    assert sentence in pizza.fails("deliveries", *args)


def test_one_is_sent_now_called_off_and_resent(pizza, desk) -> None:
    one = desk.order()
    desk.becomes(one, "failed")
    assert "next" in pizza.ok("deliveries", "show", one).out
    said = pizza.ok("deliveries", "send-now", one).out
    assert said.startswith(f"{one}: failed. It is due")
    assert pizza.ok("deliveries", "cancel", one).out.startswith(f"{one}: cancelled. It was called")
    assert "cancelled already" in pizza.fails("deliveries", "send-now", one)
    assert pizza.ok("deliveries", "resend", one).out.startswith(f"{one}: pending. It is due")


def test_what_waits_behind_another_says_so(pizza, desk) -> None:
    first, second = desk.order(), desk.order()
    shown = pizza.ok("deliveries", "show", second).out
    assert f"It waits behind {first}" in shown
    assert "\ndue " not in shown
    pizza.ok("deliveries", "cancel", first)
    assert "It is due" in pizza.ok("deliveries", "show", second).out


def test_many_are_resent_once_somebody_said_yes(pizza, desk) -> None:
    given_up = [desk.order(f"chat_{number}") for number in range(3)]
    delivered = desk.order()
    for one in given_up:
        desk.becomes(one, "exhausted")
    desk.becomes(delivered, "delivered")
    refused = pizza("deliveries", "resend", "--bot", "PizzaBot", stdin="n\n")
    assert refused.code == 1
    assert "Send 3 deliveries again?" in refused.err
    assert set(desk.statuses().values()) == {"exhausted", "delivered"}
    agreed = pizza.ok("deliveries", "resend", "--bot", "PizzaBot", "--since", "3d", stdin="y\n")
    assert agreed.last_line == "3 deliveries to go out again."
    assert desk.statuses() == dict.fromkeys(given_up, "pending") | {delivered: "delivered"}
    assert pizza.ok("deliveries", "resend", "--yes").out == "No such deliveries.\n"


def test_many_are_called_off(pizza, desk) -> None:
    first, second, other = desk.order("amina"), desk.order("amina"), desk.order("juma")
    done = pizza.ok("deliveries", "cancel", "--bot", "PizzaBot", "--conversation", "amina", "-y")
    assert done.out == "Called off 2 deliveries.\n"
    assert desk.statuses() == {first: "cancelled", second: "cancelled", other: "pending"}
    none = pizza.ok("deliveries", "cancel", "--trigger", "nothing", "--yes")
    assert none.out == "No such deliveries wait.\n"


def test_room_is_made_for_good_once_somebody_said_yes(pizza, desk) -> None:
    old, young, waiting = desk.order(), desk.order(), desk.order()
    desk.becomes(old, "delivered", days_ago=31)
    desk.becomes(young, "exhausted", days_ago=29)
    # Made as long ago as it ended, which its id tells.
    with closing(sqlite3.connect(pizza.data_dir / "kauli.db")) as connection:
        connection.execute("UPDATE deliveries SET id = 'dlv_00' || substr(id, 7)")
        connection.commit()
    refused = pizza("deliveries", "prune", "--older-than", "30d", stdin="n\n")
    assert "Delete 1 delivery that ended longer than 30 d ago, for good?" in refused.err
    assert len(desk.statuses()) == 3
    done = pizza.ok("deliveries", "prune", "--older-than", "30d", "--yes")
    assert done.out == "Deleted 1 delivery.\n"
    assert sorted(desk.statuses().values()) == ["exhausted", "pending"]
    again = pizza.ok("deliveries", "prune", "--older-than", "30d", "--yes")
    assert again.out == "Nothing ended longer than 30 d ago.\n"
    assert waiting[7:] in str(desk.statuses())


def test_what_goes_to_a_listener_names_it(pizza) -> None:
    """It has no address; whoever opened it comes and takes."""
    pizza.ok("webhook", "set", "PizzaBot", "--trigger", "order_pizza")
    with pizza.running(
        "listen", "PizzaBot", "--forward-to", "9999", "--name", "my desk"
    ) as listener:
        pizza.read_until(listener, "my desk")
    order = "I need a pizza\n2\ncheese\nUhuru Street 12\n0712345678\n1\n"
    pizza.ok("chat", "PizzaBot", stdin=order)
    assert "my desk" in {row["to"] for row in pizza.ok("deliveries").rows}
