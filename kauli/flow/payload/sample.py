"""One conversation that makes a trigger fire, as an example of what it sends."""

from collections.abc import Callable, Iterator

from kauli.flow.payload.graph import Graph
from kauli.flow.payload.moves import Move, Place

__all__ = ["remembered", "sample"]


def sample(graph: Graph, fires: Callable[[Move], bool]) -> list[Move]:
    """The moves of the first way to a firing one, going on with what is written first.

    Returns:
        The moves, the firing one last; empty where only a jump leads to it.
    """
    way: list[Move] = []
    seen: set[Place] = set()
    open_: list[Iterator[Move]] = [iter(graph.starts)]
    while open_:
        move = next(open_[-1], None)
        if move is None:
            open_.pop()
            if way:
                way.pop()
        elif fires(move):
            return [*way, move]
        elif move.to not in seen:
            seen.add(move.to)
            way.append(move)
            open_.append(iter(graph.ahead[move.to]))
    return []


def remembered(way: list[Move]) -> dict[str, str | None]:
    """The names that a way remembers, with the keys of its choices; ``None`` for any text."""
    memory: dict[str, str | None] = {}
    for move in way:
        if move.choice is not None:
            name, key = move.choice
            memory[name] = key
        if move.remembers:
            memory |= dict.fromkeys(move.entered)
    return memory
