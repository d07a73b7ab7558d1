"""Which deliveries a turn causes."""

from kauli.flow import ChoiceMade, FlowFinished, FlowStarted, StateEntered, compile_flow
from kauli.runner.triggers import fired

FLOW = compile_flow({"order": {"message": "?", "next_state": "count"}, "count": {}}, {"order": []})


def test_an_intent_fires_at_the_end_of_its_flow_not_at_its_start() -> None:
    started = [FlowStarted("order"), StateEntered("order")]
    assert fired(started, FLOW, frozenset(["order"])) == []
    assert fired([FlowFinished("order")], FLOW, frozenset(["order"])) == ["order"]


def test_a_state_fires_when_entered_and_a_choice_when_made() -> None:
    events = [ChoiceMade("choice_size", "1"), StateEntered("count")]
    assert fired(events, FLOW, frozenset(["count", "choice_size"])) == ["choice_size", "count"]


def test_a_trigger_met_twice_fires_once() -> None:
    events = [StateEntered("count"), StateEntered("count")]
    assert fired(events, FLOW, frozenset(["count"])) == ["count"]


def test_what_is_no_trigger_does_not_fire() -> None:
    assert fired([StateEntered("count"), FlowFinished("")], FLOW, frozenset(["other"])) == []
