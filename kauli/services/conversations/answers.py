"""What people answered, put together again from their turns: pure.

The memory of a flow is gone once the next one begins; but each turn tells what was entered and
chosen in it, so it can be told again.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kauli.flow.texts import clean
from kauli.kit import json
from kauli.storage.queries.conversations import Turn

__all__ = ["Answers", "Finished"]


@dataclass(frozen=True, slots=True)
class Finished:
    """A flow that reached its end.

    Attributes:
        answers: what was said, by the state that it was said to.
        messages: how many it took.
    """

    intent: str
    answers: dict[str, str]
    messages: int
    began_at: int
    finished_at: int


class Answers:
    """Is told of a conversation's turns, from the first, and tells of each flow that finished."""

    def __init__(self) -> None:
        self._memory: dict[str, str] = {}
        self._first: Turn | None = None

    def add(self, turn: Turn) -> Iterator[Finished]:
        """The flows that finished with a turn."""
        first = self._first = self._first or turn
        words, chose = clean(turn.message), False
        for event in json.loads(turn.trace)["events"]:
            match event["kind"]:
                case "flow_started":
                    self._memory = {}
                    first = self._first = turn
                case "flow_left" | "flow_cancelled":
                    self._memory = {}
                case "choice_made":
                    self._memory[event["state"]] = event["choice"]
                    chose = True
                case "state_entered" if not chose:
                    self._memory[event["state"]] = words
                case "flow_finished":
                    yield Finished(
                        event["root"],
                        dict(self._memory),
                        turn.number - first.number + 1,
                        first.received_at,
                        turn.received_at,
                    )
