"""A time of day."""

import re
from collections.abc import Mapping

from kauli.flow.limits import Limits
from kauli.flow.session import Input
from kauli.flow.validators.base import Accepts, ValidatorType

__all__ = ["TIME"]

_TIME = re.compile(r"(\d{1,2}):([0-5]\d)(?::[0-5]\d)?(\s*[ap]\.?m\.?)?", re.IGNORECASE)


def _prepare(_written: Mapping[str, object], _limits: Limits) -> Accepts:
    return _accepts


def _accepts(message: Input) -> bool:
    found = _TIME.fullmatch(message.text.strip())
    if found is None:
        return False
    hour = int(found[1])
    return 1 <= hour <= 12 if found[3] else hour <= 23


TIME = ValidatorType(
    name="time_validation",
    summary="A time such as 09:30, 21:30 or 9:30 PM.",
    prepare=_prepare,
    example={
        "type": "time_validation",
        "error_message": "A time such as 14:30 or 2:30 PM, please.",
    },
)
