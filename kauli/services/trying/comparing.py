"""What a turn came to beside what a test expects of it, in words that its author understands."""

from collections.abc import Iterable, Iterator, Mapping

from kauli.flow import END, NotUnderstood, Turn
from kauli.flow.raw import as_text
from kauli.runner.triggers import fired
from kauli.services.trying.definitions import Expectation, ExpectedPush, Step
from kauli.services.trying.readable import readable, same_replies
from kauli.services.trying.simulation import TEST_CHAT
from kauli.services.trying.subjects import Subject
from kauli.services.trying.views import Difference

__all__ = ["differences"]

_SHOWN = 300


def differences(subject: Subject, number: int, step: Step, turn: Turn) -> list[Difference]:
    """What is not as the step expects it.

    Args:
        subject: the bot.
        number: of the step, from 1.
        step: of a test.
        turn: that the message led to.
    """
    found = [
        *_replies(step.expect, turn),
        *_states(step.expect, turn),
        *_intent(subject, step, turn),
        *_pushes(subject, step.expect, turn),
    ]
    return [
        Difference(one.what, one.expected, one.got, f"Step {number}: {one.message}")
        for one in found
    ]


def _replies(expect: Expectation, turn: Turn) -> Iterator[Difference]:
    if expect.replies is None:
        return
    said = readable(turn.replies)
    if not same_replies(expect.replies, said):
        yield Difference(
            "replies",
            [list(lines) for lines in expect.replies],
            [list(lines) for lines in said],
            f"expected the bot to say {_spoken(expect.replies)}, but it says {_spoken(said)}.",
        )


def _states(expect: Expectation, turn: Turn) -> Iterator[Difference]:
    state, next_state = turn.session.state, turn.session.next_state
    if expect.state not in (None, state):
        yield Difference(
            "state",
            expect.state,
            state,
            f"expected the state {expect.state}, but the conversation is in {state}.",
        )
    if expect.next_state not in (None, next_state):
        yield Difference(
            "next_state",
            expect.next_state,
            next_state,
            f"expected {_awaited(expect.next_state or END)} next, but "
            f"{_awaited(next_state)} comes.",
        )


def _awaited(state: str) -> str:
    return "the end of the conversation" if state == END else f"the state {state}"


def _intent(subject: Subject, step: Step, turn: Turn) -> Iterator[Difference]:
    expected = step.expect.intent
    if expected is None:
        return
    guess = turn.guess
    sure = guess is not None and guess.confidence >= subject.bot.rules.threshold
    got = guess.intent if guess is not None and sure else ""
    if expected == got:
        return
    if got and guess is not None:
        came = f"it is understood as {got} ({guess.confidence:.0%} sure)"
    elif any(isinstance(event, NotUnderstood) for event in turn.events):
        came = "it is not understood"
        if guess is not None:
            came += f" (the best guess is {guess.intent}, {guess.confidence:.0%} sure)"
    else:
        came = "it is taken as an answer"
    wanted = f"to be understood as {expected}" if expected else "not to be understood as an intent"
    yield Difference("intent", expected, got, f"expected “{_cut(step.say)}” {wanted}, but {came}.")


def _pushes(subject: Subject, expect: Expectation, turn: Turn) -> Iterator[Difference]:
    """Of what the webhook sends, the data counts, whatever the shape of the endpoint."""
    if expect.pushes is None:
        return
    wanted = {one.trigger: one for one in expect.pushes}
    triggers = subject.triggers | wanted.keys()
    sent = fired(turn.events, subject.program.flow, triggers)
    data = {"chat_id": TEST_CHAT} | turn.session.memory | {"chat_id": TEST_CHAT}
    for trigger, push in wanted.items():
        if trigger in sent:
            yield from _body(push, data)
        else:
            yield Difference(
                "pushes",
                trigger,
                sent,
                f"expected the webhook to send {trigger}, but it sends {_listed(sent)}.",
            )
    for trigger in sent:
        if trigger not in wanted:
            yield Difference(
                "pushes",
                None,
                trigger,
                f"the webhook sends {trigger}, which this test does not expect.",
            )


def _body(push: ExpectedPush, data: Mapping[str, str]) -> Iterator[Difference]:
    for name, value in push.body.items():
        if name not in data:
            came = "is not among what is sent"
        elif data[name] != as_text(value):  # a file may well say 2 where "2" is sent
            came = f"is “{_cut(data[name])}”"
        else:
            continue
        yield Difference(
            "pushes",
            {push.trigger: {name: value}},
            {push.trigger: {name: data.get(name)}},
            f"expected {name} in what the webhook sends for {push.trigger} to be "
            f"“{_cut(str(value))}”, but it {came}.",
        )


def _spoken(replies: Iterable[Iterable[str]]) -> str:
    said = " / ".join(line for lines in replies for line in lines if line.strip())
    return f"“{_cut(said)}”" if said else "nothing"


def _listed(names: list[str]) -> str:
    return ", ".join(names) if names else "nothing"


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
