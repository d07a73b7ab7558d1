"""What a webhook carries: its fields, its schema, what breaks."""

from collections.abc import Mapping
from typing import Any

import jsonschema_rs
import pytest

from kauli.flow import Flow, Limits, Rules, compile_flow
from kauli.flow.payload import (
    SHAPES,
    Field,
    Payload,
    Payloads,
    breaking,
    either,
    example_body,
    example_envelope,
    json_schema,
    payload_of,
)

ORDER: dict[str, Any] = {
    "order": {"message": "How many?", "next_state": "count", "validators": ["numeric_validation"]},
    "count": {
        "message": "{{count}}. Sure?",
        "buttons": [{"1": "Yes"}, {"2": "No"}, {"3": "More"}],
        "next_state": "choice_sure",
    },
    "choice_sure": {"1": "address", "2": "end", "3": "order"},
    "address": {"message": "Where to?", "next_state": "done"},
    "done": {"message": "Thanks!", "next_state": "end"},
}


def flow_of(flows: Mapping[str, Any], *intents: str) -> Flow:
    return compile_flow(flows, {name: [f"I want {name}"] for name in intents})


def names(payload: Payload) -> list[str]:
    """The fields, those that can be missing with a question mark."""
    return [one.name if one.required else f"{one.name}?" for one in payload.fields]


def test_fields_come_in_the_order_of_the_conversation() -> None:
    turned = dict(reversed(ORDER.items()))
    payload = payload_of(flow_of(turned, "order"), "order")
    assert (payload.trigger, payload.kind) == ("order", "intent")
    assert names(payload) == ["order", "count", "choice_sure", "done?"]


def test_a_state_that_only_choices_lead_to_is_not_among_them() -> None:
    assert "address" not in names(payload_of(flow_of(ORDER, "order"), "order"))


def test_choices_are_the_keys_that_can_be_there_by_then() -> None:
    flow = flow_of(ORDER, "order")
    by_trigger = {name: Payloads(flow).of(name) for name in ("order", "choice_sure", "address")}
    kept = {
        name: next(one.choices for one in payload.fields if one.name == "choice_sure")
        for name, payload in by_trigger.items()
    }
    assert kept == {"order": ("1", "2"), "choice_sure": ("1", "2", "3"), "address": ("1",)}


def test_a_state_fires_with_what_is_remembered_by_the_end_of_that_turn() -> None:
    flow = flow_of(
        {
            "a": {"message": "Hm?", "next_state": "b"},
            "b": {"next_state": "c"},
            "c": {"message": "Fine", "next_state": "d"},
            "d": {"message": "Bye"},
        },
        "a",
    )
    assert names(payload_of(flow, "b")) == ["a", "b", "c"]


def test_a_state_of_two_flows_requires_what_both_remember() -> None:
    flow = flow_of(
        {
            "buy": {"message": "Who?", "next_state": "who"},
            "sell": {"message": "Who?", "next_state": "who"},
            "who": {"message": "Fine"},
        },
        "buy",
        "sell",
    )
    assert names(payload_of(flow, "who")) == ["buy?", "sell?", "who"]
    assert names(payload_of(flow, "buy")) == ["buy", "who"]


def test_a_name_that_is_both_means_the_intent() -> None:
    flow = flow_of(ORDER, "order", "count")
    assert payload_of(flow, "count").kind == "intent"
    assert names(payload_of(flow, "count")) == ["count", "choice_sure", "done?"]


def test_an_old_button_skips_what_is_asked_in_between() -> None:
    flow = flow_of(
        {
            "order": {"message": "How many?", "next_state": "count"},
            "count": {"message": "Sure?", "buttons": [{"yes": "Yes"}, {"no": "No"}]},
            "yes": {"message": "Coming!"},
            "no": {"message": "Bye"},
        },
        "order",
    )
    assert names(payload_of(flow, "order")) == ["order", "count?", "yes?", "no?"]
    assert names(payload_of(flow, "count")) == ["order", "count"]
    assert names(payload_of(flow, "yes")) == ["order?", "count?", "yes"]


def test_buttons_to_intents_begin_afresh() -> None:
    flow = flow_of(
        {
            "hi": {"message": "Hi", "buttons": [{"order": "Order"}]},
            "order": {"message": "How many?", "next_state": "count"},
            "count": {"message": "Fine"},
        },
        "hi",
        "order",
    )
    assert names(payload_of(flow, "order")) == ["order", "count"]
    assert names(payload_of(flow, "hi")) == ["hi"]


def test_where_the_middleware_may_make_buttons_nothing_behind_is_sure() -> None:
    flow = flow_of(
        {
            "order": {"message": "How many? There are @left", "next_state": "count"},
            "count": {"message": "Where to?", "next_state": "address"},
            "address": {"message": "Fine"},
        },
        "order",
    )
    assert names(payload_of(flow, "order")) == ["order", "count", "address"]
    asked = Rules(0.5, (), ("left",))
    assert names(payload_of(flow, "order", asked)) == ["order", "count?", "address"]


def test_buttons_of_the_middleware_may_take_the_place_of_those_that_keep_a_flow_open() -> None:
    flow = flow_of(
        {
            "order": {"message": "Sure? @asked", "buttons": [{"yes": "Yes"}]},
            "yes": {"message": "Coming!"},
        },
        "order",
    )
    assert names(payload_of(flow, "order")) == ["order", "yes"]
    assert names(payload_of(flow, "order", Rules(0.5, (), ("asked",)))) == ["order", "yes?"]


def test_what_never_fires_carries_nothing() -> None:
    flow = compile_flow(
        {"loop": {"message": "More?", "next_state": "loop"}}, {"loop": ["go"], "bare": ["x"]}
    )
    for trigger in ("loop", "bare", "nobody"):
        assert payload_of(flow, trigger) == Payload(trigger, "never", ())


def test_a_state_that_only_unknown_buttons_lead_to_counts_as_if_one_did() -> None:
    flow = flow_of(
        {"a": {"message": "A"}, "hidden": {"message": "B", "next_state": "c"}, "c": {}}, "a"
    )
    assert names(payload_of(flow, "hidden")) == ["hidden"]
    assert names(payload_of(flow, "c")) == ["c"]


def test_a_state_called_chat_id_gives_way() -> None:
    flow = flow_of(
        {"a": {"message": "Id?", "next_state": "chat_id"}, "chat_id": {"message": "k"}}, "a"
    )
    assert names(payload_of(flow, "a")) == ["a"]
    assert names(payload_of(flow, "chat_id")) == ["a"]


def test_the_limit_of_states_counts() -> None:
    flow = flow_of({"a": {"next_state": "b"}, "b": {"next_state": "c"}, "c": {"message": "C"}}, "a")
    assert names(payload_of(flow, "a")) == ["a", "b", "c"]
    short = Rules(0.5, (), limits=Limits(states_per_turn=2))
    assert payload_of(flow, "a", short).kind == "never"
    assert names(payload_of(flow, "b", short)) == ["a", "b"]


def test_a_button_that_a_limit_kept_back_can_be_typed_all_the_same() -> None:
    flow = flow_of(
        {
            "a": {"next_state": "late"},
            "late": {"message": "Well?", "buttons": [{"b": "To b"}], "next_state": "end"},
            "b": {"message": "B", "next_state": "c"},
            "c": {"message": "C"},
        },
        "a",
    )
    assert names(payload_of(flow, "c")) == ["a?", "late?", "b", "c"]
    held = Rules(0.5, (), limits=Limits(states_per_turn=1))
    assert names(payload_of(flow, "c", held)) == ["a?", "b", "c"]


def test_descriptions_and_examples_come_from_the_words_around() -> None:
    fields = {one.name: one for one in payload_of(flow_of(ORDER, "order"), "order").fields}
    assert fields["order"].example == "I want order"
    assert fields["count"].description == "The answer to “How many?”."
    assert fields["count"].example == "2"
    assert fields["choice_sure"].description == (
        "What was chosen at “{{count}}. Sure?”: 1 (Yes), 2 (No)."
    )
    assert fields["choice_sure"].example == "1"


@pytest.mark.parametrize(
    ("validator", "example"),
    [
        ({"type": "phone_number_validation"}, "0712345678"),
        ({"type": "email_validation"}, "asha@example.com"),
        ({"type": "date_validation"}, "2026/03/14"),
        ({"type": "time_validation"}, "09:30"),
        ({"type": "length_validation", "max_length": 3}, "2"),
        ({"type": "custom_validation", "regex": "^nothing like it$"}, "some words"),
        ({"type": "response_message_type", "response_type": "image"}, ""),
    ],
)
def test_an_example_is_an_answer_that_would_be_taken(validator: Any, example: str) -> None:
    asks = {"message": "Well?", "validators": [validator], "next_state": "b"}
    payload = payload_of(flow_of({"a": asks, "b": {"message": "k"}}, "a"), "a")
    assert payload.fields[1].example == example


def test_the_example_is_one_conversation() -> None:
    flow = flow_of(
        {
            "order": {"message": "How many?", "next_state": "count"},
            "count": {"message": "Sure?", "buttons": [{"yes": "Yes"}, {"no": "No"}]},
            "yes": {"message": "Coming!"},
            "no": {"message": "Bye"},
        },
        "order",
    )
    example = example_body(payload_of(flow, "order"))
    assert example == {
        "chat_id": "255700000001",
        "order": "I want order",
        "count": "2",
        "yes": "yes",
    }
    order = flow_of(ORDER, "order")
    assert "choice_sure" not in example_body(payload_of(order, "count"))
    assert example_body(payload_of(order, "done"))["choice_sure"] == "1"


@pytest.mark.parametrize("shape", SHAPES)
def test_the_example_fits_the_schema_and_strangers_are_welcome(shape: Any) -> None:
    payload = payload_of(flow_of(ORDER, "order"), "order")
    schema = json_schema(payload, title="Order", shape=shape)
    jsonschema_rs.meta.validate(schema)
    fits = jsonschema_rs.Draft202012Validator(schema).is_valid
    body: dict[str, Any] = (
        dict(example_body(payload)) if shape == "flat" else example_envelope(payload, bot_id=7)
    )
    data = body if shape == "flat" else body["data"]
    assert fits(body)
    assert fits(body | {"more": 1})
    data["choice_sure"] = "3"
    assert not fits(body)
    data["choice_sure"] = "2"
    data.pop("done", None)
    assert fits(body)
    del data["count"]
    assert not fits(body)


def payload(*fields: tuple[str, bool, tuple[str, ...]], kind: Any = "intent") -> Payload:
    return Payload("t", kind, tuple(Field(n, r, c, "", "") for n, r, c in fields))


A, B = ("a", True, ()), ("b", True, ("1", "2"))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ([A, B], [A, B], []),
        ([A], [A, B], []),
        ([("a", False, ())], [A], []),
        ([B], [("b", True, ("1",))], []),
        ([A, B], [B], ["'a' is not in it any more."]),
        ([A], [("a", False, ())], ["'a' was always in it and can be missing now."]),
        ([B], [("b", True, ("1", "2", "3", "4"))], ["'b' can be '3' or '4' now."]),
        ([B], [("b", True, ())], ["'b' was one of '1' or '2' and can be any text now."]),
    ],
)
def test_only_what_a_receiver_can_trip_over_breaks(old: Any, new: Any, said: list[str]) -> None:
    assert breaking(payload(*old), payload(*new)) == said


def test_never_sent_any_more_breaks_and_sent_at_last_does_not() -> None:
    never = Payload("t", "never", ())
    assert breaking(payload(A), never) == ["It is never sent any more."]
    assert breaking(never, payload(A)) == []


def test_either_of_several_requires_what_all_do() -> None:
    other = ("b", True, ("2", "3"))
    both = either([payload(A, B), payload(other), Payload("x", "never", ())])
    assert names(both) == ["a?", "b"]
    assert both.fields[1].choices == ("1", "2", "3")
    assert either([]).kind == "never"


def test_a_flow_of_thousands_of_states_is_derived_at_once() -> None:
    chain = {f"s{i}": {"message": "?", "next_state": f"s{i + 1}"} for i in range(4_999)}
    looped = chain | {"s4999": {"message": "!", "buttons": [{f"s{i}": "B"} for i in range(50)]}}
    payload = payload_of(flow_of(looped, "s0"), "s0")
    assert payload.kind == "never"  # the way out leads back
    open_ended = payload_of(flow_of(chain | {"s4999": {"message": "!"}}, "s0"), "s0")
    assert len(open_ended.fields) == 5_000
