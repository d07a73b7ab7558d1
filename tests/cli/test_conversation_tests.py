"""``kauli bot test``."""

import pytest

FILE = "examples/pizza_bot/pizza_bot_tests.yaml"
NAMES = ["An order is confirmed", "An order is called off at the end"]


@pytest.fixture
def tests(checkout):
    return checkout / FILE


def test_the_tests_of_a_file_are_run_on_the_draft(pizza, tests) -> None:
    lines = pizza.ok("bot", "test", "PizzaBot", "--file", tests).out.splitlines()
    assert lines == [
        *(f"passed  {name}" for name in NAMES),
        "PizzaBot, draft: 2 passed, none failed.",
    ]


def test_a_test_that_fails_says_what_is_different(pizza, tests, tmp_path) -> None:
    other = tmp_path / "other.yaml"
    other.write_text(tests.read_text().replace("state: confirms", "state: greets"))
    outcome = pizza("bot", "test", "pizzabot", "--live", "--file", other, "--file", tests)
    assert outcome.code == 1
    assert outcome.out.splitlines() == [
        f"FAILED  {NAMES[0]}",
        "        Step 7: expected the state greets, but the conversation is in confirms.",
        f"passed  {NAMES[1]}",
        *(f"passed  {name}" for name in NAMES),
        "pizzabot, published version: 3 passed, 1 failed.",
    ]


def test_a_test_that_can_not_begin_says_why(pizza, tmp_path) -> None:
    path = tmp_path / "one.json"
    path.write_text('{"tests": [{"name": "A", "start": {"state": "x"}, "steps": [{"say": "b"}]}]}')
    outcome = pizza("bot", "test", "PizzaBot", "--file", path)
    assert outcome.code == 1
    assert "        The test begins at the state x, which is not in the flow." in outcome.out


def test_without_tests_it_says_how_to_get_some(pizza) -> None:
    outcome = pizza.ok("bot", "test", "PizzaBot")
    assert outcome.out == ""
    assert "PizzaBot has no conversation tests yet." in outcome.err
    assert "no conversation tests yet" in pizza.ok("bot", "test", "PizzaBot", "--export").err


def test_tests_are_kept_and_come_back(pizza, tests, tmp_path) -> None:
    assert pizza.ok("bot", "test", "PizzaBot", "--save", tests).last_line == (
        "PizzaBot: 2 added, 0 replaced."
    )
    assert pizza.ok("bot", "test", "PizzaBot").last_line == (
        "PizzaBot, draft: 2 passed, none failed."
    )
    exported = tmp_path / "exported.yaml"
    exported.write_text(pizza.ok("bot", "test", "PizzaBot", "--export").out)
    assert pizza.ok("bot", "test", "PizzaBot", "--save", exported).last_line == (
        "PizzaBot: 0 added, 2 replaced."
    )
    assert pizza.ok("bot", "test", "PizzaBot", "--export").out == exported.read_text()


def test_what_can_not_be_read_is_said_with_its_place(pizza, tests, tmp_path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("tests: [{name: A, steps: [{says: b}]}]")
    sentence = pizza.fails("bot", "test", "PizzaBot", "--file", wrong)
    assert f"{wrong}: Test 1: steps.0" in sentence
    assert "Can't read" in pizza.fails("bot", "test", "PizzaBot", "--save", tmp_path / "no.yaml")
    assert "One at a time" in pizza.fails("bot", "test", "PizzaBot", "--file", tests, "--export")
    assert "There is no bot nobody." in pizza.fails("bot", "test", "nobody")
