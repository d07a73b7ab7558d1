"""Filling in: what is replaced, what is left alone, and that values are never looked into."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kauli.flow.templates import Fill, Template, called, compile_text, slots, written

VARIABLES = ("order", "order-number", "price", "cs50")


def filled(text: str, memory: dict[str, str], answers: dict[str, str] | None = None) -> str:
    return Fill(memory, 10_000, answers)(compile_text(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hi {{name}}", "Hi Asha"),
        ("{{ name }}{{name}}", "AshaAsha"),
        ("{{Name}} {{}} {{ }} {{no such}}", "{{Name}} {{}} {{ }} {{no such}}"),
        ("{name} {} {{name} {name}}", "{name} {} {{name} {name}}"),
        ("{{{name}}}", "{Asha}"),
        ("{{two words}}", "yes"),
        ("100%", "100%"),
    ],
)
def test_slots_are_filled_from_the_memory(text: str, expected: str) -> None:
    assert filled(text, {"name": "Asha", "two words": "yes"}) == expected


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("@price", ["price"]),
        ("@order-number and @order", ["order-number", "order"]),
        ("@price @price", ["price"]),
        ("Tsh@price/=", ["price"]),
        ("@price-@order", ["price", "order"]),
        ("@prices", []),
        ("@nobody", []),
        ("info@cs50.tz or info@order-desk.co.tz", []),
        ("@cs50.", ["cs50"]),
        ("(@cs50)", ["cs50"]),
        ("@order_number", []),
        ("no sign", []),
    ],
)
def test_only_configured_names_are_called(text: str, names: list[str]) -> None:
    assert list(called([compile_text(text)], VARIABLES)) == names


def test_nothing_is_called_without_variables() -> None:
    assert called([compile_text("@price")], ()) == ()
    assert called([compile_text("@price")], ("",)) == ()


def test_answers_take_the_place_of_variables() -> None:
    answers = {"order-number": "7", "order": "pizza"}
    assert (
        filled("@order no. @order-number, x@order.com", {}, answers) == "pizza no. 7, x@order.com"
    )


def test_values_are_never_looked_into() -> None:
    memory = {"name": "{{secret}} @price", "secret": "s3cret"}
    assert filled("{{name}}@price", memory, {"price": "{{secret}}"}) == (
        "{{secret}} @price{{secret}}"
    )


def test_what_is_beyond_the_budget_is_cut() -> None:
    fill = Fill({"a": "x" * 50}, 60)
    assert fill(compile_text("{{a}}{{a}}{{a}}")) == "x" * 60
    assert fill.cut


@given(st.text(), st.dictionaries(st.text(), st.text()))
def test_any_text_can_be_filled(text: str, memory: dict[str, str]) -> None:
    compiled = compile_text(text)
    assert written(compiled) == text
    Fill(memory, 1_000, {"price": "5"})(compiled)
    if not any(name in memory for name in slots([compiled])) and "@price" not in text:
        assert Fill(memory, len(text))(compiled) == text


@given(st.text(alphabet="@{}-abc. _", max_size=200))
def test_a_text_without_anything_to_fill_stays_a_string(text: str) -> None:
    compiled = compile_text(text)
    assert isinstance(compiled, str | Template)
    if "@" not in text and "{{" not in text:
        assert compiled == text
