"""What comes of trying a bot."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kauli.services.trying.definitions import Definition

__all__ = [
    "CallView",
    "Difference",
    "PushView",
    "RunView",
    "SimulatedTurn",
    "StepResult",
    "TestResult",
    "TestView",
]


@dataclass(frozen=True, slots=True)
class CallView:
    """A middleware call of a turn.

    Attributes:
        url: without its query.
        made: whether it was made; where not, the variable stays as it is written.
        ok: whether the answer could be used.
        answer: decoded.
        why: what went wrong, in a sentence.
    """

    variable: str
    url: str
    made: bool
    ok: bool
    answer: object
    why: str
    duration_ms: int


@dataclass(frozen=True, slots=True)
class PushView:
    """What a webhook would send.

    Attributes:
        trigger: the triggers that were met, with commas between, as a delivery names them.
        triggers: the same, one by one.
        endpoint_id: ``None`` where no endpoint has the trigger, so that nothing would go out.
        url: without its query.
        active: whether it would go out, as the endpoint is now.
        headers: as they may be shown.
        body: decoded.
    """

    trigger: str
    triggers: list[str]
    endpoint_id: str | None
    endpoint_name: str
    url: str
    active: bool
    shape: str
    headers: dict[str, str]
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class SimulatedTurn:
    """What a message would come to.

    Attributes:
        readable: the replies as a conversation test writes them.
        session: where the conversation stands; to be handed in with the next message.
        intent: the best guess; ``None`` where nobody needed to guess.
        understood: whether it was good enough; ``None`` where nobody needed to guess.
        version_id: of the version that was played; ``None`` for the draft.
        fingerprint: of the document that was played.
    """

    replies: list[dict[str, Any]]
    readable: Sequence[Sequence[str]]
    session: dict[str, Any]
    state: str
    next_state: str
    memory: dict[str, str]
    intent: str | None
    confidence: float | None
    understood: bool | None
    ranked: list[tuple[str, float]]
    events: list[dict[str, str]]
    calls: list[CallView]
    pushes: list[PushView]
    version_id: str | None
    version_number: int | None
    fingerprint: str


@dataclass(frozen=True, slots=True)
class TestView:
    """A conversation test that is kept."""

    id: str
    definition: Definition
    user_id: int
    created_at: int
    updated_at: int


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that is not as a test expects it.

    Attributes:
        what: ``replies``, ``state``, ``next_state``, ``intent`` or ``pushes``.
        message: all of it in a sentence.
    """

    what: str
    expected: object
    got: object
    message: str


@dataclass(frozen=True, slots=True)
class StepResult:
    """How a step of a test went."""

    say: str
    passed: bool
    differences: Sequence[Difference]


@dataclass(frozen=True, slots=True)
class TestResult:
    """How a test went.

    Attributes:
        test_id: ``None`` for one that is not kept.
        problem: why it could not begin; "" where it could.
    """

    test_id: str | None
    name: str
    passed: bool
    problem: str
    steps: Sequence[StepResult]


@dataclass(frozen=True, slots=True)
class RunView:
    """How tests went.

    Attributes:
        fingerprint: of the document that they were run on.
    """

    fingerprint: str
    results: Sequence[TestResult]

    @property
    def passed(self) -> int:
        """How many went as expected."""
        return sum(one.passed for one in self.results)

    @property
    def failed(self) -> int:
        """How many did not."""
        return len(self.results) - self.passed
