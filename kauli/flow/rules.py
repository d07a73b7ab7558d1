"""What a bot's settings and its recogniser bring into a turn."""

from dataclasses import dataclass
from typing import Protocol

from kauli.flow.limits import DEFAULT_LIMITS, Limits

__all__ = ["Recogniser", "Rules"]


@dataclass(frozen=True, slots=True)
class Rules:
    """The settings of a bot that decide a turn.

    Attributes:
        threshold: the confidence from which on an intent counts as recognised, 0 to 1.
        fallback: the lines to answer with when nothing was recognised.
        variables: the names of the bot's middleware variables, without ``@``.
        limits: the bounds of a turn.
    """

    threshold: float
    fallback: tuple[str, ...]
    variables: tuple[str, ...] = ()
    limits: Limits = DEFAULT_LIMITS


class Recogniser(Protocol):
    """Whatever can tell what a message is about."""

    def classify(self, text: str) -> list[tuple[str, float]]:
        """The intents with their confidence (0 to 1), best first; empty when it knows nothing."""
        ...

    def matches(self, text: str, intent: str) -> bool:
        """Whether the text is one of the intent's examples, exactly or nearly so. Cheap."""
        ...
