"""Running conversation tests: pure, and the same every time."""

from collections.abc import Iterable

from kauli.flow import Input, Session, Turn
from kauli.services.trying.comparing import differences
from kauli.services.trying.definitions import Definition, Step
from kauli.services.trying.playing import Picker, entered, played, settled
from kauli.services.trying.readable import readable, same_replies
from kauli.services.trying.subjects import Subject
from kauli.services.trying.views import RunView, StepResult, TestResult

__all__ = ["judge", "run"]


def run(subject: Subject, tests: Iterable[tuple[str | None, Definition]]) -> RunView:
    """Run tests, each with its id if it is kept."""
    return RunView(subject.fingerprint, [judge(subject, *one) for one in tests])


def judge(subject: Subject, test_id: str | None, test: Definition) -> TestResult:
    """Run one test; a step that differs does not keep the others from being looked at."""
    start = test.start
    if start.state is not None and start.state not in subject.program.flow.states:
        problem = (
            f"The test begins at the state {start.state}, which is not in the flow. "
            "Begin it elsewhere, or bring the state back."
        )
        return TestResult(test_id, test.name, False, problem, ())
    session = _beginning(subject, test)
    steps: list[StepResult] = []
    for number, step in enumerate(test.steps, start=1):
        turn = _taken(subject, session, step)
        found = differences(subject, number, step, turn)
        steps.append(StepResult(step.say, not found, found))
        session = turn.session
    return TestResult(test_id, test.name, all(step.passed for step in steps), "", steps)


def _beginning(subject: Subject, test: Definition) -> Session:
    start = test.start
    if start.state is None:
        return Session(memory=start.memory)
    return settled(entered(subject, start.state, start.memory, Picker(0)), {}).session


def _taken(subject: Subject, session: Session, step: Step) -> Turn:
    """The turn in the variation that the step expects, if there is such a one, else in the first.

    A turn chooses among variations at one place at most that is seen, so going through them one
    by one finds each.
    """
    picker = Picker(0)
    message = Input(step.say, step.type)
    first = settled(played(subject, session, message, picker), step.calls)
    wanted = step.expect.replies
    if wanted is None or same_replies(wanted, readable(first.replies)):
        return first
    for number in range(1, picker.most):
        other = settled(played(subject, session, message, Picker(number)), step.calls)
        if same_replies(wanted, readable(other.replies)):
            return other
    return first
