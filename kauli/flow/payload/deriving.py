"""From a flow and a trigger to what its deliveries carry."""

from collections.abc import Iterable, Iterator
from functools import cached_property, partial

from kauli.flow.model import Flow
from kauli.flow.payload.fields import CHAT_ID, Field, Payload, Trigger
from kauli.flow.payload.graph import Graph
from kauli.flow.payload.moves import Move, Moves
from kauli.flow.payload.order import in_order
from kauli.flow.payload.paths import Bits, Memory, Paths
from kauli.flow.payload.reach import Reach
from kauli.flow.payload.sample import remembered, sample
from kauli.flow.payload.telling import Teller
from kauli.flow.rules import Rules
from kauli.flow.session import END
from kauli.flow.states.choice import ChoiceState

__all__ = ["Payloads", "payload_of"]

_RULES = Rules(0.5, ())


def payload_of(flow: Flow, trigger: str, rules: Rules = _RULES) -> Payload:
    """What the deliveries of a trigger carry; see ``Payloads``."""
    return Payloads(flow, rules).of(trigger)


class Payloads:
    """What the deliveries of a flow carry, derived from its paths.

    A field is *required* if every path to the trigger remembers it. Paths are what chatters can
    do with the buttons they are shown: answer, choose, begin another flow, press an old button
    again. Where the middleware may make buttons, any state can be next. What is not counted:
    buttons that nobody showed (a client of the API can make them up), states set by hand, other
    versions of the flow, and what finds no room in a memory that is full.

    Args:
        flow: the bot's compiled flow.
        rules: the bot's settings; their middleware variables and limits count.
    """

    def __init__(self, flow: Flow, rules: Rules = _RULES) -> None:
        self._flow = flow
        self._moves = Moves(flow, rules)
        self._bits = Bits(flow)
        self._teller = Teller(flow)

    def of(self, trigger: str) -> Payload:
        """What the deliveries of a trigger carry.

        Args:
            trigger: an intent, which fires at the end of the flow it started, or a state, which
                fires when it is entered (a choice: when it is made). A name that is both is the
                intent.
        """
        if trigger in self._flow.intents:
            return self._of_intent(trigger)
        if trigger not in self._flow.states:
            return Payload(trigger, "never", ())
        return self._of_state(trigger)

    def _of_intent(self, intent: str) -> Payload:
        if intent not in self._flow.states:
            return Payload(intent, "never", ())
        paths = self._paths([intent], self._reach.jumps, rooted=True)
        return self._payload(intent, "intent", paths)

    def _of_state(self, name: str) -> Payload:
        paths = self._everything
        if name not in self._reach.states:  # only a button that nobody knows of leads here
            paths = self._all_paths([*self._reach.jumps, name])
        kind: Trigger = "choice" if isinstance(self._flow.states[name], ChoiceState) else "state"
        return self._payload(name, kind, paths)

    def _finishes(self, move: Move) -> bool:
        """Whether a flow can be at its end with this move."""
        to = move.to
        if to.next_state != END or to.lost:
            return False
        return not self._moves.buttons(to.state) or to.state in self._moves.asking

    def _fires(self, kind: Trigger, trigger: str, move: Move) -> bool:
        if kind == "intent":
            return self._finishes(move)
        return trigger in move.entered or (move.choice is not None and move.choice[0] == trigger)

    @cached_property
    def _reach(self) -> Reach:
        return Reach(self._moves, self._started)

    @cached_property
    def _started(self) -> list[str]:
        return [name for name in self._flow.intents if name in self._flow.states]

    @cached_property
    def _everything(self) -> Paths:
        return self._all_paths(self._reach.jumps)

    def _all_paths(self, jumps: Iterable[str]) -> Paths:
        """All paths through the flow, in and out of flows that intents started."""
        return self._paths((*self._started, *jumps, *self._reach.typed), jumps, rooted=False)

    def _paths(self, names: Iterable[str], jumps: Iterable[str], *, rooted: bool) -> Paths:
        enter = self._moves.enter
        starts = [enter(name) for name in dict.fromkeys(names)]
        return Paths(Graph(self._moves, starts, [*map(enter, jumps)], rooted), self._bits)

    def _payload(self, trigger: str, kind: Trigger, paths: Paths) -> Payload:
        memory: Memory | None = None
        for move, before in paths.taken():
            if self._fires(kind, trigger, move):
                memory = self._bits.after(before, move).joined(memory)
        if memory is None:
            return Payload(trigger, "never", ())
        fields = tuple(self._fields(memory, paths.graph))
        way = remembered(sample(paths.graph, partial(self._fires, kind, trigger)))
        example = tuple(
            [(one.name, way[one.name] or one.example) for one in fields if one.name in way]
        )
        return Payload(trigger, kind, fields, example)

    def _fields(self, memory: Memory, graph: Graph) -> Iterator[Field]:
        for name, asked in in_order(graph).items():
            if name == CHAT_ID or not self._bits.may(memory, name):
                continue
            choices = tuple(self._choices(memory, name))
            yield Field(
                name,
                self._bits.must(memory, name),
                choices,
                choices[0] if choices else self._teller.example(name, asked),
                self._teller.description(name, asked, choices),
            )

    def _choices(self, memory: Memory, name: str) -> Iterator[str]:
        state = self._flow.states[name]
        if isinstance(state, ChoiceState):
            yield from (key for key in state.options if self._bits.may_be(memory, name, key))
