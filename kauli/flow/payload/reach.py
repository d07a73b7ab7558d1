"""Which states can be reached at all, and which of them by buttons."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kauli.flow.payload.moves import NOWHERE, Move, Moves, Place

__all__ = ["Reach"]


@dataclass
class Reach:
    """What lies ahead of some states.

    Attributes:
        moves: the turns of the flow.
        roots: the states to begin with.
        states: the states that are entered, and the choices that are made.
        jumps: the states that buttons lead to which were on the screen at some time. Where one
            of the states asks the middleware these are all states, since nobody knows which
            buttons it makes.
        typed: the states whose buttons count although they were never on the screen: those of a
            state called ``end`` before the first turn, and of one that a limit kept back.
    """

    moves: Moves
    roots: Iterable[str]
    states: set[str] = field(default_factory=set)
    jumps: dict[str, None] = field(default_factory=dict)
    typed: dict[str, None] = field(default_factory=dict)
    _seen: set[Place] = field(default_factory=set)
    _anything: bool = False
    _open: list[Move] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._open += [self.moves.enter(name) for name in self.roots]
        self._type(NOWHERE)
        while self._open:
            move = self._open.pop()
            if move.choice is not None:
                self.states.add(move.choice[0])
            for name in move.entered:
                self._speak(name)
            if move.to not in self._seen:
                self._seen.add(move.to)
                self._open += self.moves.answers(move.to)
                if move.to.lost:
                    self._type(move.to)

    def _speak(self, name: str) -> None:
        if name in self.states:
            return
        self.states.add(name)
        makes_some = name in self.moves.asking and not self._anything
        self._anything |= makes_some
        pressable = self.moves.leading if makes_some else self.moves.buttons(name)
        for to in pressable:
            if to not in self.jumps:
                self.jumps[to] = None
                self._open.append(self.moves.enter(to))

    def _type(self, place: Place) -> None:
        for name in self.moves.buttons(place.state):
            self.typed[name] = None
            self._open.append(self.moves.enter(name))
