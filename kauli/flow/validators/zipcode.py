"""A postal code of any country."""

import re
from collections.abc import Mapping

from kauli.flow.limits import Limits
from kauli.flow.session import Input
from kauli.flow.validators.base import Accepts, ValidatorType

__all__ = ["ZIPCODE"]

_CODE = re.compile(r"(?=.*\d)[A-Z0-9](?:[A-Z0-9 -]{1,8})[A-Z0-9]", re.IGNORECASE | re.ASCII)


def _prepare(_written: Mapping[str, object], _limits: Limits) -> Accepts:
    return _accepts


def _accepts(message: Input) -> bool:
    return _CODE.fullmatch(message.text.strip()) is not None


ZIPCODE = ValidatorType(
    name="zipcode_validation",
    summary="A postal code: 3 to 10 letters and digits with at least one digit, a space or "
    "hyphen inside allowed (14112, 94107-1234, SW1A 1AA).",
    prepare=_prepare,
    example={
        "type": "zipcode_validation",
        "error_message": "A postal code such as 14112, please.",
    },
)
