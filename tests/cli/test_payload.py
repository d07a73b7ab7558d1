"""``kauli bot payload``, and the warning of a publish that breaks receivers."""

import json

import jsonschema_rs
import pytest

GONE = "What the webhook of 'order_pizza' sends changes: 'address' is not in it any more."
FIELDS = [
    "chat_id",
    "order_pizza",
    "number_of_pizzas",
    "pizza_toppings",
    "address",
    "phone_number",
    "choice_confirmation",
]


@pytest.fixture
def shorter(checkout, tmp_path):
    """PizzaBot, asking for no address."""
    text = (checkout / "examples/pizza_bot/pizza_bot.yaml").read_text()
    path = tmp_path / "shorter.yaml"
    path.write_text(text.replace("next_state: address", "next_state: phone_number"))
    return path


def test_the_fields_come_as_a_table(pizza) -> None:
    heading, *lines = pizza.ok("bot", "payload", "PizzaBot").out.splitlines()
    assert heading == "order_pizza, at the end of its flow, flat:"
    rows = [line.split("\t") for line in lines]
    assert rows[0] == ["field", "always", "values", "example", "what"]
    assert [row[0] for row in rows[1:]] == FIELDS
    assert rows[-1][1:4] == ["yes", "1, 2", "1"]


@pytest.mark.parametrize("shape", ["flat", "envelope"])
def test_the_schema_and_the_example_fit_each_other(pizza, shape) -> None:
    asked = ("bot", "payload", "PizzaBot", "--shape", shape)
    schema = json.loads(pizza.ok(*asked, "--schema").out)
    example = json.loads(pizza.ok(*asked, "--example").out)
    jsonschema_rs.Draft202012Validator(schema).validate(example)
    assert [*(example["data"] if shape == "envelope" else example)] == FIELDS


def test_a_trigger_can_be_named(pizza) -> None:
    lines = pizza.ok("bot", "payload", "PizzaBot", "--trigger", "address").out.splitlines()
    assert lines[0] == "address, when it is entered, flat:"
    assert lines[-1].startswith("address\tyes\t")
    sentence = pizza.fails("bot", "payload", "PizzaBot", "--trigger", "nobody")
    assert sentence.startswith("Nothing in the published flow fires nobody.")
    assert "One at a time" in pizza.fails("bot", "payload", "1", "--schema", "--example")


def test_without_triggers_it_says_what_to_do(pizza) -> None:
    pizza.ok("bot", "new", "Bare")
    outcome = pizza.ok("bot", "payload", "Bare")
    assert outcome.out == ""
    assert "Nothing triggers its webhooks yet." in outcome.err


def test_check_and_publish_warn_of_what_a_draft_breaks(pizza, shorter) -> None:
    imported = pizza.ok("bot", "import", shorter, "--bot", "PizzaBot", "--draft")
    assert imported.err.count(GONE) == 1
    assert GONE in pizza.ok("bot", "check", "PizzaBot").out
    assert "\naddress\t" in pizza.ok("bot", "payload", "PizzaBot").out
    assert "\naddress\t" not in pizza.ok("bot", "payload", "PizzaBot", "--draft").out
    published = pizza.ok("bot", "publish", "PizzaBot")
    assert published.out == "Published PizzaBot, version 2.\n"
    assert f"Warning: {GONE}" in published.err
    assert "payload_breaks" not in pizza.ok("bot", "check", "PizzaBot").out


def test_an_import_that_publishes_at_once_warns_too(pizza, shorter) -> None:
    imported = pizza.ok("bot", "import", shorter, "--bot", "PizzaBot")
    assert imported.err.count(GONE) == 1
    assert "3 warnings" in imported.err
