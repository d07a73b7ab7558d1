"""A state that branches: the answer to the question before it chooses where to go on.

It says nothing itself, except its ``fallback_message`` to an answer that is none of the
choices. It is known by its shape, whatever its name: a map of texts to the names of states.

Example::

    "choice_confirm": {
      "1": "confirmed",
      "2": "called_off",
      "fallback_message": ["Please answer 1 or 2."]
    }
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any, ClassVar

from kauli.flow.findings import Finding
from kauli.flow.raw import as_text
from kauli.flow.replies import Button
from kauli.flow.script import read_scripts
from kauli.flow.states.base import Move, Source, State, Target
from kauli.flow.states.speaking import SPEAKING_KEYS
from kauli.flow.texts import fold, loose

__all__ = ["ChoiceState", "pressed_button"]

_FORM_KEYS = frozenset({"fallback_message", "type", "choices"})
_LOOKED_AT = 100
_NOT_A_CHOICE = SPEAKING_KEYS - {"type"}


@dataclass(frozen=True, slots=True)
class ChoiceState(State):
    """Chooses. What it ``says`` is its fallback message.

    Attributes:
        options: where each choice leads, by key.
    """

    kind = "choice"
    keys = _FORM_KEYS
    example: ClassVar[Mapping[str, object]] = {
        "1": "confirmed",
        "2": "called_off",
        "fallback_message": ["Please answer 1 or 2."],
    }

    options: Mapping[str, Target] = field(default_factory=dict)
    _folded: Mapping[str, str] = field(default_factory=dict, repr=False)

    @classmethod
    def claims(cls, raw: Mapping[str, Any]) -> bool:
        """A map of nothing but names, perhaps with a fallback; or one under ``choices``."""
        if not _NOT_A_CHOICE.isdisjoint(raw):
            return False
        if isinstance(raw.get("choices"), Mapping):
            return bool(raw["choices"])
        options = _options(raw)
        return bool(options) and all(_is_name(value) for value in options.values())

    @classmethod
    def read(cls, source: Source) -> "ChoiceState":
        """Compile the state."""
        raw = source.raw
        inner = raw.get("choices")
        nested = isinstance(inner, Mapping)
        options = inner if isinstance(inner, Mapping) else _options(raw)
        written = {as_text(key): to for key, to in options.items()}
        return cls(
            name=source.name,
            says=read_scripts(raw.get("fallback_message")),
            unknown_keys=tuple([key for key in raw if nested and key not in _FORM_KEYS]),
            options={key: source.target(to) for key, to in written.items()},
            _folded={fold(key): key for key in reversed(written)},
        )

    @property
    def passes(self) -> bool:
        """A choice always awaits an answer."""
        return False

    def accept(self, text: str, shown: tuple[Button, ...]) -> Move | None:
        """The choice of that key, else of the button on the screen that says the same."""
        key = text if text in self.options else self._folded.get(fold(text))
        if key is None:
            key = pressed_button(text, [button for button in shown if button.id in self.options])
        return None if key is None else Move(self.options[key], key)

    def targets(self) -> Iterator[Target]:
        """Where the choices lead."""
        yield from self.options.values()

    def inspect(self) -> Iterator[Finding]:
        """Besides the common findings: no fallback, choices that look like misspelt keys."""
        yield from State.inspect(self)
        if not self.says:
            yield Finding(
                "choice_without_fallback",
                "warning",
                self.name,
                "It has no fallback message, so a wrong answer just brings the question again.",
                'Add a "fallback_message" that says which answers it takes.',
            )
        for key in [key for key, to in self.options.items() if to.missing][:_LOOKED_AT]:
            near = get_close_matches(key[:100], _NOT_A_CHOICE | _FORM_KEYS, n=1, cutoff=0.8)
            if near:
                yield Finding(
                    "unknown_key",
                    "error",
                    self.name,
                    f"{key!r} is taken for a choice, since it is no key of a state.",
                    f"Rename it to {near[0]!r}, if that is what you meant.",
                )


def pressed_button(text: str, buttons: list[Button]) -> str | None:
    """The id of the button whose title the text repeats: word for word, else letter for letter."""
    if not buttons:
        return None
    folded = fold(text)
    for button in buttons:
        if folded == fold(button.title):
            return button.id
    bare = loose(text)
    if not bare:
        return None
    return next((button.id for button in buttons if bare == loose(button.title)), None)


def _options(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    return {key: value for key, value in raw.items() if key not in _FORM_KEYS}


def _is_name(value: object) -> bool:
    return isinstance(value, (str, int)) and not isinstance(value, bool)
