"""In which order a conversation comes by what it remembers, and what was asked each time."""

from typing import NamedTuple

from kauli.flow.payload.graph import Graph
from kauli.flow.payload.moves import Move, Place
from kauli.flow.session import END

__all__ = ["Asked", "in_order"]


class Asked(NamedTuple):
    """How a value comes to be remembered, the first time that it is.

    Attributes:
        by: the state whose words the message answers; ``None`` where there are none.
        beginning: it is what the flow began with.
        pressed: it is a button, pressed or typed.
    """

    by: str | None
    beginning: bool = False
    pressed: bool = False


def in_order(graph: Graph) -> dict[str, Asked]:
    """The names that can be remembered, in the order of the conversation.

    What is asked on one of several ways comes before what is asked where they meet again.
    """
    rank = {place: number for number, place in enumerate(graph.ahead)}
    leading: dict[Place, list[tuple[Move, Asked]]] = {place: [] for place in graph.ahead}
    leading_back: list[tuple[Move, Asked]] = []
    for move in graph.starts:
        leading[move.to].append((move, _begun(graph, move)))
    for place, moves in graph.ahead.items():
        asked = Asked(place.state, pressed=place.next_state == END)
        for move in moves:
            way = leading[move.to] if rank[move.to] > rank[place] else leading_back
            way.append((move, asked))
    for move in graph.jumps:
        leading[move.to].append((move, Asked(None, pressed=True)))
    found: dict[str, Asked] = {}
    for ways in (*leading.values(), leading_back):
        for move, asked in ways:
            _note(found, move, asked)
    return found


def _begun(graph: Graph, move: Move) -> Asked:
    first = move.entered[0] if move.entered else move.to.state
    of_intent = first in graph.moves.flow.intents
    return Asked(None, beginning=of_intent, pressed=not of_intent)


def _note(found: dict[str, Asked], move: Move, asked: Asked) -> None:
    if move.choice is not None:
        found.setdefault(move.choice[0], asked)
    if move.remembers:
        for name in move.entered:
            found.setdefault(name, asked)
