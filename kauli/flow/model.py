"""The compiled flow."""

from collections.abc import Mapping
from dataclasses import dataclass

from kauli.flow.findings import Finding
from kauli.flow.states.base import State

__all__ = ["Flow"]


@dataclass(frozen=True, slots=True)
class Flow:
    """A bot's conversation, compiled: read-only, and shared by all conversations.

    Attributes:
        states: the states by name, in the order of the document.
        intents: the example sentences by intent, flat.
        notes: what the compiler had to put right, for the checker.
    """

    states: Mapping[str, State]
    intents: Mapping[str, tuple[str, ...]]
    notes: tuple[Finding, ...] = ()
