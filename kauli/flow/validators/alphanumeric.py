"""Letters and digits, and nothing else."""

from collections.abc import Mapping

from kauli.flow.limits import Limits
from kauli.flow.session import Input
from kauli.flow.validators.base import Accepts, ValidatorType

__all__ = ["ALPHANUMERIC"]


def _prepare(_written: Mapping[str, object], _limits: Limits) -> Accepts:
    return _accepts


def _accepts(message: Input) -> bool:
    return message.text.strip().isalnum()


ALPHANUMERIC = ValidatorType(
    name="alphanumeric_validation",
    summary="Letters and digits of any script, without spaces or signs.",
    prepare=_prepare,
    example={
        "type": "alphanumeric_validation",
        "error_message": "Letters and digits only, please.",
    },
)
