"""The places of a flow and the moves between them, in the order of the conversation."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from kauli.flow.payload.moves import Move, Moves, Place
from kauli.flow.session import END

__all__ = ["Graph"]


@dataclass
class Graph:
    """Where paths can lead from some beginnings.

    Attributes:
        moves: the turns of the flow.
        starts: the beginnings.
        jumps: the moves of buttons that can be pressed wherever an answer is awaited.
        rooted: follow one flow, and so stop where it is at its end or left; else go on.
        ahead: the places, each with the moves that lead on from it, old buttons apart. A place
            comes after those that lead to it, circles apart.
    """

    moves: Moves
    starts: list[Move]
    jumps: list[Move]
    rooted: bool
    ahead: dict[Place, list[Move]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        found: dict[Place, list[Move]] = {}
        left: list[Place] = []
        roots = dict.fromkeys(move.to for move in (*self.starts, *self.jumps))
        for root in reversed(roots):
            self._walk(root, found, left)
        self.ahead = {place: found[place] for place in reversed(left)}

    def _walk(self, root: Place, found: dict[Place, list[Move]], left: list[Place]) -> None:
        """Go as far as possible, and note each place when everything behind it was seen.

        The last move is gone first, so that in the end, turned round, the first one is first.
        """
        if root in found:
            return
        found[root] = self._onward(root)
        way: list[tuple[Place, Iterator[Move]]] = [(root, reversed(found[root]))]
        while way:
            place, onward = way[-1]
            following = next((move.to for move in onward if move.to not in found), None)
            if following is None:
                way.pop()
                left.append(place)
            else:
                found[following] = self._onward(following)
                way.append((following, reversed(found[following])))

    def _onward(self, place: Place) -> list[Move]:
        if place.next_state != END:
            return list(self.moves.answers(place))
        if self.rooted and place.lost:
            return []
        return list(self.moves.pressed(place))

    def jumps_from(self, place: Place) -> bool:
        """Whether any button can be pressed there, and the flow goes on.

        That is so where an answer is awaited, and where the middleware may have put the button
        on the screen.
        """
        if place.lost:
            return False
        return place.next_state != END or place.state in self.moves.asking
