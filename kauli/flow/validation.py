"""The validators of a state: compiled with the flow, run on every answer to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

from kauli.flow.findings import Fault
from kauli.flow.limits import Limits
from kauli.flow.raw import as_list, as_text
from kauli.flow.script import Script, read_scripts
from kauli.flow.session import Input
from kauli.flow.validators import VALIDATOR_NAMES, Accepts

__all__ = ["Validator", "first_refusal", "read_validators"]


@dataclass(frozen=True, slots=True)
class Validator:
    """One validator of a state.

    Attributes:
        type: as written.
        accepts: the test; ``None`` where it can't be made, and every answer passes.
        error: what to say when the test fails; empty when the author wrote nothing.
        judges_type: it looks at the type of the message instead of at its text.
        fault: why there is no test.
    """

    type: str
    accepts: Accepts | None
    error: tuple[Script, ...]
    judges_type: bool = False
    fault: Fault | None = None


def first_refusal(validators: tuple[Validator, ...], message: Input) -> Validator | None:
    """The first validator that does not accept the answer, in the order written.

    A pressed button is only judged by what looks at the type of the message: it can say
    nothing but what the author offered. A photo, a recording or a place can't satisfy a rule
    about text, unless a rule about the type has asked for just that.
    """
    asked_for = message.type == "interactive"
    if not asked_for and message.type != "text":
        asked_for = any(v.judges_type and v.accepts and v.accepts(message) for v in validators)
    for validator in validators:
        if validator.accepts is None:
            continue
        if validator.judges_type or message.type == "text":
            accepted = validator.accepts(message)
        else:
            accepted = asked_for
        if not accepted:
            return validator
    return None


def read_validators(raw: object, limits: Limits) -> tuple[Validator, ...]:
    """Compile what an author wrote as ``validators``."""
    return tuple([_read(item, limits) for item in as_list(raw) if item is not None])


def _read(raw: object, limits: Limits) -> Validator:
    written = raw if isinstance(raw, Mapping) else {"type": raw}
    type_ = as_text(written.get("type")).strip()
    error = read_scripts(written.get("error_message"))
    known = VALIDATOR_NAMES.get(type_)
    if known is None:
        return Validator(type_, None, error, fault=_unknown(type_[:100]))
    made = known.prepare(written, limits)
    if isinstance(made, Fault):
        return Validator(type_, None, error, known.judges_type, made)
    return Validator(type_, made, error, known.judges_type)


@lru_cache(maxsize=1_024)
def _unknown(type_: str) -> Fault:
    near = get_close_matches(type_, VALIDATOR_NAMES, n=1)
    mend = f"Did you mean {near[0]}?" if near else f"Use one of {', '.join(VALIDATOR_NAMES)}."
    return Fault(
        "unknown_validator",
        "warning",
        f"There is no validator {type_!r}. Every answer passes."
        if type_
        else "A validator has no type. Every answer passes.",
        mend,
    )
