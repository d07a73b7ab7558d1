"""A turn in the making: the moves that ``step`` chooses from.

Each move ends the turn: it returns the ``Turn``, or the ``Ask`` for calls to be made first.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from msgspec.structs import replace

from kauli.flow.events import (
    AnswerRejected,
    ChoiceMade,
    ChoiceRejected,
    Event,
    FlowCancelled,
    FlowFinished,
    FlowLeft,
    FlowStarted,
    IntentWithoutState,
    LimitReached,
    MissingState,
    NotUnderstood,
    StateEntered,
)
from kauli.flow.memory import remember
from kauli.flow.model import Flow
from kauli.flow.replies import Button, Text
from kauli.flow.rules import Rules
from kauli.flow.script import Pick, Script, buttons, one_of
from kauli.flow.session import END, Input, Session
from kauli.flow.speech import Said, calls_of, perform, perform_answered
from kauli.flow.states.base import Move, State, Target
from kauli.flow.states.choice import ChoiceState
from kauli.flow.templates import Fill
from kauli.flow.texts import clean
from kauli.flow.turn import Ask, Call, Guess, Turn
from kauli.flow.validation import Validator

__all__ = ["CANCEL", "CANCELLED", "MISSING", "Talk"]

CANCEL = "cancel"
"""The intent that calls a flow off."""

CANCELLED = "Sawa, Kitu gani kingine ungependa nikusaidie"
"""What a bot says to ``cancel`` when it has no state of that name."""

MISSING = "Intent for this message is missing in [FLOW]"
"""What a bot says to an intent for which it has no state."""


class Talk:
    """One turn of one conversation.

    Attributes:
        flow: the bot's compiled flow.
        rules: the bot's settings.
        session: where the conversation stands as the turn begins.
        text: the message, within the bounds.
        message: the same with its type.
        guess: what the message was taken for; set by whoever asks the recogniser.
    """

    __slots__ = (
        "_events",
        "_limits",
        "_memory",
        "_pick",
        "_root",
        "flow",
        "guess",
        "message",
        "rules",
        "session",
        "text",
    )

    def __init__(
        self, flow: Flow, rules: Rules, session: Session, message: Input, pick: Pick
    ) -> None:
        self.flow = flow
        self.rules = rules
        self._limits = rules.limits
        self.session = session
        self._pick = pick
        self._memory = session.memory
        self._root = session.root
        self._events: list[Event] = []
        self.guess: Guess | None = None
        text = message.text
        if len(text) > self._limits.message_chars:
            text = text[: self._limits.message_chars]
            self._events.append(LimitReached("message_chars"))
        self.text = clean(text)
        self.message = message if self.text is message.text else Input(self.text, message.type)

    def shown(self) -> tuple[Button, ...]:
        """The buttons under the last message."""
        session = self.session
        if session.offered:
            return session.offered
        state = self.flow.states.get(session.state)
        if state is None or not state.offers:
            return ()
        return buttons(state.offers, Fill(session.memory, self._limits.reply_chars))

    def start(self, intent: str) -> Turn | Ask:
        """Begin the flow of an intent, with an empty memory; what was under way is left."""
        self._leave(FlowLeft)
        if intent not in self.flow.states:
            self._events.append(IntentWithoutState(intent))
            return self._idle(Text((MISSING,)))
        self._root = intent
        self._events.append(FlowStarted(intent))
        return self._enter(intent)

    def cancel(self) -> Turn | Ask:
        """Call the flow off, and enter ``cancel`` or say what stands in for it."""
        self._leave(FlowCancelled)
        if CANCEL in self.flow.states:
            return self.start(CANCEL)
        return self._idle(Text((CANCELLED,)))

    def jump(self, target: str, *, keep: bool) -> Turn | Ask:
        """Go where a button leads; an intent starts afresh, a state does unless told to keep."""
        if target in self.flow.intents:
            return self.cancel() if target == CANCEL else self.start(target)
        if not keep:
            self._leave(FlowLeft)
        return self._enter(target)

    def arrive(self, name: str) -> Turn | Ask:
        """Enter a state that no message led to; its flow begins there if it is its intent's."""
        if name == self._root:
            self._events.append(FlowStarted(name))
        return self._enter(name, remember=False)

    def proceed(self, pending: State, move: Move) -> Turn | Ask:
        """Go on as the state that awaited the answer has made of it."""
        if move.choice is None:
            return self._enter(move.target.state)
        self._remember(pending.name, move.choice)
        self._events.append(ChoiceMade(pending.name, move.choice))
        if move.target.state == END:
            return self._settle(pending, move.target, Said(()))
        return self._enter(move.target.state, remember=False)

    def refuse_answer(self, state: State, validator: Validator) -> Turn:
        """Say what is wrong with the answer, and stay."""
        self._events.append(AnswerRejected(state.name, validator.type))
        return self._stay(one_of(validator.error, self._pick))

    def refuse_choice(self, pending: State, asked: State | None) -> Turn | Ask:
        """Say that it is none of the choices, or ask again, and stay."""
        self._events.append(ChoiceRejected(pending.name))
        fallback = pending.enter(self._pick)
        if fallback is not None or asked is None:
            return self._stay(fallback)
        question = asked.enter(self._pick)
        return self._stay(None) if question is None else self._say(question, self._asked_again)

    def not_understood(self) -> Turn:
        """Say the fallback message; a flow that is open at its buttons stays open."""
        self._events.append(NotUnderstood())
        if self._root:
            return self._stay(None)
        session = self.session
        forgotten = Session(session.state, offered=session.offered)
        return self._turn(self._fallback(), forgotten)

    def lose_way(self) -> None:
        """The awaited state is gone, for the bot was changed meanwhile: the flow has ended."""
        self._events.append(MissingState(self.session.next_state))
        self._leave(FlowLeft)

    def _leave(self, how: type[FlowLeft | FlowCancelled]) -> None:
        """Forget what was under way."""
        if self._root:
            self._events.append(how(self._root))
        self._root = ""
        self._memory = {}

    def _enter(self, name: str, *, remember: bool = True) -> Turn | Ask:
        """Enter a state, and those behind it as long as there is nothing to wait for."""
        passed: set[str] = set()
        while name not in passed and len(passed) < self._limits.states_per_turn:
            state = self.flow.states[name]
            if isinstance(state, ChoiceState):
                return self._await_choice(state)
            if remember:
                self._remember(name, self.text)
            self._events.append(StateEntered(name))
            if not state.passes:
                script = state.enter(self._pick)
                arrive = partial(self._settle, state, state.next)
                return arrive(Said(())) if script is None else self._say(script, arrive)
            if state.next.state == END:
                return self._settle(state, state.next, Said(()))
            passed.add(name)
            name = state.next.state
        self._events.append(LimitReached("states_per_turn"))
        if self._root:
            self._events.append(FlowLeft(self._root))
        return self._turn(self._fallback(), Session(name, memory=self._memory))

    def _await_choice(self, state: ChoiceState) -> Turn:
        """A choice that no question leads to: its fallback message is the question."""
        said = self._performed(state.enter(self._pick))
        waiting = Session(state.name, state.name, self._memory, self._root)
        return self._turn(said, waiting)

    def _settle(self, state: State, target: Target, said: Said) -> Turn:
        """Wait for what comes after the state, or end the flow.

        A last state with buttons that lead on to other states is not the end yet: the flow
        stays open, with its memory, until one is pressed or something else is begun.
        """
        events: list[Event] = []
        if target.missing:
            events.append(MissingState(target.missing))
        root = self._root
        if root and target.state == END and not self._leads_on(state, said.offered):
            events.append(FlowFinished(root))
            root = ""
        waiting = Session(state.name, target.state, self._memory, root, said.offered)
        return self._turn(said, waiting, events)

    def _leads_on(self, state: State, offered: tuple[Button, ...]) -> bool:
        """Whether one of the buttons on the screen goes on with this flow."""
        states, intents = self.flow.states, self.flow.intents
        ids = [b.id for b in offered] if offered else [offer.id for offer in state.offers]
        return any(i in states and i not in intents and i != END for i in ids)

    def _say(self, script: Script, then: Callable[[Said], Turn]) -> Turn | Ask:
        """Say a script, after asking the middleware for what it needs."""
        names = calls_of(script, self.rules)
        if not names:
            return then(perform(script, self._memory, self._limits))
        memory = self._memory

        def answered(answers: Mapping[str, object]) -> Turn:
            given = {name: answers.get(name) for name in names}
            return then(perform_answered(script, memory, self._limits, given))

        return Ask(tuple([Call(name, memory) for name in names]), answered)

    def _asked_again(self, said: Said) -> Turn:
        """The question once more, perhaps with other buttons."""
        return self._turn(said, replace(self.session, offered=said.offered))

    def _stay(self, script: Script | None) -> Turn:
        """Say something without moving."""
        return self._turn(self._performed(script), self.session)

    def _idle(self, reply: Text) -> Turn:
        """Say something, with nothing under way and nothing remembered."""
        return self._turn(Said((reply,)), Session())

    def _performed(self, script: Script | None) -> Said:
        """What the script says, or the bot's fallback message where there is none."""
        if script is None:
            return self._fallback()
        return perform(script, self._memory, self._limits)

    def _fallback(self) -> Said:
        lines = self.rules.fallback
        return Said((Text(lines),) if lines else ())

    def _turn(self, said: Said, session: Session, events: Iterable[Event] = ()) -> Turn:
        happened = (*self._events, *said.events, *events)
        return Turn(said.replies, session, happened, self.guess)

    def _remember(self, name: str, value: str) -> None:
        """Add to the memory, as much as it holds."""
        self._memory, whole = remember(self._memory, name, value, self._limits.memory_bytes)
        if not whole:
            self._events.append(LimitReached("memory_bytes"))
