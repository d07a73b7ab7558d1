"""Anything but nothing."""

from collections.abc import Mapping

from kauli.flow.limits import Limits
from kauli.flow.session import Input
from kauli.flow.validators.base import Accepts, ValidatorType

__all__ = ["REQUIRED"]


def _prepare(_written: Mapping[str, object], _limits: Limits) -> Accepts:
    return _accepts


def _accepts(message: Input) -> bool:
    return bool(message.text.strip())


REQUIRED = ValidatorType(
    name="required_field_validation",
    summary="Any text that is not empty.",
    prepare=_prepare,
    example={
        "type": "required_field_validation",
        "error_message": "Please write something.",
    },
)
