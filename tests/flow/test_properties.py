"""For any document, any session and any message: no surprise, no loop, no lost memory."""

from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from kauli.flow import (
    AnswerRejected,
    Ask,
    Button,
    ChoiceMade,
    ChoiceRejected,
    Flow,
    FlowCancelled,
    FlowFinished,
    FlowLeft,
    FlowStarted,
    Input,
    IntentWithoutState,
    LimitReached,
    Limits,
    NotUnderstood,
    Reply,
    Rules,
    Session,
    StateEntered,
    Turn,
    check,
    compile_flow,
    flat_intents,
    lines_of,
    step,
)
from kauli.flow.session import END
from kauli.flow.talk import CANCELLED
from kauli.flow.validators import VALIDATORS
from kauli.kit.errors import Invalid

NAMES = st.sampled_from(["a", "b", "c", "d", "e", "f", "end", "cancel", "gone", "A"])
WORDS = st.sampled_from(
    ["a", "b", "c", "cancel", "Yes", "yes!", "1", "2", "", " ", "{{a}}", "@x", "7", "\0", "\ud800"]
) | st.text(max_size=6)
TYPES = st.sampled_from(["text", "text", "text", "interactive", "interactive", "image", "odd"])

scalars = st.none() | st.booleans() | st.integers() | st.floats() | WORDS | NAMES
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES | WORDS, inner, max_size=4),
    max_leaves=12,
)
lines = st.lists(WORDS | st.sampled_from(["Hi {{a}}", "See @x-y", "@x {{b}}"]), max_size=3)
messages = WORDS | lines | st.lists(lines, min_size=1, max_size=3) | values
validators = st.lists(
    st.builds(
        lambda kind, extra, error: {"type": kind, "error_message": error, **extra},
        st.sampled_from([v.name for v in VALIDATORS]) | WORDS,
        st.fixed_dictionaries(
            {},
            optional={
                "regex": st.sampled_from(["^[0-9]+$", "(a+)+$", "(", "(?=a)", "é"]),
                "min_length": values,
                "max_length": st.integers(0, 9),
                "response_type": st.sampled_from(["text", "image", "x", ["image", "text"]]),
            },
        ),
        messages,
    ),
    max_size=2,
)
buttons = st.lists(st.dictionaries(NAMES | WORDS, WORDS, max_size=2), max_size=3) | values
speaking = st.fixed_dictionaries(
    {},
    optional={
        "message": messages,
        "next_state": NAMES,
        "next": NAMES,
        "buttons": buttons,
        "validators": validators,
        "images": st.lists(st.fixed_dictionaries({"link": WORDS, "caption": WORDS}), max_size=2),
        "type": WORDS,
        "massage": WORDS,
    },
)
choices = st.dictionaries(WORDS, NAMES, min_size=1, max_size=4) | st.fixed_dictionaries(
    {"1": NAMES, "yes": NAMES}, optional={"fallback_message": messages}
)
states = st.one_of(speaking, speaking, choices, values)
flows = st.dictionaries(NAMES, states, max_size=8)
intents = st.dictionaries(NAMES, st.lists(WORDS, max_size=3) | values, max_size=6)
bots = st.tuples(flows, intents)
talks = st.lists(st.builds(Input, WORDS | NAMES, TYPES), min_size=1, max_size=8)
sessions = st.builds(
    Session,
    state=NAMES,
    next_state=NAMES,
    memory=st.dictionaries(NAMES, st.sampled_from(["", "old", "older"]), max_size=3),
    root=st.sampled_from(["", "", "a", "zzz"]),
    offered=st.lists(st.builds(Button, NAMES, st.sampled_from(["Yes", "1", ""])), max_size=2).map(
        tuple
    ),
)
answers = values | st.sampled_from(
    [
        {"text": 5},
        {"medias": {"images": [{"link": "https://example.com/a.jpg"}]}},
        {
            "send_reply_button": {
                "body": {"text": "?"},
                "action": {"buttons": [{"reply": {"id": "b", "title": "B"}}]},
            }
        },
        {"send_button": {"action": {"sections": [{"rows": [{"id": "1", "title": "One"}]}]}}},
    ]
)


def compiled(flows: object, intents: object) -> Flow | Invalid:
    try:
        return compile_flow(flows, intents)
    except Invalid as error:
        return error


@given(values, values)
def test_any_value_compiles_or_is_invalid(raw_flows: Any, raw_intents: Any) -> None:
    flow = compiled(raw_flows, raw_intents)
    if isinstance(flow, Flow):
        check(flow, Rules(0.5, ()), triggers=["a", "b"])
    else:
        assert flow.problems
        assert flow.message.endswith(".")


@given(values)
def test_any_intents_become_flat_lists_or_are_invalid(raw: Any) -> None:
    try:
        flat = flat_intents(raw)
    except Invalid:
        return
    for name, examples in flat.items():
        assert isinstance(name, str)
        assert all(isinstance(example, str) and example.strip() for example in examples)
    assert flat_intents(flat) == flat


@given(bots)
def test_every_bot_can_be_checked(bot: Any) -> None:
    flow = compile_flow(*bot)
    for finding in check(flow, Rules(0.5, (), ("x",)), triggers=["a", "nope"]):
        assert finding.severity in {"error", "warning", "hint"}
        assert finding.state is None or finding.state in flow.states
        assert finding.message.endswith((".", "?"))
        assert finding.mend.endswith((".", "?"))


@settings(max_examples=250)
@given(bots, talks, sessions, st.tuples(answers, st.integers(0, 9)))
def test_the_dialogue_rules_hold(
    phrases: Any, bot: Any, said: list[Input], session: Session, world: tuple[Any, int]
) -> None:
    flow = compile_flow(*bot)
    answer, pick = world
    rules = Rules(0.5, ("Pardon?",), ("x", "x-y"))
    recogniser = phrases(flow)
    open_roots = [session.root] if session.root else []
    for message in said:
        turns = [
            finished(step(flow, rules, session, message, recogniser, lambda n: pick % n), answer)
            for _ in range(2)
        ]
        assert turns[0] == turns[1], "a turn depends on its arguments alone"
        turn = turns[0]
        session_is_sound(flow, turn.session)
        memory_rules_hold(flow, session, message, turn)
        refusals_change_nothing(session, turn)
        flows_finish_once(turn, open_roots)
        replies_are_sound(turn.replies)
        session = turn.session


def finished(result: Turn | Ask, answer: Any) -> Turn:
    if isinstance(result, Turn):
        return result
    assert result.calls
    names = [call.variable for call in result.calls]
    assert len(set(names)) == len(names), "the same variable is asked once"
    given_answers = {call.variable: answer for call in result.calls}
    assert result.answer(given_answers) == result.answer(given_answers)
    return result.answer(given_answers)


def session_is_sound(flow: Flow, session: Session) -> None:
    assert session.next_state == END or session.next_state in flow.states
    assert msgspec.json.decode(msgspec.json.encode(session), type=Session) == session


def memory_rules_hold(flow: Flow, before: Session, message: Input, turn: Turn) -> None:
    after = turn.session.memory
    text = message.text.replace("\0", "").encode("utf-8", "replace").decode()
    entered = [event for event in turn.events if isinstance(event, (StateEntered, ChoiceMade))]
    chosen = False
    for event in entered:
        if isinstance(event, ChoiceMade):
            chosen = True
            assert after[event.state] == event.choice
        elif not chosen:
            assert after[event.state] == text
        elif event.state not in {e.state for e in entered if isinstance(e, ChoiceMade)}:
            assert after.get(event.state) == before.memory.get(event.state)
    if not set(before.memory) <= set(after):
        cleared_by = (FlowStarted, FlowCancelled, IntentWithoutState)
        idle = before.next_state == END or before.next_state not in flow.states
        called_off = lines_of(turn.replies) == [CANCELLED]
        assert idle or called_off or any(isinstance(event, cleared_by) for event in turn.events)
    begun = any(isinstance(event, FlowStarted) for event in turn.events)
    if begun:
        assert set(after) <= {event.state for event in entered}


def refusals_change_nothing(before: Session, turn: Turn) -> None:
    if any(isinstance(event, (AnswerRejected, ChoiceRejected)) for event in turn.events):
        after = turn.session
        assert (after.state, after.next_state, after.memory, after.root) == (
            before.state,
            before.next_state,
            before.memory,
            before.root,
        )


def flows_finish_once(turn: Turn, open_roots: list[str]) -> None:
    """Every start is followed by at most one end, of whatever kind."""
    for event in turn.events:
        if isinstance(event, FlowStarted):
            assert not open_roots
            open_roots.append(event.intent)
        elif isinstance(event, (FlowFinished, FlowLeft, FlowCancelled)):
            assert open_roots == [event.root]
            open_roots.clear()
    assert open_roots == ([turn.session.root] if turn.session.root else [])


def replies_are_sound(replies: tuple[Reply, ...]) -> None:
    assert all(isinstance(line, str) for line in lines_of(replies))
    kinds = [type(reply).__name__ for reply in replies]
    assert "Media" not in kinds or kinds[kinds.index("Media") :] == ["Media"] * kinds.count("Media")


@given(bots, talks)
def test_a_turn_enters_no_more_states_than_allowed(
    phrases: Any, bot: Any, said: list[Input]
) -> None:
    flow = compile_flow(*bot)
    rules = Rules(0.5, (), limits=Limits(states_per_turn=3))
    session = Session.fresh()
    for message in said:
        turn = step(flow, rules, session, message, phrases(flow), lambda n: 0)
        assert isinstance(turn, Turn)
        assert sum(isinstance(event, StateEntered) for event in turn.events) <= 3
        session = turn.session


@given(bots, talks, st.integers(0, 60))
def test_the_memory_keeps_its_bound(phrases: Any, bot: Any, said: list[Input], most: int) -> None:
    flow = compile_flow(*bot)
    rules = Rules(0.5, ("Pardon?",), limits=Limits(memory_bytes=most, message_chars=4))
    session = Session.fresh()
    for message in said:
        turn = step(flow, rules, session, message, phrases(flow), lambda n: 0)
        assert isinstance(turn, Turn)
        session = turn.session
        assert sum(len((k + v).encode()) for k, v in session.memory.items()) <= most
        if len(message.text) > 4:
            assert LimitReached("message_chars") in turn.events


@given(talks)
def test_an_empty_bot_answers_with_its_fallback(phrases: Any, said: list[Input]) -> None:
    flow = compile_flow({}, {})
    for message in said:
        turn = step(flow, Rules(0.5, ("?",)), Session(), message, phrases(flow), lambda n: 0)
        assert isinstance(turn, Turn)
        assert lines_of(turn.replies) == ["?"]
        assert turn.events == (NotUnderstood(),)
