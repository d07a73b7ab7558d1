"""A number."""

import re
from collections.abc import Mapping

from kauli.flow.limits import Limits
from kauli.flow.session import Input
from kauli.flow.validators.base import Accepts, ValidatorType

__all__ = ["NUMERIC"]

_NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)")


def _prepare(_written: Mapping[str, object], _limits: Limits) -> Accepts:
    return _accepts


def _accepts(message: Input) -> bool:
    return _NUMBER.fullmatch(message.text.strip()) is not None


NUMERIC = ValidatorType(
    name="numeric_validation",
    summary="A number, with or without sign and decimals; no thousands separators or units, so "
    "that the server that gets the order can read it as a number too.",
    prepare=_prepare,
    example={
        "type": "numeric_validation",
        "error_message": "A number such as 3, please.",
    },
)
