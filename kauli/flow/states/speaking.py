"""What text, interactive and media states share: they say something and await an answer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Self

from kauli.flow.findings import Finding
from kauli.flow.raw import as_text
from kauli.flow.replies import MEDIA_KINDS, Button
from kauli.flow.script import Medium, read_media, read_offers, read_scripts
from kauli.flow.session import END
from kauli.flow.states.base import Move, Source, State, Target
from kauli.flow.templates import written
from kauli.flow.validation import read_validators

__all__ = ["SPEAKING_KEYS", "Speaking"]

SPEAKING_KEYS = frozenset(
    {"message", "next_state", "next", "type", "validators", "buttons", *MEDIA_KINDS}
)
"""The keys of a state that says something."""


@dataclass(frozen=True, slots=True)
class Speaking(State):
    """A state that says something.

    Attributes:
        written_type: the type that the author wrote, if any.
    """

    keys = SPEAKING_KEYS

    written_type: str = ""

    @classmethod
    def read(cls, source: Source) -> Self:
        """Compile the state."""
        raw = source.raw
        return cls(
            name=source.name,
            says=read_scripts(raw.get("message"), read_offers(raw.get("buttons")), read_media(raw)),
            next=source.target(_written_next(raw)),
            validators=read_validators(raw.get("validators"), source.limits),
            unknown_keys=tuple([key for key in raw if key not in SPEAKING_KEYS]),
            written_type=as_text(raw.get("type")),
        )

    def accept(self, text: str, shown: tuple[Button, ...]) -> Move | None:  # noqa: ARG002
        """Any answer will do: it leads into this state."""
        return Move(Target(self.name))

    def inspect(self) -> Iterator[Finding]:
        """Besides the common findings: links of media, validators without effect or words."""
        yield from State.inspect(self)
        for medium in self.says[0].media if self.says else ():
            yield from _inspect_medium(self.name, medium)
        if self.validators and self.next.state == END:
            yield Finding(
                "validator_never_runs",
                "warning",
                self.name,
                "Its validators never run, since no answer is awaited after it.",
                "Give it a next state, or move the validators to the state that asks.",
            )
        for validator in self.validators:
            if not validator.error:
                yield Finding(
                    "validator_without_error",
                    "hint",
                    self.name,
                    f"When {validator.type or 'a validator'} refuses an answer, the bot says its "
                    "general fallback message.",
                    'Add an "error_message" that says what kind of answer you need.',
                )


def _written_next(raw: Mapping[str, Any]) -> object:
    """The next state as written: ``next_state``, or ``next`` as the first format had it."""
    named = raw.get("next_state")
    return raw.get("next") if named is None else named


def _inspect_medium(state: str, medium: Medium) -> Iterator[Finding]:
    link = written(medium.link)
    if not link:
        yield Finding(
            "media_without_link",
            "error",
            state,
            f"One of its {medium.kind} has no link, so there is nothing to send.",
            'Write {"link": "https://…", "caption": "…"}.',
        )
    elif not link.startswith(("https://", "http://", "{{", "@")):
        yield Finding(
            "media_link_not_http",
            "error",
            state,
            f"The link {link[:80]!r} of its {medium.kind} is no web address.",
            "Upload the file somewhere public and give its address, beginning with https://.",
        )
