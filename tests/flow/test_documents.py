"""Import and export: what is read, what is refused with the line, and that nothing is lost."""

import json
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kauli.flow import (
    BotDocument,
    Limits,
    Middleware,
    MiddlewareVariable,
    compile_flow,
    read_documents,
    split_documents,
    write_document,
)
from kauli.kit.errors import Invalid

WHOLE = BotDocument(
    name="Duka la Mama",
    description="Books, 24 hours: yes",
    industry="retail",
    language="swahili",
    visible_on_community=False,
    confidence_threshold=0.45,
    fallback_message=("Samahani?", "Andika: vitabu."),
    intents={"books": ["vitabu", "yes", "0711", "1.50"], "cancel": [["acha"]]},
    flows={
        "books": {"message": ["Which?", "", "on: off"], "next_state": "title"},
        "title": {"message": "{{title}}: 007", "validators": [], "next_state": "end"},
    },
    webhook_url="https://shop.example/orders",
    webhook_trigger_intents=("books",),
    webhook_token="s3cret",
    webhook_active=True,
    middleware=Middleware(
        "https://shop.example", "Bearer x", (MiddlewareVariable("stock-left", "/stock?of=1"),)
    ),
)


@pytest.mark.parametrize("format_", ["yaml", "json"])
def test_a_bot_is_read_back_as_it_was_written(format_: Any) -> None:
    assert read_documents(write_document(WHOLE, format_)) == WHOLE


@pytest.mark.parametrize("format_", ["yaml", "json"])
@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_three_files_may_come_in_any_order(format_: Any, order: tuple[int, ...]) -> None:
    files = split_documents(WHOLE, format_)
    assert list(files) == ["intents", "flow", "metadata"]
    texts = list(files.values())
    assert read_documents(*(texts[index] for index in order)) == WHOLE


def test_files_may_be_of_different_formats_or_in_one() -> None:
    as_yaml, as_json = split_documents(WHOLE, "yaml"), split_documents(WHOLE, "json")
    assert read_documents(as_yaml["intents"], as_json["flow"], as_yaml["metadata"]) == WHOLE
    assert read_documents("---\n".join(["", *as_yaml.values()])) == WHOLE


plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**17), 10**17)
    | st.floats(allow_nan=False, allow_infinity=False, width=32)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.text("abc", min_size=1), plain, min_size=1))
def test_any_flow_survives_export_and_import(flows: dict[str, Any]) -> None:
    doc = BotDocument(name="x", flows={"first": {"message": "x"}, **flows})
    for format_ in ("json", "yaml"):
        again = read_documents(write_document(doc, format_))
        assert again.name == "x"
        assert compile_flow(again.flows, {}) == compile_flow(doc.flows, {})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("flow: {a: {message: hi}}", BotDocument(flows={"a": {"message": "hi"}})),
        (
            "flows: {a: {message: hi}}\nname: 5",
            BotDocument(flows={"a": {"message": "hi"}}, name="5"),
        ),
        ("flows: []\nintents: {a: [b]}", BotDocument(flows={}, intents={"a": ["b"]})),
        (
            "flow: {message: [hi], next_state: end}",
            BotDocument(flows={"flow": {"message": ["hi"], "next_state": "end"}}),
        ),
        (
            "name: [what is your name]\nb: [x]",
            BotDocument(intents={"name": ["what is your name"], "b": ["x"]}),
        ),
        ("name: {message: hi}", BotDocument(flows={"name": {"message": "hi"}})),
        ('{"a": "{\\"message\\": 1}"}', BotDocument(flows={"a": '{"message": 1}'})),
        (
            "webhook: https://a.example\nwebhook_trigger_intent: a",
            BotDocument(webhook_url="https://a.example", webhook_trigger_intents=("a",)),
        ),
        (
            "name: x\nid: 5\nevaluation_metrics: {}\nwebhook_url: ''",
            BotDocument(name="x", webhook_url=""),
        ),
        (
            "confidence_threshold: '0.7'\nvisible_on_community: yes",
            BotDocument(confidence_threshold=0.7, visible_on_community=True),
        ),
        ("fallback_message: Sorry?\nname: a", BotDocument(fallback_message=("Sorry?",), name="a")),
        (
            "name: a\nmiddleware: {base_url: u, variables: {'@v': /p}}",
            BotDocument(name="a", middleware=Middleware("u", "", (MiddlewareVariable("v", "/p"),))),
        ),
        ("", BotDocument()),
        ("[]", BotDocument()),
        ("\ufeff{}", BotDocument()),
    ],
)
def test_the_parts_of_a_bot_are_told_apart_by_shape(text: str, expected: BotDocument) -> None:
    assert read_documents(text) == expected


def test_yaml_is_read_as_authors_mean_it() -> None:
    text = """
intents:
  sure: [yes, on, No, Yes, ~, true, 'true']
  call: [0711111111, 1_000, 1.50, 1.5, 12, 0x1f, 2024-01-31, 12:30, .inf]
flow:
  1: {message: |
    Two
    lines
  }
  base: &base {message: hi, next_state: end}
  more: {<<: *base, message: "over"}
""".replace("{message: |\n    Two\n    lines\n  }", "\n    message: |\n      Two\n      lines")
    doc = read_documents(text)
    assert doc.intents == {
        "sure": ["yes", "on", "No", "Yes", None, True, "true"],
        "call": ["0711111111", "1_000", "1.50", 1.5, 12, "0x1f", "2024-01-31", "12:30", ".inf"],
    }
    assert doc.flows is not None
    assert doc.flows["1"] == {"message": "Two\nlines\n"}
    assert doc.flows["more"] == {"message": "over", "next_state": "end"}


def test_a_key_that_is_written_twice_is_remarked() -> None:
    doc = read_documents("a: {message: one}\nb: {message: two}\na: {message: three}\n")
    assert doc.flows == {"a": {"message": "three"}, "b": {"message": "two"}}
    assert [remark.code for remark in doc.remarks] == ["duplicate_key"]
    assert "line 3" in doc.remarks[0].message
    again = read_documents('{"a": {"message": 1, "message": 2}}')
    assert [remark.code for remark in again.remarks] == ["duplicate_key"]


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        ("a:\n  - x\n b: y", "file_unreadable", "Line 3"),
        ("a:\n\t- x", "file_unreadable", "tabs"),
        ("a: !!python/object/apply:os.system ['true']", "file_unreadable", "Line 1: tags"),
        ("a: x\nb: !thing y", "file_unreadable", "Line 2: tags"),
        ("a: *b", "file_unreadable", "Line 1: *b refers to nothing"),
        ("a: &a [*a]", "file_unreadable", "refers to nothing that is complete"),
        ("? [a]\n: b", "file_unreadable", "can't be a key"),
        ("<<: 5", "file_unreadable", "takes over a map"),
        ("a: \x07", "file_unreadable", "YAML"),
        ('{"a": 1,\n "b": }', "file_unreadable", "Line 2, column 7"),
        ('{"a": NaN', "file_unreadable", "Line 1"),
        ('{"a": ' + "9" * 5_000 + "}", "file_unreadable", "not JSON"),
        ("[" * 100_000, "document_too_deep", "nested too deep"),
        ('{"a":' * 50 + "1" + "}" * 50, "document_too_deep", "nested deeper"),
        ("- " * 40 + "x", "file_unreadable", "nested deeper"),
        ("a: " + "[" * 5_000, "file_unreadable", "nested deeper"),
        ("just words", "not_a_bot", "no part of a bot"),
        ("- a\n- b", "not_a_bot", "no part of a bot"),
        ("hello: there", "not_a_bot", "no part of a bot"),
        ("name: a\nconfidence_threshold: high", "bad_setting", "from 0 to 1"),
        ("name: a\nconfidence_threshold: 50", "bad_setting", "from 0 to 1"),
        ("name: a\nwebhook_active: perhaps", "bad_setting", "true or false"),
        ("name: a\nmiddleware: x", "bad_setting", "must be a map"),
    ],
)
def test_what_can_not_be_read_is_refused_with_the_place(text: str, code: str, says: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_documents(text)
    assert caught.value.code == code
    assert says in caught.value.message


def test_the_second_file_is_named_in_its_error() -> None:
    with pytest.raises(Invalid, match="File 2: Line 1"):
        read_documents("name: a", "a: *b")


def test_the_same_part_twice_is_refused() -> None:
    with pytest.raises(Invalid, match="Two of the files hold flows"):
        read_documents("a: {message: x}", "flows: {b: {message: y}}")


def test_a_bomb_of_aliases_does_not_go_off() -> None:
    text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 20)
    )
    with pytest.raises(Invalid, match="more than 1,000,000 values"):
        read_documents(text)


def test_aliases_can_not_pile_up_depth() -> None:
    text = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 100))
    with pytest.raises(Invalid, match="nested deeper"):
        read_documents(text)


def test_a_file_beyond_the_limit_is_refused() -> None:
    with pytest.raises(Invalid, match="longer than 5 characters"):
        read_documents("name: a", limits=Limits(file_chars=5))


@given(st.text() | st.text(alphabet="{}[]:,-&*!|>'\"#%@ \n\tab1"))
def test_any_text_is_read_or_invalid(text: str) -> None:
    try:
        doc = read_documents(text)
    except Invalid as error:
        assert error.message  # noqa: PT017 - either outcome is right
        return
    write_document(doc, "yaml")


def test_what_is_written_is_plain_yaml_and_json() -> None:
    assert yaml.safe_load(write_document(WHOLE, "yaml")) == json.loads(
        write_document(WHOLE, "json")
    )
    assert "Samahani" in write_document(WHOLE, "yaml")
