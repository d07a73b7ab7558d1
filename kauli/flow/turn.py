"""What a turn comes to: its result, or the calls it needs first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import msgspec

from kauli.flow.events import Event
from kauli.flow.replies import Reply
from kauli.flow.session import Session

__all__ = ["Ask", "Call", "Guess", "Turn"]


class Guess(msgspec.Struct, frozen=True):
    """What the recogniser made of a message.

    Attributes:
        intent: the best guess, even when it was below the threshold.
        confidence: how sure it is, 0 to 1.
        ranked: the best few, best first.
    """

    intent: str
    confidence: float
    ranked: tuple[tuple[str, float], ...]


class Turn(msgspec.Struct, frozen=True):
    """The result of a turn.

    Attributes:
        replies: what to say, in order.
        session: where the conversation stands now.
        events: what happened, in order.
        guess: what the message was taken for; ``None`` when nobody needed to guess.
    """

    replies: tuple[Reply, ...]
    session: Session
    events: tuple[Event, ...]
    guess: Guess | None = None


class Call(msgspec.Struct, frozen=True):
    """A middleware variable whose value is needed: POST the memory (and the chat's id) there."""

    variable: str
    memory: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Ask:
    """The turn needs the author's server before it can go on.

    Make the calls, in any order, and hand the decoded answers to ``answer``; the turn goes on
    from there. Nothing has been said or moved yet, and answering twice gives two equal turns.
    """

    calls: tuple[Call, ...]
    _go_on: Callable[[Mapping[str, object]], Turn] = field(repr=False)

    def answer(self, answers: Mapping[str, object]) -> Turn:
        """Go on with the answers: by variable, the decoded JSON, or ``None`` when it failed."""
        return self._go_on(answers)
