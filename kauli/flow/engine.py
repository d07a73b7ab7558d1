"""One turn of a conversation: which way a message goes.

The rules, in their order. **Nothing awaited**: a pressed button goes where it leads, any other
text to the intent it is recognised as, the rest gets the fallback message. **Something
awaited**: ``cancel`` wins over everything; then a choice, if one is awaited and the message is
one of its keys; then a pressed button; then the validators of the state that asked; and at
last the awaited state takes the answer.

When a flow is at its end. A flow is what an intent started (its *root*), and it finishes once,
when a state without a next one has said its words. If that state offers buttons that lead on
to states of the flow, it is not the end: nothing more is *awaited*, and ``next_state`` is
``end`` so that channels such as USSD hang up, but the flow stays open with its memory. A
pressed button goes on with it, and its end is where that leads; a message that means another
intent leaves it, and a flow that is left, or called off, never finishes. So the order that
says "placed, please confirm" over two buttons reaches the shop when "I confirm" was pressed,
not before. Buttons that lead to intents begin new flows, so they keep no flow open.
"""

from kauli.flow.model import Flow
from kauli.flow.replies import Button
from kauli.flow.rules import Recogniser, Rules
from kauli.flow.script import Pick
from kauli.flow.session import END, Input, Session
from kauli.flow.states import State
from kauli.flow.states.choice import pressed_button
from kauli.flow.talk import CANCEL, Talk
from kauli.flow.texts import fold
from kauli.flow.turn import Ask, Guess, Turn

__all__ = ["step"]

_WORDS = frozenset({"text", "interactive"})
_RANKED = 5


def step(  # noqa: PLR0917 - everything that decides a turn is an argument
    flow: Flow,
    rules: Rules,
    session: Session,
    message: Input,
    recogniser: Recogniser,
    pick: Pick,
) -> Turn | Ask:
    """Take a conversation one message further.

    Pure: the same arguments give the same result, and none of them is changed.

    Args:
        flow: the bot's compiled flow.
        rules: the bot's settings.
        session: where the conversation stands.
        message: what the chatter sent; beyond the limit it is cut, and an event says so.
        recogniser: tells what a message is about.
        pick: chooses one of ``n`` variations, an index from 0 to ``n - 1``.

    Returns:
        The ``Turn``; or, when the state to be shown needs values of the author's server, an
        ``Ask`` whose ``answer`` gives the turn.
    """
    talk = Talk(flow, rules, session, message, pick)
    if session.next_state == END:
        return _begin(talk, recogniser)
    pending = flow.states.get(session.next_state)
    if pending is None:
        talk.lose_way()
        return _begin(talk, recogniser)
    return _go_on(talk, pending, recogniser)


def _begin(talk: Talk, recogniser: Recogniser) -> Turn | Ask:
    """Nothing is awaited."""
    if talk.message.type not in _WORDS:
        return talk.not_understood()
    shown = talk.shown()
    target = _pressed(talk, shown)
    if target is not None:
        return talk.jump(target, keep=any(button.id == target for button in shown))
    intent = _understood(talk, recogniser)
    if intent is None:
        return talk.not_understood()
    return talk.cancel() if intent == CANCEL else talk.start(intent)


def _go_on(talk: Talk, pending: State, recogniser: Recogniser) -> Turn | Ask:
    """A state awaits the message."""
    states, intents = talk.flow.states, talk.flow.intents
    words = talk.message.type in _WORDS
    if words and CANCEL in intents and recogniser.matches(talk.text, CANCEL):
        return talk.cancel()
    shown = talk.shown()
    move = pending.accept(talk.text if words else "", shown)
    if words and (move is None or move.choice is None):
        target = _pressed(talk, shown)
        if target is not None:
            return talk.jump(target, keep=True)
    asked = states.get(talk.session.state)
    refused = asked.refuse(talk.message) if asked is not None else None
    if asked is not None and refused is not None:
        return talk.refuse_answer(asked, refused)
    if move is None:
        return talk.refuse_choice(pending, asked)
    return talk.proceed(pending, move)


def _pressed(talk: Talk, shown: tuple[Button, ...]) -> str | None:
    """Where a button leads that was pressed, or whose id or title was typed instead."""
    states, intents = talk.flow.states, talk.flow.intents

    def leads(name: str) -> bool:
        return name != END and (name in states or name in intents)

    if talk.message.type == "interactive" and leads(talk.text):
        return talk.text
    leading = [button for button in shown if leads(button.id)]
    if not leading:
        return None
    typed = fold(talk.text)
    by_id = next((button.id for button in leading if fold(button.id) == typed), None)
    return by_id or pressed_button(talk.text, leading)


def _understood(talk: Talk, recogniser: Recogniser) -> str | None:
    """The intent of the message, if the recogniser is sure enough of one."""
    if not talk.text.strip():
        return None
    ranked = recogniser.classify(talk.text)
    if not ranked:
        return None
    intent, confidence = ranked[0]
    talk.guess = Guess(intent, confidence, tuple(ranked[:_RANKED]))
    return intent if confidence >= talk.rules.threshold else None
