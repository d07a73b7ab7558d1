"""One turn of a tried conversation: pure, for whoever has the answers of the middleware."""

from collections.abc import Mapping, Sequence

from kauli.flow import Ask, Call, Input, Session, Turn, begin_at, step
from kauli.flow.script import Pick
from kauli.services.trying.subjects import Subject

__all__ = ["Picker", "as_written", "entered", "played", "settled"]


class Picker:
    """Chooses the same variation everywhere, and notes how many there were to choose from.

    Args:
        number: of the variation; they are gone through again when there are fewer.
    """

    def __init__(self, number: int) -> None:
        self._number = number
        self.most = 1

    def __call__(self, count: int) -> int:
        """One of ``count``."""
        self.most = max(self.most, count)
        return self._number % count


def entered(subject: Subject, state: str, memory: Mapping[str, str], pick: Pick) -> Turn | Ask:
    """A state as if it had just been entered; it must be one of the flow's."""
    return begin_at(subject.program.flow, subject.bot.rules, state, memory, pick)


def played(subject: Subject, session: Session, message: Input, pick: Pick) -> Turn | Ask:
    """A message taken one step further."""
    program = subject.program
    return step(program.flow, subject.bot.rules, session, message, program.model, pick)


def settled(outcome: Turn | Ask, answers: Mapping[str, object]) -> Turn:
    """The turn, with the middleware's answers by variable; what is missing stays as written."""
    if isinstance(outcome, Turn):
        return outcome
    return outcome.answer(as_written(outcome.calls) | dict(answers))


def as_written(calls: Sequence[Call]) -> dict[str, object]:
    """Answers that leave each variable in the text as its author wrote it."""
    return {call.variable: {"text": f"@{call.variable}"} for call in calls}
