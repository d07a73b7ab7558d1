"""Beginning in the middle of a flow."""

import pytest

from kauli.flow import (
    Ask,
    FlowFinished,
    FlowStarted,
    Input,
    Rules,
    Turn,
    begin_at,
    compile_flow,
    lines_of,
    root_of,
    step,
)

FLOW = compile_flow(
    {
        "order": {"message": "How many?", "next_state": "count"},
        "count": {
            "message": "{{count}}. Sure?",
            "buttons": [{"more": "More"}],
            "next_state": "sure",
        },
        "sure": {"yes": "done", "no": "order", "fallback_message": "Yes or no?"},
        "more": {"message": "What else?", "next_state": "end"},
        "done": {"message": ["Thanks, {{count}} it is."], "next_state": "end"},
        "hidden": {"next_state": "done"},
        "greet": {"message": [["Hello"], ["Hi"]], "buttons": [{"order": "Order"}]},
        "alone": {"message": "Nobody comes here: @number"},
    },
    {"greet": ["hi"], "order": ["order"]},
)
RULES = Rules(0.5, ("What?",), ("number",))


class Nobody:
    def classify(self, text: str) -> list[tuple[str, float]]:
        return []

    def matches(self, text: str, intent: str) -> bool:
        return False


def begun(name: str, **memory: str) -> Turn:
    turn = begin_at(FLOW, RULES, name, memory, lambda _: 0)
    assert isinstance(turn, Turn)
    return turn


@pytest.mark.parametrize(
    ("state", "root"),
    [
        ("order", "order"),
        ("count", "order"),
        ("sure", "order"),
        ("done", "order"),
        ("more", "order"),
        ("greet", "greet"),
        ("hidden", ""),
        ("alone", ""),
    ],
)
def test_a_state_belongs_to_the_nearest_intent_that_leads_to_it(state: str, root: str) -> None:
    assert root_of(FLOW, state) == root


def test_the_state_is_said_with_the_memory_that_is_given_and_nothing_is_remembered() -> None:
    turn = begun("count", count="7")
    assert lines_of(turn.replies) == ["7. Sure?"]
    assert turn.session.memory == {"count": "7"}
    assert (turn.session.state, turn.session.next_state, turn.session.root) == (
        "count",
        "sure",
        "order",
    )


def test_the_end_is_the_end_of_the_flow_that_leads_there() -> None:
    said = step(FLOW, RULES, begun("sure", count="7").session, Input("yes"), Nobody(), lambda _: 0)
    assert isinstance(said, Turn)
    assert lines_of(said.replies) == ["Thanks, 7 it is."]
    assert FlowFinished("order") in said.events


def test_an_intent_starts_its_flow_and_a_choice_asks_with_its_fallback() -> None:
    assert begun("greet").events[0] == FlowStarted("greet")
    assert begun("order").events[0] == FlowStarted("order")
    assert lines_of(begun("sure").replies) == ["Yes or no?"]
    assert not [event for event in begun("sure").events if isinstance(event, FlowStarted)]


def test_a_state_that_says_nothing_is_passed_and_a_variation_can_be_picked() -> None:
    assert lines_of(begun("hidden", count="1").replies) == ["Thanks, 1 it is."]
    second = begin_at(FLOW, RULES, "greet", {}, lambda n: n - 1)
    assert isinstance(second, Turn)
    assert lines_of(second.replies) == ["Hi"]


def test_a_state_that_needs_the_middleware_asks_for_it() -> None:
    ask = begin_at(FLOW, RULES, "alone", {"a": "b"}, lambda _: 0)
    assert isinstance(ask, Ask)
    assert ask.calls[0].memory == {"a": "b"}
    assert lines_of(ask.answer({"number": {"text": "42"}}).replies) == ["Nobody comes here: 42"]
