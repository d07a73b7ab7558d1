"""From documents to flows: every form that published bots have, and what is beyond a limit."""

import time
from typing import Any

import pytest

from kauli.flow import Limits, Rules, check, compile_flow, flat_intents
from kauli.flow.states import STATE_TYPES
from kauli.kit.errors import Invalid


def nested(depth: int) -> Any:
    value: Any = "x"
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("written", "flat"),
    [
        (None, {}),
        ([], {}),
        ({}, {}),
        ({"a": ["x", "y"]}, {"a": ["x", "y"]}),
        ({"a": "x"}, {"a": ["x"]}),
        ({"a": None, "b": []}, {"a": [], "b": []}),
        ({"a": [["x", ["y"]], "z"]}, {"a": ["x", "y", "z"]}),
        ({"a": [True, False, 7, 1.5, None, "", "  "]}, {"a": ["yes", "no", "7", "1.5"]}),
        ({"a": [{"Open": "daily"}]}, {"a": ["Open: daily"]}),
        ({"a": {"1": "x", "2": "y"}}, {"a": ["x", "y"]}),
        ({5: ["x"], True: ["y"]}, {"5": ["x"], "yes": ["y"]}),
        ({"a": ["\ud800\0x"]}, {"a": ["?x"]}),
    ],
)
def test_intents_become_flat_lists_of_texts(written: Any, flat: dict[str, list[str]]) -> None:
    assert flat_intents(written) == flat


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ({"message": "x"}, "text"),
        ({"message": ["x"], "type": "interactive"}, "text"),
        ({"message": ["x"], "buttons": []}, "text"),
        ({"message": ["x"], "images": [{"link": "https://example.com/a.jpg"}]}, "text"),
        ({"massage": ["x"]}, "text"),
        ({"next_state": "b"}, "text"),
        ({}, "text"),
        (None, "text"),
        (7, "text"),
        ("just a text", "text"),
        ("{broken json", "text"),
        (["a", "list"], "text"),
        ('{"message": "x"}', "text"),
        ('{"1": "a"}', "choice"),
        ({"message": "x", "buttons": [{"a": "A"}]}, "interactive"),
        ({"message": "x", "buttons": {"a": "A", "b": "B"}}, "interactive"),
        ({"message": "x", "buttons": ["a"]}, "interactive"),
        ({"buttons": [{"a": "A"}], "images": [{"link": "x"}]}, "interactive"),
        ({"images": [{"link": "https://example.com/a.jpg", "caption": "x"}]}, "media"),
        ({"images": {"link": "https://example.com/a.jpg"}, "message": ["", " "]}, "media"),
        ({"stickers": "https://example.com/a.webp"}, "media"),
        ({"1": "a", "2": "b"}, "choice"),
        ({1: "a", 2: "b"}, "choice"),
        ({"1692978601897": "a", "fallback_message": ["x"]}, "choice"),
        ({"1": "a", "type": "choice", "fallback_message": "x"}, "choice"),
        ({"choices": {"1": "a"}, "fallback_message": "x"}, "choice"),
        ({"choices": {}, "fallback_message": "x"}, "text"),
        ({"fallback_message": "x"}, "text"),
        ({"1": "a", "2": ["b"]}, "text"),
        ({"1": "a", "next_state": "b"}, "text"),
    ],
)
def test_the_type_of_a_state_is_seen_from_its_shape(state: Any, kind: str) -> None:
    assert compile_flow({"a": state}, {}).states["a"].kind == kind


@pytest.mark.parametrize("type_", STATE_TYPES, ids=lambda type_: type_.kind)
def test_the_example_of_a_state_type_is_of_that_type(type_: Any) -> None:
    assert compile_flow({"a": type_.example}, {}).states["a"].kind == type_.kind


@pytest.mark.parametrize("flows", [None, [], {}, ()])
def test_nothing_is_a_flow_without_states(flows: Any) -> None:
    assert dict(compile_flow(flows, None).states) == {}


def test_states_keep_the_order_of_the_document() -> None:
    names = ["z", "a", "m", "b"]
    assert list(compile_flow({name: {} for name in names}, {}).states) == names


def test_a_flow_can_not_be_changed() -> None:
    flow = compile_flow({"a": {"message": "x"}}, {"a": ["x"]})
    with pytest.raises(TypeError):
        flow.states["b"] = flow.states["a"]  # type: ignore[index]
    with pytest.raises(AttributeError):
        flow.states["a"].name = "b"  # type: ignore[misc]


def test_a_flow_does_not_follow_later_changes_of_the_document() -> None:
    lines = ["before"]
    document = {"a": {"message": lines, "next_state": "end"}}
    flow = compile_flow(document, {})
    lines.append("after")
    document.clear()
    script = flow.states["a"].enter(lambda n: 0)
    assert script is not None
    assert script.lines == ("before",)


@pytest.mark.parametrize(
    ("flows", "intents", "limits", "code"),
    [
        ("text", {}, Limits(), "not_a_map"),
        (["a"], {}, Limits(), "not_a_map"),
        (7, {}, Limits(), "not_a_map"),
        ({}, "text", Limits(), "not_a_map"),
        ({}, ["a"], Limits(), "not_a_map"),
        ({"a": {}, "b": {}}, {}, Limits(states=1), "too_many_states"),
        ({}, {"a": [], "b": []}, Limits(intents=1), "too_many_intents"),
        ({}, {"a": ["x", "y"]}, Limits(utterances=1), "too_many_utterances"),
        ({"a": {"message": nested(40)}}, {}, Limits(), "document_too_deep"),
        ({"a": {"message": nested(100_000)}}, {}, Limits(), "document_too_deep"),
        ({"a": '{"message": ' + "[" * 60 + "]" * 60 + "}"}, {}, Limits(), "document_too_deep"),
        ({}, {"a": nested(100_000)}, Limits(), "document_too_deep"),
        ({"a": ["x"] * 100}, {}, Limits(nodes=50), "document_too_large"),
    ],
)
def test_what_nothing_good_can_come_of_is_invalid(
    flows: Any, intents: Any, limits: Limits, code: str
) -> None:
    with pytest.raises(Invalid) as caught:
        compile_flow(flows, intents, limits)
    assert caught.value.code == code
    assert caught.value.problems[0].where
    assert caught.value.message.endswith(".")


def test_a_list_that_contains_itself_is_too_deep() -> None:
    endless: list[Any] = []
    endless.append(endless)
    with pytest.raises(Invalid, match="nested deeper"):
        compile_flow({"a": endless}, {})


def test_json_nested_without_end_in_a_state_is_a_mere_text() -> None:
    state = '{"message": ' + "[" * 200_000
    assert compile_flow({"a": state}, {}).states["a"].kind == "text"


def test_a_flow_of_five_thousand_states_is_quick() -> None:
    """About a tenth of a second; the bound only catches what grows with the square."""
    flows = {
        f"s{n}": {
            "message": [["Hi {{s1}}", f"@v{n}"], ["Hey"]],
            "next_state": f"s{n + 1}",
            "buttons": [{f"s{n + 2}": "On"}],
            "validators": [{"type": "custom_validation", "regex": f"^a{n}$"}],
        }
        for n in range(5_000)
    }
    begun = time.perf_counter()
    flow = compile_flow(flows, {"s0": ["go"]})
    check(flow, Rules(0.5, (), ("v1",)), triggers=[f"s{n}" for n in range(5_000)])
    assert time.perf_counter() - begun < 10
