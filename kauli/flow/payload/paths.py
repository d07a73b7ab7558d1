"""What the memory may and must hold, wherever a conversation can stand.

The set of places is small (no more than a few a state), the set of paths is endless. So each
place gets what *some* path remembers there and what *every* path remembers there, as sets that
are passed on along the moves until nothing changes any more. Both are sets of bits: a flow may
have 5,000 states.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from kauli.flow.model import Flow
from kauli.flow.payload.graph import Graph
from kauli.flow.payload.moves import Move, Place
from kauli.flow.states.choice import ChoiceState

__all__ = ["EMPTY", "Bits", "Memory", "Paths"]


class Memory(NamedTuple):
    """What a memory can be like.

    Attributes:
        may: the values that some path remembers (see ``Bits``).
        must: the names that every path remembers.
    """

    may: int
    must: int

    def joined(self, other: "Memory | None") -> "Memory":
        """Either of two."""
        if other is None:
            return self
        return Memory(self.may | other.may, self.must & other.must)


EMPTY = Memory(0, 0)


class _Change(NamedTuple):
    """What is remembered, in place of what was there under that name."""

    kept: int
    may: int
    must: int


class Bits:
    """A bit for each thing that can be remembered: any text, or one key of a choice."""

    def __init__(self, flow: Flow) -> None:
        self._name: dict[str, int] = {}
        self._values: dict[str, int] = {}
        self._key: dict[tuple[str, str], int] = {}
        self._changes: dict[Move, _Change] = {}
        place = 0
        for number, (name, state) in enumerate(flow.states.items()):
            self._name[name] = 1 << number
            start = place
            if isinstance(state, ChoiceState):
                for key in state.options:
                    self._key[name, key] = 1 << place
                    place += 1
            else:
                place += 1
            self._values[name] = (1 << place) - (1 << start)

    def may(self, memory: Memory, name: str) -> bool:
        """Whether some path remembers anything under a name."""
        return bool(memory.may & self._values[name])

    def may_be(self, memory: Memory, name: str, key: str) -> bool:
        """Whether some path remembers this key of a choice."""
        return bool(memory.may & self._key[name, key])

    def must(self, memory: Memory, name: str) -> bool:
        """Whether every path remembers something under a name."""
        return bool(memory.must & self._name[name])

    def after(self, memory: Memory, move: Move) -> Memory:
        """The memory after a move."""
        change = self._changes.get(move)
        if change is None:
            change = self._changes[move] = self._change(move)
        return Memory(memory.may & change.kept | change.may, memory.must | change.must)

    def _change(self, move: Move) -> _Change:
        kept, may, must = -1, 0, 0
        if move.choice is not None:
            name = move.choice[0]
            kept = ~self._values[name]
            may = self._key[move.choice]
            must = self._name[name]
        for name in move.entered if move.remembers else ():
            may |= self._values[name]
            must |= self._name[name]
        return _Change(kept, may, must)


@dataclass
class Paths:
    """All paths of a graph, each of which begins with an empty memory.

    Attributes:
        graph: its places and moves.
        bits: the bits of the flow's memory.
        at: the memory at each place that a path leads to.
        anywhere: the memory wherever a button can be pressed; ``None`` if that is nowhere.
    """

    graph: Graph
    bits: Bits
    at: dict[Place, Memory] = field(default_factory=dict)
    anywhere: Memory | None = None

    def __post_init__(self) -> None:
        changed = dict.fromkeys(self.graph.ahead, False)  # in the order of the conversation
        for move in self.graph.starts:
            changed[move.to] |= self._arrive(EMPTY, move)
        jumped: Memory | None = None
        while any(changed.values()) or jumped != self.anywhere:
            for place, is_changed in changed.items():
                if is_changed:
                    changed[place] = False
                    self._leave(place, changed)
            if jumped != self.anywhere and self.anywhere is not None:
                jumped = self.anywhere
                for move in self.graph.jumps:
                    changed[move.to] |= self._arrive(jumped, move)

    def taken(self) -> Iterator[tuple[Move, Memory]]:
        """Every move that some path makes, with the memory before it."""
        for move in self.graph.starts:
            yield move, EMPTY
        for place, memory in self.at.items():
            for move in self.graph.ahead[place]:
                yield move, memory
        if self.anywhere is not None:
            for move in self.graph.jumps:
                yield move, self.anywhere

    def _leave(self, place: Place, changed: dict[Place, bool]) -> None:
        memory = self.at[place]
        for move in self.graph.ahead[place]:
            changed[move.to] |= self._arrive(memory, move)
        if self.graph.jumps_from(place):
            self.anywhere = memory.joined(self.anywhere)

    def _arrive(self, memory: Memory, move: Move) -> bool:
        """Pass the memory on; whether that changed anything."""
        known = self.at.get(move.to)
        joined = self.bits.after(memory, move).joined(known)
        if joined == known:
            return False
        self.at[move.to] = joined
        return True
