"""Where a conversation can stand, and what one message can make of it.

This is ``kauli.flow.engine`` once more, without the message: every way that a turn could take.
A test walks both and compares them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from kauli.flow.model import Flow
from kauli.flow.rules import Rules
from kauli.flow.session import END
from kauli.flow.speech import calls_of
from kauli.flow.states import State
from kauli.flow.states.choice import ChoiceState

__all__ = ["NOWHERE", "Move", "Moves", "Place"]


class Place(NamedTuple):
    """Where a conversation stands after a turn: as in ``Session``.

    Attributes:
        state: the state entered (or the choice made) last.
        next_state: the state that awaits the next message.
        lost: the flow can't go on: the turn was held within a limit, so it was left; or it awaits
            a choice that is called ``end``, which is to await nothing.
    """

    state: str
    next_state: str
    lost: bool = False


NOWHERE = Place(END, END)
"""Where a conversation stands before its first turn."""


class Move(NamedTuple):
    """What a turn does to the memory, and where it ends.

    Attributes:
        to: where the conversation stands afterwards.
        entered: the states entered on the way.
        remembers: whether the message is remembered under the names of those states.
        choice: the choice state that was answered, and the key; ``None`` when none was.
    """

    to: Place
    entered: tuple[str, ...] = ()
    remembers: bool = True
    choice: tuple[str, str] | None = None


@dataclass(frozen=True)
class Moves:
    """The turns of a flow.

    Attributes:
        flow: the compiled flow.
        rules: the bot's settings; their middleware variables and limits count.
    """

    flow: Flow
    rules: Rules
    _entering: dict[tuple[str, bool], Move] = field(default_factory=dict, repr=False)

    def enter(self, name: str, *, remember: bool = True) -> Move:
        """A state is entered, and those behind it as long as there is nothing to wait for."""
        known = self._entering.get((name, remember))
        if known is None:
            known = self._entering[name, remember] = self._enter(name, remember=remember)
        return known

    def _enter(self, name: str, *, remember: bool) -> Move:
        entered: dict[str, None] = {}
        while name not in entered and len(entered) < self.rules.limits.states_per_turn:
            state = self.flow.states[name]
            if isinstance(state, ChoiceState):
                return Move(Place(name, name, lost=name == END), tuple(entered), remember)
            if not state.passes or state.next.state == END:
                return Move(Place(name, state.next.state), (*entered, name), remember)
            entered[name] = None
            name = state.next.state
        return Move(Place(name, END, lost=True), tuple(entered), remember)

    def answers(self, place: Place) -> Iterator[Move]:
        """What the state that awaits the message can make of it."""
        if place.next_state == END:
            return
        pending = self.flow.states[place.next_state]
        if not isinstance(pending, ChoiceState):
            yield self.enter(pending.name)
            return
        for key, target in pending.options.items():
            chosen = (pending.name, key)
            if target.state == END:
                yield Move(Place(pending.name, END), choice=chosen)
            else:
                yield self.enter(target.state, remember=False)._replace(choice=chosen)

    def pressed(self, place: Place) -> Iterator[Move]:
        """Where the document's buttons on the screen lead within the flow."""
        yield from map(self.enter, self.buttons(place.state))

    def buttons(self, name: str) -> list[str]:
        """The states that the buttons of a state lead to; those to intents begin other flows."""
        state = self.flow.states.get(name)
        offers = state.offers if state is not None else ()
        return list(dict.fromkeys(offer.id for offer in offers if offer.id in self.leading))

    @cached_property
    def leading(self) -> Mapping[str, None]:
        """The states that a button can lead to within a flow; an intent begins another."""
        flow = self.flow
        return {name: None for name in flow.states if name not in flow.intents and name != END}

    @cached_property
    def asking(self) -> frozenset[str]:
        """The states that ask the middleware, which may put buttons of its own on the screen."""
        if not self.rules.variables:
            return frozenset()
        return frozenset(name for name, state in self.flow.states.items() if self._asks(state))

    def _asks(self, state: State) -> bool:
        if isinstance(state, ChoiceState):
            return False
        return any(calls_of(script, self.rules) for script in state.says)
