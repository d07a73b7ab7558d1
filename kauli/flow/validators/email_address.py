"""An e-mail address, judged by its form; nobody is asked whether its domain exists."""

from collections.abc import Mapping

from email_validator import EmailNotValidError, validate_email

from kauli.flow.limits import Limits
from kauli.flow.session import Input
from kauli.flow.validators.base import Accepts, ValidatorType

__all__ = ["EMAIL"]

_LONGEST = 254


def _prepare(_written: Mapping[str, object], _limits: Limits) -> Accepts:
    return _accepts


def _accepts(message: Input) -> bool:
    text = message.text.strip()
    if len(text) > _LONGEST:
        return False
    try:
        validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


EMAIL = ValidatorType(
    name="email_validation",
    summary="An e-mail address.",
    prepare=_prepare,
    example={
        "type": "email_validation",
        "error_message": "An e-mail address such as asha@example.com, please.",
    },
)
