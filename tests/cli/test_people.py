"""``kauli bot export-conversations`` and ``kauli bot forget``."""

import csv
import json
from pathlib import Path

import pytest

ORDER = "I need a pizza\n2\ncheese\nUhuru Street 12\n0712345678\n1\n"


@pytest.fixture
def talked(pizza):
    pizza.ok("chat", "PizzaBot", "--chat-id", "255711", stdin=ORDER)
    pizza.ok("chat", "PizzaBot", "--chat-id", "255722", stdin="qwerty uiop\n")
    return pizza


def test_messages_go_to_a_file(talked, tmp_path: Path) -> None:
    path = tmp_path / "said.csv"
    told = talked.ok("bot", "export-conversations", "PizzaBot", "-o", path)
    assert f"Wrote {path}; 2 conversations gone through." in told.err
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    said = [row["message"] for row in rows if row["chat_id"] == "255711"]
    assert said == ORDER.splitlines()
    assert [row["understood"] for row in rows if row["chat_id"] == "255722"] == ["no"]


def test_the_ending_decides_the_format(talked, tmp_path: Path) -> None:
    path = tmp_path / "orders.json"
    talked.ok("bot", "export-conversations", "PizzaBot", "--of", "answers", "-o", path)
    (order,) = json.loads(path.read_text())
    assert (order["chat_id"], order["intent"], order["address"]) == (
        "255711",
        "order_pizza",
        "Uhuru Street 12",
    )


def test_without_a_file_it_is_printed(talked) -> None:
    told = talked.ok("bot", "export-conversations", "PizzaBot", "--format", "json")
    assert len(json.loads(told.out)) == 7
    none = talked.ok(
        *("bot", "export-conversations", "PizzaBot", "--format", "json"),
        *("--until", "2020-01-31", "--zone", "+03:00"),
    )
    assert json.loads(none.out) == []


def test_what_can_not_be_is_one_sentence(talked, tmp_path: Path) -> None:
    export = ("bot", "export-conversations", "PizzaBot")
    assert "time zone" in talked.fails(*export, "--zone", "Nowhere")
    assert "2026-01-31" in talked.fails(*export, "--since", "yesterday")
    assert "can't be written" in talked.fails(*export, "-o", tmp_path / "no" / "said.csv")


def test_forgetting_asks_first(talked) -> None:
    asked = talked("bot", "forget", "PizzaBot", "255711", stdin="n\n")
    assert asked.code == 1
    assert "255711" in asked.err
    assert talked.ok("bot", "transcript", "PizzaBot", "255711").out


def test_what_is_forgotten_is_told_in_numbers(talked) -> None:
    told = talked.ok("bot", "forget", "PizzaBot", "255722", "--yes")
    assert told.out == (
        "Deleted 1 conversation: 1 turn, 0 deliveries with 0 attempts, "
        "1 wording that was not understood.\n"
    )
    again = talked.ok("bot", "forget", "PizzaBot", "255722", "--yes")
    assert again.out == "Nothing is known of 255722.\n"
    assert talked.ok("bot", "missed", "PizzaBot").rows == []


def test_everywhere_names_no_bot(talked) -> None:
    told = talked.ok("bot", "forget", "255711", "--everywhere", "--cancel", "--yes")
    assert told.out.startswith("Deleted 1 conversation: 6 turns")
    for args in (("255711",), ("PizzaBot", "255711", "--everywhere")):
        assert "--everywhere" in talked.fails("bot", "forget", *args, "--yes")
