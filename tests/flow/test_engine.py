"""What golden conversations can't show: limits, lost ways, and that a turn is pure."""

from typing import Any

import pytest

from kauli.flow import (
    Ask,
    Button,
    FlowFinished,
    FlowLeft,
    FlowStarted,
    Guess,
    Input,
    LimitReached,
    Limits,
    MissingState,
    NotUnderstood,
    Payload,
    Rules,
    Session,
    StateEntered,
    Text,
    Turn,
    compile_flow,
    lines_of,
    step,
)

SHOP = {
    "order": {"message": "How many?", "next_state": "count"},
    "count": {"message": "{{count}}, and where?", "next_state": "place"},
    "place": {"message": "Coming to {{place}}."},
}


class Unsure:
    """A recogniser that is as sure as it is told to be."""

    def __init__(self, *ranked: tuple[str, float]) -> None:
        self.ranked = list(ranked)

    def classify(self, text: str) -> list[tuple[str, float]]:
        return self.ranked

    def matches(self, text: str, intent: str) -> bool:
        return False


def take(flow: Any, text: str, session: Session, recogniser: Any, **rules: Any) -> Turn:
    turn = step(flow, Rules(0.5, ("?",), **rules), session, Input(text), recogniser, lambda n: 0)
    assert isinstance(turn, Turn)
    return turn


@pytest.mark.parametrize(("confidence", "understood"), [(0.49, False), (0.5, True), (1.0, True)])
def test_the_threshold_decides(confidence: float, understood: bool) -> None:
    flow = compile_flow(SHOP, {"order": ["order"]})
    turn = take(flow, "hm", Session(), Unsure(("order", confidence), ("other", 0.1)))
    assert turn.guess == Guess("order", confidence, (("order", confidence), ("other", 0.1)))
    assert (StateEntered("order") in turn.events) is understood
    assert (NotUnderstood() in turn.events) is not understood


def test_an_unsure_recogniser_that_knows_no_number_is_not_believed() -> None:
    flow = compile_flow(SHOP, {"order": ["order"]})
    turn = take(flow, "hm", Session(), Unsure(("order", float("nan"))))
    assert turn.events == (NotUnderstood(),)


def test_the_guess_keeps_the_best_few() -> None:
    flow = compile_flow(SHOP, {"order": ["order"]})
    turn = take(flow, "hm", Session(), Unsure(*((f"i{n}", 0.1) for n in range(50))))
    assert turn.guess is not None
    assert len(turn.guess.ranked) == 5


def test_nobody_guesses_while_an_answer_is_awaited(chat: Any) -> None:
    talk = chat(SHOP)
    assert talk.say("order").guess is not None
    assert talk.say("order").guess is None


def test_a_long_message_is_cut_and_told(chat: Any) -> None:
    talk = chat(SHOP, limits=Limits(message_chars=5))
    talk.say("order")
    turn = talk.say("123456789")
    assert turn.session.memory["count"] == "12345"
    assert turn.events[0] == LimitReached("message_chars")


def test_a_message_of_a_megabyte_is_one_answer(chat: Any) -> None:
    talk = chat(SHOP)
    talk.say("order")
    turn = talk.say("x" * 1_000_000)
    assert turn.session.memory["count"] == "x" * 4_096
    assert LimitReached("message_chars") in turn.events


def test_a_full_memory_cuts_what_is_new_and_keeps_what_is_old(chat: Any) -> None:
    talk = chat(SHOP, limits=Limits(memory_bytes=24))
    talk.say("order")  # 5 + 5 bytes
    turn = talk.say("seven-ééé")  # 5 bytes of name, so 9 are left
    assert turn.session.memory == {"order": "order", "count": "seven-é"}
    assert LimitReached("memory_bytes") in turn.events
    turn = talk.say("home")
    assert "place" not in turn.session.memory
    assert FlowFinished("order") in turn.events


def test_a_text_that_grows_without_end_is_cut(chat: Any) -> None:
    bot = {"a": {"message": "Say.", "next_state": "b"}, "b": {"message": "{{b}}" * 1_000}}
    talk = chat(bot, limits=Limits(reply_chars=100))
    talk.say("a")
    turn = talk.say("x" * 60)
    assert lines_of(turn.replies) == ["x" * 100]
    assert LimitReached("reply_chars") in turn.events


def test_characters_that_nothing_can_store_are_dropped(chat: Any) -> None:
    talk = chat(SHOP)
    talk.say("order")
    turn = talk.say("2\0 \ud800\x07\u202e")
    assert turn.session.memory["count"] == "2 ?\x07\u202e"


def test_a_state_that_is_gone_ends_the_flow_that_awaited_it() -> None:
    """The bot was changed while somebody was talking to it."""
    flow = compile_flow(SHOP, {"order": ["order"]})
    session = Session("old", "older", {"old": "x"}, "order")
    turn = take(flow, "hello", session, Unsure())
    assert turn.events == (MissingState("older"), FlowLeft("order"), NotUnderstood())
    assert turn.session == Session("old")
    turn = take(flow, "order", session, Unsure(("order", 1.0)))
    assert turn.events[:3] == (MissingState("older"), FlowLeft("order"), FlowStarted("order"))
    assert turn.session.memory == {"order": "order"}


def test_a_session_set_from_outside_goes_on_where_it_was_put(chat: Any) -> None:
    talk = chat(SHOP)
    talk.session = Session(next_state="count")
    assert lines_of(talk.say("2").replies) == ["2, and where?"]
    turn = talk.say("Moshi")
    assert turn.session == Session("place", "end", {"count": "2", "place": "Moshi"})
    assert not any(isinstance(event, FlowFinished) for event in turn.events)


def test_an_intent_the_flow_does_not_know_still_finds_its_state() -> None:
    """The model was trained before the intent was removed."""
    flow = compile_flow(SHOP, {})
    turn = take(flow, "order", Session(), Unsure(("order", 1.0)))
    assert turn.session.root == "order"


def test_asking_changes_nothing_and_may_be_answered_twice() -> None:
    bot = {"a": {"message": "No. @n", "next_state": "end"}}
    flow = compile_flow(bot, {"a": ["a"]})
    session = Session("x", "end", {"x": "old"})
    ask = step(flow, Rules(0.5, (), ("n",)), session, Input("a"), Unsure(("a", 0.9)), lambda n: 0)
    assert isinstance(ask, Ask)
    first, second = ask.answer({"n": {"text": 1}}), ask.answer({"n": {"text": 2}})
    assert first.replies == (Text(("No. 1",)),)
    assert second.replies == (Text(("No. 2",)),)
    assert first == ask.answer({"n": {"text": 1}, "other": None})
    assert first.guess == Guess("a", 0.9, (("a", 0.9),))
    assert session == Session("x", "end", {"x": "old"})
    assert ask.answer({}).events[-1] == FlowFinished("a")


def test_the_calls_carry_the_memory_with_what_was_just_said() -> None:
    bot = {
        "a": {"message": "1 or 2", "next_state": "c"},
        "c": {"1": "d"},
        "d": {"message": "@n @m @n"},
    }
    flow = compile_flow(bot, {"a": ["a"]})
    session = Session("a", "c", {"a": "go"}, "a")
    ask = step(flow, Rules(0.5, (), ("m", "n")), session, Input("1"), Unsure(), lambda n: 0)
    assert isinstance(ask, Ask)
    assert [(call.variable, call.memory) for call in ask.calls] == [
        ("n", {"a": "go", "c": "1"}),
        ("m", {"a": "go", "c": "1"}),
    ]


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        ({"text": "five"}, "five"),
        ({"text": 5}, "5"),
        ({"text": 5.5}, "5.5"),
        ({"text": ""}, ""),
        ({"text": None}, ""),
        ({"text": ["a"]}, ""),
        ({"message": "x"}, ""),
        ({"start": {"message": ["a flow"], "next_state": "end"}}, ""),
        ({"medias": "x"}, ""),
        ({"send_button": []}, ""),
        ("five", ""),
        (5, ""),
        ([], ""),
        ({}, ""),
        (None, ""),
    ],
)
def test_whatever_the_middleware_answers_the_turn_goes_on(
    chat: Any, answer: Any, text: str
) -> None:
    talk = chat({"a": {"message": "<@n>"}}, variables=("n",))
    turn = talk.ask("a", {"n": answer})
    assert lines_of(turn.replies) == [f"<{text}>"]


def test_an_answer_nested_without_end_is_no_trouble(chat: Any) -> None:
    deep: Any = {"text": 1}
    for _ in range(5_000):
        deep = [deep]
    talk = chat({"a": {"message": "<@n>"}}, variables=("n",))
    turn = talk.ask("a", {"n": {"text": "ok", "medias": {"images": [{"link": deep}]}}})
    assert lines_of(turn.replies) == ["<ok>"]


def test_buttons_of_the_middleware_are_passed_on_unchanged(chat: Any) -> None:
    menu = {
        "header": "Day",
        "body": "Choose a day",
        "action": {"button": "Days", "sections": [{"rows": [{"id": "1", "title": "Monday"}]}]},
    }
    talk = chat({"a": {"message": "@n", "next_state": "end"}}, variables=("n",))
    turn = talk.ask("a", {"n": {"send_button": menu}})
    assert turn.replies == (Payload("send_button", menu, "Choose a day"),)
    assert turn.session.offered == (Button("1", "Monday"),)


def test_only_so_many_offered_buttons_are_remembered(chat: Any) -> None:
    rows = [{"id": str(n), "title": "x"} for n in range(500)]
    talk = chat({"a": {"message": "@n"}}, variables=("n",), limits=Limits(offered=10))
    turn = talk.ask("a", {"n": {"send_button": {"action": {"sections": [{"rows": rows}]}}}})
    assert len(turn.session.offered) == 10


def test_no_fallback_message_is_no_reply(chat: Any) -> None:
    assert chat(SHOP, fallback=()).say("what").replies == ()


def test_the_caption_of_a_photo_calls_nothing_off(chat: Any) -> None:
    talk = chat(SHOP, {"order": ["order"], "cancel": ["stop"]})
    talk.say("order")
    assert talk.say("stop", "image").session.memory["count"] == "stop"
    assert talk.say("stop", "interactive").session == Session.fresh()
