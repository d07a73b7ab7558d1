"""Every finding by example: a bot that has the fault, and the same bot mended."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import kauli.flow
from kauli.flow import Finding, Limits, Rules, check, compile_flow

HELLO = {"message": "Hello.", "next_state": "end"}
ASK = {"message": "Yes or no?", "next_state": "pick"}
PICK = {"yes": "b", "no": "end", "fallback_message": "Yes or no."}
B = {"message": "Good.", "next_state": "end"}
CHOOSING = {"a": ASK, "pick": PICK, "b": B}
LINK = {"link": "https://example.com/menu.jpg", "caption": "Menu"}


class Case(NamedTuple):
    """A fault: the bot, the bot mended, and the state that the finding leads to."""

    faulty: dict[str, Any]
    mended: dict[str, Any]
    state: str | None = "a"
    severity: str = "error"


def bot(flows: Any, intents: Any = None, **extra: Any) -> dict[str, Any]:
    return {"flows": flows, "intents": {"a": ["hi"]} if intents is None else intents, **extra}


def validated(*validators: Any) -> dict[str, Any]:
    return bot({"a": {"message": "?", "validators": list(validators), "next_state": "b"}, "b": B})


def buttons(*pairs: tuple[str, str], **extra: Any) -> dict[str, Any]:
    state = {"message": "?", "buttons": [{id_: title} for id_, title in pairs], **extra}
    return bot({"a": state, "b": B, "pick": PICK})


NUMBER = {"type": "numeric_validation", "error_message": "A number, please."}

CASES: dict[str, list[Case]] = {
    "state_not_a_map": [Case(bot({"a": "Hello."}), bot({"a": HELLO}), "a", "warning")],
    "empty_flow": [Case(bot({}), bot({"a": HELLO}), None)],
    "end_as_state": [
        Case(bot({"a": HELLO, "end": HELLO}), bot({"a": HELLO}), "end", "warning"),
    ],
    "unknown_key": [
        Case(bot({"a": {"massage": ["x"], "next_state": "end"}}), bot({"a": HELLO})),
        Case(bot({"a": {**HELLO, "nextstate": "b"}}), bot({"a": HELLO})),
        Case(bot({"a": {**HELLO, "position": 5}}), bot({"a": HELLO}), "a", "hint"),
        Case(bot({"a": {"massage": "x"}}), bot({"a": HELLO})),
        Case(bot({**CHOOSING, "pick": {**PICK, "fallback_mesage": "?"}}), bot(CHOOSING), "pick"),
    ],
    "silent_state": [Case(bot({"a": {"next_state": "end"}}), bot({"a": HELLO}), "a", "warning")],
    "interactive_without_buttons": [
        Case(
            bot({"a": {**HELLO, "type": "interactive"}}),
            bot({"a": {**HELLO, "type": "text"}}),
            "a",
            "warning",
        ),
        Case(
            bot({"a": {**HELLO, "type": "interactive,", "buttons": [{}]}}),
            buttons(("b", "Go"), type="interactive"),
            "a",
            "warning",
        ),
    ],
    "button_without_title": [Case(buttons(("b", " ")), buttons(("b", "Go")))],
    "button_twice": [
        Case(buttons(("b", "A"), ("b", "B")), buttons(("b", "A")), "a", "warning"),
    ],
    "media_without_link": [
        Case(
            bot({"a": {"images": [{"caption": "x"}]}}),
            bot({"a": {"images": [LINK]}}),
        ),
    ],
    "media_link_not_http": [
        Case(
            bot({"a": {**HELLO, "videos": [{"link": "C:/film.mp4"}]}}),
            bot({"a": {**HELLO, "videos": [{"link": "{{film}}"}, LINK]}}),
        ),
    ],
    "validator_never_runs": [
        Case(bot({"a": {**HELLO, "validators": [NUMBER]}}), validated(NUMBER), "a", "warning"),
    ],
    "validator_without_error": [
        Case(validated({"type": "numeric_validation"}), validated(NUMBER), "a", "hint"),
    ],
    "unknown_validator": [
        Case(validated({**NUMBER, "type": "number"}), validated(NUMBER), "a", "warning"),
        Case(validated({"error_message": "?"}), validated(NUMBER), "a", "warning"),
    ],
    "validator_parameter": [
        Case(validated({**NUMBER, "type": "custom_validation"}), validated(NUMBER)),
    ],
    "pattern_unusable": [
        Case(
            validated({**NUMBER, "type": "custom_validation", "regex": "^(?!x)$"}),
            validated({**NUMBER, "type": "custom_validation", "regex": "^[^x]$"}),
        ),
    ],
    "choice_without_fallback": [
        Case(bot({"a": ASK, "pick": {"yes": "b"}, "b": B}), bot(CHOOSING), "pick", "warning"),
    ],
    "dangling_target": [
        Case(bot({"a": {**HELLO, "next_state": "end."}}), bot({"a": HELLO})),
        Case(bot({**CHOOSING, "pick": {**PICK, "yes": "bb"}}), bot(CHOOSING), "pick"),
    ],
    "button_nowhere": [
        Case(buttons(("bb", "Go")), buttons(("b", "Go"))),
        Case(
            buttons(("maybe", "Maybe"), next_state="pick"),
            buttons(("yes", "Yes"), next_state="pick"),
        ),
        Case(buttons(("end", "End")), buttons(("small", "Small"), next_state="b")),
    ],
    "unreachable_state": [
        Case(bot({"a": HELLO, "b": B}), buttons(("b", "Go"), next_state="pick"), "b", "warning"),
        Case(bot({"a": HELLO, "b": B}, variables=("v",)), bot({"a": HELLO}), "b", "hint"),
        Case(bot({"a": HELLO, "b": B}), bot({"a": HELLO, "b": B}, triggers=["b"]), "b", "warning"),
    ],
    "loop_without_wait": [
        Case(
            bot({"a": {"next_state": "b"}, "b": {"next_state": "a"}}),
            bot({"a": {"next_state": "b"}, "b": {**B, "next_state": "a"}}),
        ),
        Case(bot({"a": {"next": "a"}}), bot({"a": {"message": "Again?", "next": "a"}})),
    ],
    "no_intents": [Case(bot({"a": HELLO}, {}), bot({"a": HELLO}), None)],
    "empty_intent": [Case(bot({"a": HELLO}, {"a": []}), bot({"a": HELLO}), "a", "warning")],
    "intent_without_state": [
        Case(bot({"a": HELLO}, {"a": ["x"], "c": ["y"]}), bot({"a": HELLO}), None),
    ],
    "cancel_without_state": [
        Case(
            bot({"a": HELLO}, {"a": ["x"], "cancel": ["y"]}),
            bot({"a": HELLO, "cancel": B}, {"a": ["x"], "cancel": ["y"]}),
            None,
            "hint",
        ),
    ],
    "phrase_in_two_intents": [
        Case(
            bot({"a": HELLO, "b": B}, {"a": ["Hi "], "b": ["hi", "HI"]}),
            bot({"a": HELLO, "b": B}, {"a": ["hi", "hi"], "b": ["bye"]}),
            None,
            "warning",
        ),
    ],
    "unknown_trigger": [
        Case(bot({"a": HELLO}, triggers=["order"]), bot({"a": HELLO}, triggers=["a"]), None),
    ],
    "trigger_waits_for_button": [
        Case(
            {**buttons(("b", "Go")), "triggers": ["a"]},
            {**buttons(("yes", "Go"), next_state="pick"), "triggers": ["a"]},
            "a",
            "hint",
        ),
    ],
    "variable_never_set": [
        Case(
            bot({"a": {**HELLO, "message": "Hi {{name}}"}}),
            bot({"a": {**HELLO, "message": "You said {{a}}"}}),
            "a",
            "warning",
        ),
        Case(
            bot({**CHOOSING, "b": {**B, "message": "{{b}}"}}),
            bot({**CHOOSING, "b": {**B, "message": "{{pick}}"}}),
            "b",
            "warning",
        ),
        Case(validated({**NUMBER, "error_message": "{{nam}}"}), validated(NUMBER), "a", "warning"),
    ],
    "middleware_variable_unknown": [
        Case(
            bot({"a": {**HELLO, "message": "No. @order-number, mail x@order.com"}}),
            bot({"a": {**HELLO, "message": "No. @order-number"}}, variables=("order-number",)),
            "a",
            "hint",
        ),
    ],
    "too_many_buttons": [
        Case(
            buttons(*((name, name) for name in ("a", "b", "pick", "end2")), next_state="b"),
            buttons(("a", "a"), ("b", "b"), ("pick", "pick")),
            "a",
            "warning",
        ),
    ],
    "button_too_long": [
        Case(buttons(("b", "x" * 21)), buttons(("b", "x" * 20)), "a", "warning"),
        Case(
            buttons(("é" * 33, "x"), next_state="b"),
            buttons(("é" * 32, "x"), next_state="b"),
            "a",
            "warning",
        ),
    ],
    "text_too_long": [
        Case(
            bot({"a": {**HELLO, "message": ["x" * 4_000, "y" * 96]}}),
            bot({"a": {**HELLO, "message": [["x" * 4_000], ["y" * 96]]}}),
            "a",
            "warning",
        ),
    ],
}
ALL = [
    pytest.param(code, case, id=f"{code}-{number}")
    for code, cases in CASES.items()
    for number, case in enumerate(cases)
]


def found(
    *, flows: Any, intents: Any, variables: tuple[str, ...] = (), **options: Any
) -> tuple[Finding, ...]:
    return check(compile_flow(flows, intents), Rules(0.5, (), variables), **options)


@pytest.mark.parametrize(("code", "case"), ALL)
def test_the_fault_is_found_in_its_place(code: str, case: Case) -> None:
    findings = [finding for finding in found(**case.faulty) if finding.code == code]
    assert [(f.state, f.severity) for f in findings] == [(case.state, case.severity)]
    assert findings[0].message.endswith(".")
    assert findings[0].mend.endswith((".", "?"))


@pytest.mark.parametrize(("code", "case"), ALL)
def test_the_mended_bot_has_no_such_fault(code: str, case: Case) -> None:
    assert code not in {finding.code for finding in found(**case.mended)}


def codes_in_the_code() -> Iterator[str]:
    for path in Path(kauli.flow.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                first = node.args[0] if node.args else None
                if node.func.id in {"Finding", "Fault"} and isinstance(first, ast.Constant):
                    yield first.value


def test_every_finding_has_its_example() -> None:
    """``duplicate_key`` is a remark of the reader, and tested there."""
    assert set(codes_in_the_code()) - {"duplicate_key"} == set(CASES)


def test_errors_come_first() -> None:
    severities = [
        f.severity for f in found(**bot({"a": {**HELLO, "x": 1, "next_state": "no"}, "c": B}))
    ]
    assert severities == ["error", "warning", "hint"]


def test_a_misspelt_name_is_suggested() -> None:
    flows = {"a": {**HELLO, "next_state": "delivery_adress"}, "delivery_address": B}
    (finding,) = [f for f in found(**bot(flows)) if f.code == "dangling_target"]
    assert finding.mend.startswith("Did you mean 'delivery_address'?")


def test_only_the_channels_of_the_bot_are_minded() -> None:
    faulty = buttons(*((name, "x" * 30) for name in ("a", "b", "pick", "c")), next_state="b")
    codes = {finding.code for finding in found(**faulty, channels=["telegram", "carrier pigeon"])}
    assert not codes & {"too_many_buttons", "button_too_long"}


def test_the_names_of_the_channels_are_said_together() -> None:
    (finding,) = [f for f in found(**buttons(("b", "x" * 21))) if f.code == "button_too_long"]
    assert "WhatsApp and Messenger" in finding.message


def test_only_so_many_findings_are_listed() -> None:
    flow = compile_flow({f"s{n}": {"message": "x"} for n in range(50)}, {"a": ["x"]})
    assert len(check(flow, Rules(0.5, (), limits=Limits(findings=10)))) == 10


def test_a_bot_without_faults_has_no_findings() -> None:
    assert found(**bot(CHOOSING)) == ()


def test_every_finding_is_in_the_reference() -> None:
    page = (Path(__file__).parents[2] / "docs" / "flow-format.md").read_text("utf-8")
    rows = page.split("## What the checker finds")[1].split("\n## ")[0].splitlines()
    for code in codes_in_the_code():
        severities = {case.severity for case in CASES.get(code, [])} or {"warning"}
        (row,) = [line for line in rows if line.startswith(f"| `{code}` |")]
        assert set(row.split("|")[2].strip().split(" or ")) == severities
