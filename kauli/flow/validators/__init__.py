"""The validators: one file each, all of them listed here."""

from kauli.flow.validators.alphanumeric import ALPHANUMERIC
from kauli.flow.validators.base import Accepts, ValidatorType
from kauli.flow.validators.custom import CUSTOM
from kauli.flow.validators.date import DATE
from kauli.flow.validators.email_address import EMAIL
from kauli.flow.validators.length import LENGTH
from kauli.flow.validators.numeric import NUMERIC
from kauli.flow.validators.phone import PHONE
from kauli.flow.validators.required import REQUIRED
from kauli.flow.validators.response_type import RESPONSE_TYPE
from kauli.flow.validators.time_of_day import TIME
from kauli.flow.validators.zipcode import ZIPCODE

__all__ = ["VALIDATORS", "VALIDATOR_NAMES", "Accepts", "ValidatorType"]

VALIDATORS: tuple[ValidatorType, ...] = (
    ALPHANUMERIC,
    DATE,
    EMAIL,
    LENGTH,
    NUMERIC,
    REQUIRED,
    PHONE,
    RESPONSE_TYPE,
    TIME,
    ZIPCODE,
    CUSTOM,
)
"""Every validator there is."""

VALIDATOR_NAMES: dict[str, ValidatorType] = {
    name: validator for validator in VALIDATORS for name in (validator.name, *validator.aliases)
}
"""Every name that an author may write as ``type``."""
