"""A day of the calendar, in one of three spellings."""

import re
from collections.abc import Mapping
from datetime import date

from kauli.flow.limits import Limits
from kauli.flow.session import Input
from kauli.flow.validators.base import Accepts, ValidatorType

__all__ = ["DATE"]

_SPELLINGS = (
    re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})-(?P<month>\d{1,2})-(?P<year>\d{4})"),
)


def _prepare(_written: Mapping[str, object], _limits: Limits) -> Accepts:
    return _accepts


def _accepts(message: Input) -> bool:
    text = message.text.strip()
    found = next((m for spelling in _SPELLINGS if (m := spelling.fullmatch(text))), None)
    if found is None:
        return False
    try:
        date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return False
    return True


DATE = ValidatorType(
    name="date_validation",
    summary="A date that exists, as MM/DD/YYYY, YYYY/MM/DD or DD-MM-YYYY.",
    prepare=_prepare,
    example={
        "type": "date_validation",
        "error_message": "A date such as 24-12-2030, please.",
    },
)
