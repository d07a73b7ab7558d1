"""A pattern of the author's own.

RE2 runs it, in time proportional to the length of the answer, so that no pattern can hold the
server up. Authors try their patterns on pages that search, hence it need only match somewhere
unless it is anchored with ``^`` and ``$``.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache

import re2

from kauli.flow.findings import Fault
from kauli.flow.limits import Limits
from kauli.flow.raw import as_text
from kauli.flow.session import Input
from kauli.flow.validators.base import Accepts, ValidatorType, parameter_fault

__all__ = ["CUSTOM"]

_OPTIONS = re2.Options()
_OPTIONS.log_errors = False
_OPTIONS.max_mem = 256 * 1024  # a pattern that needs more is refused, and said to be too large


def _prepare(written: Mapping[str, object], limits: Limits) -> Accepts | Fault:
    pattern = as_text(written.get("regex"))
    if not pattern:
        return parameter_fault(
            CUSTOM.name,
            "it has no regex.",
            'Write the pattern as "regex", for example "^[1-9]$" for one digit from 1 to 9.',
        )
    if len(pattern) > limits.pattern_chars:
        return _unusable(
            f"it is longer than {limits.pattern_chars:,} characters",
            "Shorten the pattern, or ask for less at once.",
        )
    try:
        search = _compiled(pattern)
    except re2.error as error:
        return _unusable(_reason(error), _mend(pattern))

    def accepts(message: Input) -> bool:
        text = message.text
        return bool(search(text) or search(text.strip()))

    return accepts


@lru_cache(maxsize=4_096)
def _compiled(pattern: str) -> Callable[[str], object]:
    """The search for a pattern; bots that use the same pattern share it."""
    search: Callable[[str], object] = re2.compile(pattern, _OPTIONS).search
    return search


def _unusable(why: str, mend: str) -> Fault:
    return Fault(
        "pattern_unusable",
        "error",
        f"The pattern can't be used: {why}. Every answer passes.",
        mend,
    )


def _reason(error: Exception) -> str:
    """What RE2 says, which is bytes or text."""
    said = error.args[0] if error.args else ""
    return said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)


def _mend(pattern: str) -> str:
    if any(sign in pattern for sign in ("(?=", "(?!", "(?<=", "(?<!")):
        return "Look-ahead and look-behind are not supported; write the pattern without them."
    if any(f"\\{digit}" in pattern for digit in range(1, 10)):
        return "References to earlier groups such as \\1 are not supported; write them out."
    return "Correct the pattern: it is written in RE2 syntax, close to that of most languages."


CUSTOM = ValidatorType(
    name="custom_validation",
    summary="Whatever the pattern matches, anywhere in the answer unless it is anchored.",
    prepare=_prepare,
    parameters={"regex": "the pattern, in RE2 syntax"},
    example={
        "type": "custom_validation",
        "regex": "^[1-9]$",
        "error_message": "A number from 1 to 9, please.",
    },
)
