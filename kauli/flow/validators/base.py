"""What a validator is, and how the registry describes one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from kauli.flow.findings import Fault
from kauli.flow.limits import Limits
from kauli.flow.session import Input

__all__ = ["Accepts", "Prepare", "ValidatorType", "parameter_fault"]

Accepts: TypeAlias = Callable[[Input], bool]
"""Whether an answer will do. Total: never raises, and quick for every text."""

Prepare: TypeAlias = Callable[[Mapping[str, object], Limits], Accepts | Fault]
"""Makes the test from what the author wrote, or says why it can't be made."""


@dataclass(frozen=True, slots=True)
class ValidatorType:
    """A kind of validator.

    Attributes:
        name: what authors write as ``type``.
        summary: what it accepts, in one sentence.
        prepare: makes the test.
        parameters: what else an author may write, with what it means.
        example: a validator as written.
        aliases: further names that mean the same.
        judges_type: it looks at the type of the message instead of at its text.
    """

    name: str
    summary: str
    prepare: Prepare
    example: Mapping[str, object]
    parameters: Mapping[str, str] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()
    judges_type: bool = False


def parameter_fault(validator: str, message: str, mend: str) -> Fault:
    """A parameter is missing or can't be used, so the validator lets every answer pass."""
    return Fault(
        "validator_parameter",
        "error",
        f"The {validator} can't work: {message} Every answer passes.",
        mend,
    )
