"""An answer that is neither too short nor too long."""

import re
from collections.abc import Mapping

from kauli.flow.findings import Fault
from kauli.flow.limits import Limits
from kauli.flow.raw import as_text
from kauli.flow.session import Input
from kauli.flow.validators.base import Accepts, ValidatorType, parameter_fault

__all__ = ["LENGTH"]

_WHOLE = re.compile(r"\d{1,9}(?:\.0)?")


def _prepare(written: Mapping[str, object], _limits: Limits) -> Accepts | Fault:
    try:
        shortest = _whole(written.get("min_length"))
        longest = _whole(written.get("max_length"))
    except ValueError:
        return _fault("min_length and max_length must be whole numbers.")
    if shortest is None and longest is None:
        return _fault("it has neither min_length nor max_length.")
    low = shortest or 0
    if longest is not None and longest < low:
        return _fault("max_length is smaller than min_length.")

    def accepts(message: Input) -> bool:
        length = len(message.text.strip())
        return low <= length and (longest is None or length <= longest)

    return accepts


def _whole(value: object) -> int | None:
    """A whole number, written as one or as text; ``None`` when there is none."""
    text = as_text(value).strip()
    if not text:
        return None
    if not _WHOLE.fullmatch(text):
        raise ValueError(text)
    return int(text.partition(".")[0])


def _fault(message: str) -> Fault:
    return parameter_fault(
        LENGTH.name, message, 'Write for example "min_length": 2 and "max_length": 30.'
    )


LENGTH = ValidatorType(
    name="length_validation",
    summary="A text of so many characters, spaces around it not counted.",
    prepare=_prepare,
    parameters={
        "min_length": "the fewest characters; none when left out",
        "max_length": "the most characters; any number when left out",
    },
    example={
        "type": "length_validation",
        "min_length": 2,
        "max_length": 30,
        "error_message": "Between 2 and 30 characters, please.",
    },
)
