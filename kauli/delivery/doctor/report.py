"""What the doctor found, in grades and in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

__all__ = ["Finding", "Grade", "Reply", "Report", "Result", "Verdict"]

Grade = Literal["good", "doubtful", "wrong"]
Verdict = Literal["ready", "ready, with doubts", "not ready"]


@dataclass(frozen=True, slots=True)
class Reply:
    """How a receiver took one request.

    Attributes:
        message_id: the ``webhook-id`` of the request.
        status: of HTTP, where there was an answer.
        ms: from the call to the end of the answer.
        outcome: one of ``kauli.delivery.CODES``.
        sentence: what a delivery's log would say of it.
        location: where it redirects to, or "".
        said: how its answer begins, or "".
    """

    message_id: str
    status: int | None
    ms: int
    outcome: str
    sentence: str
    location: str = ""
    said: str = ""

    @property
    def accepted(self) -> bool:
        """It answered 2xx."""
        return self.status is not None and 200 <= self.status <= 299

    @property
    def refused(self) -> bool:
        """It answered 4xx."""
        return self.status is not None and 400 <= self.status <= 499


@dataclass(frozen=True, slots=True)
class Finding:
    """A judgement.

    Attributes:
        sentence: says what to do, where there is something to do.
        telling: it shows why others went wrong, so it is where to begin.
    """

    grade: Grade
    sentence: str
    telling: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a probe.

    Attributes:
        name: of the probe, stable.
        sent: what was sent, in words.
        expected: what should come, in words.
        replies: one for each request.
        telling: it shows why others went wrong.
    """

    name: str
    sent: str
    expected: str
    replies: tuple[Reply, ...]
    grade: Grade
    sentence: str
    telling: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """The whole examination.

    Attributes:
        results: in the order of the probes; fewer where it ended early.
        ended: why it ended early, or "".
    """

    url: str
    results: Sequence[Result]
    ended: str = ""

    @property
    def verdict(self) -> Verdict:
        """Whether deliveries may be sent there."""
        if self.ended or self._names("wrong"):
            return "not ready"
        return "ready, with doubts" if self._names("doubtful") else "ready"

    @property
    def sentence(self) -> str:
        """The verdict's reason, and where to begin."""
        if self.ended:
            return self.ended
        for grade, said in (("wrong", "went wrong"), ("doubtful", "left doubts")):
            if names := self._names(grade):
                return f"{len(names)} of {len(self.results)} {said}: {self._listed(names)}"
        return f"All {len(self.results)} went as they should."

    def _names(self, grade: str) -> list[str]:
        return [result.name for result in self.results if result.grade == grade]

    def _listed(self, names: list[str]) -> str:
        if len(names) == 1:
            return f"{names[0]}."
        first = next((one.name for one in self.results if one.telling), names[0])
        return f"{', '.join(names)}. Begin with {first}."
