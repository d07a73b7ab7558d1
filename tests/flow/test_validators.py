"""Each validator by table: what it takes, what it refuses, and what it needs to work."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kauli.flow import Input, Limits
from kauli.flow.findings import Fault
from kauli.flow.limits import DEFAULT_LIMITS
from kauli.flow.validation import first_refusal, read_validators
from kauli.flow.validators import VALIDATOR_NAMES, VALIDATORS

TAKEN: dict[str, tuple[str, ...]] = {
    "alphanumeric_validation": ("abc", "ABC123", "7", "Ñandú", " padded "),
    "date_validation": ("12/31/2030", "2030/12/31", "31-12-2030", "1/2/2030", "29-02-2028"),
    "email_validation": ("asha@example.com", " juma+duka@mail.co.tz ", "a.b@example.org"),
    "length_validation": ("ab", "  ab  ", "abcde", "ééé"),
    "numeric_validation": ("3", "-3", "+3", "3.5", ".5", "007", " 12 ", "٣"),
    "required_field_validation": ("x", " x ", "0"),
    "phone_number_validation": (
        "0711111111",
        "+255711111111",
        "+(222)222-2222",
        "+(222) 222-2222",
        "0755 123 456",
        "0722-111-111",
        "(0711) 111 111",
        "255711111111",
        "+254711111111",
        "00255711111111",
        " 0711111111 ",
    ),
    "time_validation": ("09:30", "9:30", "00:00", "23:59", "9:30 PM", "12:00am", "1:05 p.m."),
    "zipcode_validation": ("14112", "94107-1234", "SW1A 1AA", "k1a 0b1"),
    "custom_validation": ("7", "xx7", "7 "),
}
REFUSED: dict[str, tuple[str, ...]] = {
    "alphanumeric_validation": ("", "a b", "a-b", "a.b", "🍕"),
    "date_validation": ("31/12/2030", "30-02-2030", "2030-12-31", "12/31/30", "soon", "0-0-0000"),
    "email_validation": ("asha", "@example.com", "a b@example.com", "a@b", "x" * 300 + "@a.com"),
    "length_validation": ("a", " a ", "abcdef", ""),
    "numeric_validation": ("", "three", "1,000", "1 000", "3 pizzas", "nan", "inf", "--1", "1e5"),
    "required_field_validation": ("", " ", "\n\t"),
    "phone_number_validation": (
        "",
        "call me",
        "12",
        "+1",
        "+255",
        "0711111111 nyumbani",
        "07111111111111111",
        "+25571111111111111",
        "1" * 5_000,
    ),
    "time_validation": ("24:00", "9:60", "13:00 PM", "0:30 am", "9", "9.30", "noon"),
    "zipcode_validation": ("", "1", "abc", "12345678901", "12_345", "#14112"),
    "custom_validation": ("", "x", "seven"),
}
PARAMETERS: dict[str, dict[str, Any]] = {
    "length_validation": {"min_length": 2, "max_length": "5"},
    "custom_validation": {"regex": "[0-9]"},
    "response_message_type": {"response_type": "location"},
}


def accepts(name: str, text: str, type_: str = "text") -> bool:
    made = VALIDATOR_NAMES[name].prepare(PARAMETERS.get(name, {}), DEFAULT_LIMITS)
    assert not isinstance(made, Fault)
    return made(Input(text, type_))


def cases(table: dict[str, tuple[str, ...]]) -> list[tuple[str, str]]:
    return [(name, text) for name, texts in table.items() for text in texts]


@pytest.mark.parametrize(("name", "text"), cases(TAKEN))
def test_it_takes(name: str, text: str) -> None:
    assert accepts(name, text)


@pytest.mark.parametrize(("name", "text"), cases(REFUSED))
def test_it_refuses(name: str, text: str) -> None:
    assert not accepts(name, text)


def test_the_tables_know_every_validator() -> None:
    judged_by_text = {v.name for v in VALIDATORS if not v.judges_type}
    assert set(TAKEN) == set(REFUSED) == judged_by_text


@pytest.mark.parametrize("name", ["response_message_type", "response_message_validation"])
def test_the_type_of_a_message_is_judged_whatever_is_in_it(name: str) -> None:
    made = VALIDATOR_NAMES[name].prepare({"response_type": "Location "}, DEFAULT_LIMITS)
    assert not isinstance(made, Fault)
    assert made(Input("", "location"))
    assert not made(Input("location", "text"))


@pytest.mark.parametrize("validator", VALIDATORS, ids=lambda validator: validator.name)
def test_the_example_works(validator: Any) -> None:
    assert validator.example["type"] == validator.name
    assert set(validator.example) - {"type", "error_message"} <= set(validator.parameters)
    assert callable(validator.prepare(validator.example, DEFAULT_LIMITS))


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ({"type": "length_validation"}, "validator_parameter"),
        ({"type": "length_validation", "min_length": "two"}, "validator_parameter"),
        ({"type": "length_validation", "min_length": 1.5}, "validator_parameter"),
        ({"type": "length_validation", "min_length": 9, "max_length": 3}, "validator_parameter"),
        ({"type": "length_validation", "max_length": float("inf")}, "validator_parameter"),
        ({"type": "custom_validation"}, "validator_parameter"),
        ({"type": "custom_validation", "regex": "["}, "pattern_unusable"),
        ({"type": "custom_validation", "regex": "(?=.*a)b"}, "pattern_unusable"),
        ({"type": "custom_validation", "regex": r"(a)\1"}, "pattern_unusable"),
        ({"type": "custom_validation", "regex": r"\pL{1000}"}, "pattern_unusable"),
        ({"type": "custom_validation", "regex": "a" * 1_001}, "pattern_unusable"),
        ({"type": "response_message_type"}, "validator_parameter"),
        ({"type": "response_message_type", "response_type": "smell"}, "validator_parameter"),
        ({"type": "phone_number_validation", "region": "Utopia"}, "validator_parameter"),
        ({"type": "numeric_validaton"}, "unknown_validator"),
        ({"error_message": "?"}, "unknown_validator"),
        (7, "unknown_validator"),
    ],
)
def test_what_can_not_work_lets_every_answer_pass_and_is_reported(written: Any, code: str) -> None:
    (validator,) = read_validators([written], DEFAULT_LIMITS)
    assert validator.fault is not None
    assert validator.fault.code == code
    assert first_refusal((validator,), Input("anything")) is None


def test_a_name_alone_is_a_validator() -> None:
    (validator,) = read_validators("numeric_validation", DEFAULT_LIMITS)
    assert validator.fault is None
    assert first_refusal((validator,), Input("x")) == validator


def test_the_region_of_phone_numbers_can_be_set() -> None:
    made = VALIDATOR_NAMES["phone_number_validation"].prepare({"region": "ng"}, DEFAULT_LIMITS)
    assert not isinstance(made, Fault)
    assert made(Input("08031234567"))
    assert not accepts("phone_number_validation", "08031234567")


def test_patterns_search_unless_they_are_anchored() -> None:
    made = VALIDATOR_NAMES["custom_validation"].prepare({"regex": r"[\d]{4}"}, DEFAULT_LIMITS)
    assert not isinstance(made, Fault)
    assert made(Input("born 1999 in Mwanza"))


def test_the_longest_pattern_is_a_limit() -> None:
    limits = Limits(pattern_chars=3)
    made = VALIDATOR_NAMES["custom_validation"].prepare({"regex": "abcd"}, limits)
    assert isinstance(made, Fault)


@given(st.sampled_from(VALIDATORS), st.text() | st.text("0123456789+-/.:@() apm"))
def test_no_text_upsets_a_validator(validator: Any, text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    made = validator.prepare(validator.example, DEFAULT_LIMITS)
    for type_ in ("text", "image", "odd"):
        assert made(Input(text, type_)) in {True, False}
