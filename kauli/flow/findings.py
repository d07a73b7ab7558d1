"""What the checker finds: each finding says what, where and how to mend it."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

__all__ = ["Fault", "Finding", "Severity"]

Severity: TypeAlias = Literal["error", "warning", "hint"]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong or doubtful in a bot; never a reason to refuse it.

    Attributes:
        code: its stable name.
        severity: ``error`` when the bot can't do what is written, ``warning`` when it probably
            does something else than meant, ``hint`` when it could be better.
        state: the state to open, when it is about one.
        message: what is wrong.
        mend: what to do about it.
    """

    code: str
    severity: Severity
    state: str | None
    message: str
    mend: str


@dataclass(frozen=True, slots=True)
class Fault:
    """A finding that does not know its state yet."""

    code: str
    severity: Severity
    message: str
    mend: str

    def at(self, state: str | None) -> Finding:
        """The finding in its place."""
        return Finding(self.code, self.severity, state, self.message, self.mend)
