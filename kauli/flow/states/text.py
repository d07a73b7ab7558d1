"""A state that says some lines of text, perhaps with media below, and awaits an answer.

Example::

    "ask_address": {
      "message": ["Where shall we bring it?"],
      "next_state": "ask_phone"
    }
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from kauli.flow.findings import Finding
from kauli.flow.states.speaking import Speaking

__all__ = ["TextState"]


@dataclass(frozen=True, slots=True)
class TextState(Speaking):
    """Says text. A state of no other type is of this one, even when it says nothing."""

    kind = "text"
    example: ClassVar[Mapping[str, object]] = {
        "message": ["Where shall we bring it?"],
        "next_state": "ask_phone",
        "validators": [
            {
                "type": "length_validation",
                "min_length": 3,
                "error_message": "A little more of the address, please.",
            }
        ],
    }

    @classmethod
    def claims(cls, raw: Mapping[str, Any]) -> bool:  # noqa: ARG003 - it takes what is left
        """Whatever no other type has claimed."""
        return True

    def inspect(self) -> Iterator[Finding]:
        """Besides the common findings: nothing to say, interactive without buttons."""
        yield from Speaking.inspect(self)
        if self.passes:
            yield Finding(
                "silent_state",
                "warning",
                self.name,
                "It says nothing, so the conversation goes straight on to its next state.",
                'Give it a "message", or remove it.',
            )
        if self.written_type.strip(" ,").lower() == "interactive":
            yield Finding(
                "interactive_without_buttons",
                "warning",
                self.name,
                "It is of type interactive but has no buttons, so it is sent as plain text.",
                'Add "buttons", or make the type "text".',
            )
