"""``kauli bot evaluate``."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest


def test_a_bot_is_judged_by_its_own_examples(pizza) -> None:
    said = pizza.ok("bot", "evaluate", "PizzaBot").out
    assert "of its own examples" in said
    assert "\norder_pizza\t8\t" in said
    rows = [line.split("\t") for line in said.splitlines() if line[:2] == "0."]
    assert [row[0] for row in rows] == [f"{step / 20:.2f}" for step in range(2, 20)]
    assert "now" in next(row[4] for row in rows if row[0] == "0.50")
    answered = [int(row[1].split()[0]) for row in rows]
    assert answered == sorted(answered, reverse=True)


@pytest.mark.parametrize(
    "text",
    [
        '{"text": "piza please", "intent": "order_pizza"}\n'
        '{"text": "hallo", "intent": "greets"}\n'
        '{"text": "who won the election", "intent": null}\n'
        '{"text": "good morning sir", "intent": "goodbye"}\n',
        "text,intent\npiza please,order_pizza\nhallo,greets\nwho won the election,oos\n"
        "good morning sir,goodbye\n",
    ],
    ids=["json lines", "csv"],
)
def test_a_bot_is_judged_by_labelled_messages(pizza, tmp_path: Path, text: str) -> None:
    data = tmp_path / "messages"
    data.write_text(text)
    said = pizza.ok("bot", "evaluate", "PizzaBot", "--data", data).out
    assert f"3 messages of {data}" in said
    assert "67 % taken for the right intent" in said
    assert "goodbye\tgreets\t1\tgood morning sir" in said


def test_the_thresholds_are_drawn(pizza, tmp_path: Path) -> None:
    file = tmp_path / "thresholds.svg"
    pizza.ok("bot", "evaluate", "PizzaBot", "--plot", file)
    drawing = ET.fromstring(file.read_text())
    names = [one.text for one in drawing.iter("{http://www.w3.org/2000/svg}text")]
    assert {"answered", "of that, rightly", "unknown ones refused", "now 0.5"} <= set(names)
    assert len(list(drawing.iter("{http://www.w3.org/2000/svg}polyline"))) == 3


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("text,intent\n", "holds no messages"),
        ('{"text": "x"\n', "line 1"),
        ('{"intent": "greets"}\n', "There is no text"),
        ("message,label\nhi,greets\n", "columns text and intent"),
    ],
)
def test_a_file_that_can_not_be_read_says_where(pizza, tmp_path: Path, text: str, why: str) -> None:
    data = tmp_path / "messages"
    data.write_text(text)
    assert why in pizza.fails("bot", "evaluate", "PizzaBot", "--data", data)


def test_intents_that_say_the_same_are_pointed_out(kauli, tmp_path: Path) -> None:
    file = tmp_path / "bot.yaml"
    file.write_text(
        """
name: Twins
intents:
  book_table:
    [I want a table, a table for two, book me a table, table for tonight, is a table free]
  reserve_table:
    [I want a table please, a table for three, book a table, a table tonight, is there a table]
  opening_hours: [when do you open, are you open on sunday, opening hours, how late are you open]
flows:
  book_table: {message: [Which day?]}
  reserve_table: {message: [Which day?]}
  opening_hours: {message: [From ten to ten.]}
"""
    )
    kauli.ok("bot", "import", file)
    said = kauli.ok("bot", "check", "Twins").out
    assert "[confusable_intents]" in said
    assert "make one intent of the two" in said
