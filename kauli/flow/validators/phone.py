"""A phone number that could be dialled.

Accepted: national numbers of the region (``0711111111``), international ones
(``+255711111111``, with or without plus), and numbers that give their area code in brackets
behind the plus and no country at all (``+(222)222-2222``), a spelling that published bots
promise to take. "Could be dialled" is a matter of length and first digits, not of who has it.
"""

import re
from collections.abc import Mapping

import phonenumbers

from kauli.flow.findings import Fault
from kauli.flow.limits import Limits
from kauli.flow.raw import as_text
from kauli.flow.session import Input
from kauli.flow.validators.base import Accepts, ValidatorType, parameter_fault

__all__ = ["PHONE"]

_SHAPE = re.compile(r"\+?[\d\s().\-/]{5,32}")
_AREA_CODE_ONLY = re.compile(r"\+\(\d{3}\)[\s.-]?\d{3}[\s.-]?\d{4}")
_DEFAULT_REGION = "TZ"


def _prepare(written: Mapping[str, object], _limits: Limits) -> Accepts | Fault:
    region = as_text(written.get("region")).strip().upper() or _DEFAULT_REGION
    if region not in phonenumbers.SUPPORTED_REGIONS:
        return parameter_fault(
            PHONE.name,
            f"there is no region {region}.",
            "Write the region as its two letters, for example TZ, KE or UG, or leave it out.",
        )

    def accepts(message: Input) -> bool:
        return _dialable(message.text.strip(), region)

    return accepts


def _dialable(text: str, region: str) -> bool:
    if not _SHAPE.fullmatch(text):
        return False
    if _AREA_CODE_ONLY.fullmatch(text):
        return True
    if text.startswith("00"):
        text = f"+{text[2:]}"
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(text, region))
    except phonenumbers.NumberParseException:
        return False


PHONE = ValidatorType(
    name="phone_number_validation",
    summary="A phone number: 0711111111, +255711111111 or +(222)222-2222.",
    prepare=_prepare,
    parameters={"region": "whose national numbers to take, as two letters; TZ when left out"},
    example={
        "type": "phone_number_validation",
        "error_message": "A phone number such as 0711 111 111, please.",
    },
)
