"""An answer of a certain kind: a photo, a location, a pressed button."""

from collections.abc import Mapping

from kauli.flow.findings import Fault
from kauli.flow.limits import Limits
from kauli.flow.raw import as_list, as_text
from kauli.flow.session import Input
from kauli.flow.validators.base import Accepts, ValidatorType, parameter_fault

__all__ = ["RESPONSE_TYPE"]

_TYPES = ("audio", "file", "image", "interactive", "location", "text", "video")


def _prepare(written: Mapping[str, object], _limits: Limits) -> Accepts | Fault:
    wanted = frozenset(
        as_text(one).strip().lower() for one in as_list(written.get("response_type"))
    )
    if not wanted or not wanted <= set(_TYPES):
        return parameter_fault(
            RESPONSE_TYPE.name,
            "response_type is missing or names no type of message.",
            f"Write as response_type one of {', '.join(_TYPES)}.",
        )

    def accepts(message: Input) -> bool:
        return message.type in wanted

    return accepts


RESPONSE_TYPE = ValidatorType(
    name="response_message_type",
    aliases=("response_message_validation",),
    summary="A message of the given type, whatever is in it.",
    prepare=_prepare,
    parameters={"response_type": f"one of {', '.join(_TYPES)}, or a list of them"},
    example={
        "type": "response_message_type",
        "response_type": "location",
        "error_message": "Please send your location.",
    },
    judges_type=True,
)
