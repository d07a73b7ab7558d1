"""What all states have in common."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, ClassVar, NamedTuple

from kauli.flow.findings import Finding
from kauli.flow.limits import Limits
from kauli.flow.raw import as_text
from kauli.flow.replies import Button
from kauli.flow.script import Offer, Pick, Script, one_of
from kauli.flow.session import END, Input
from kauli.flow.validation import Validator, first_refusal

__all__ = ["NOWHERE", "Move", "Source", "State", "Target"]


class Target(NamedTuple):
    """Where something leads; ``missing`` is the name of a state that does not exist."""

    state: str
    missing: str = ""


NOWHERE = Target(END)
"""The end of the flow."""


class Move(NamedTuple):
    """What an answer means to the state that awaited it.

    Attributes:
        target: where it leads.
        choice: the key that was chosen; ``None`` where any answer would have done.
    """

    target: Target
    choice: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """What a state is compiled from.

    Attributes:
        name: the state's name.
        raw: the state as written.
        names: the names of all states of the flow.
        limits: the bounds to keep.
    """

    name: str
    raw: Mapping[str, Any]
    names: Collection[str]
    limits: Limits

    def target(self, written: object) -> Target:
        """Where a name leads: to the state of that name; none, and no such state, to the end."""
        name = as_text(written)
        if not name or name == END:
            return NOWHERE
        return Target(name) if name in self.names else Target(END, missing=name)


@dataclass(frozen=True, slots=True)
class State(ABC):
    """A place in a flow.

    Attributes:
        name: its name, under which the message that led here is remembered.
        says: what it says on arrival, in its variations; empty when it says nothing.
        next: the state that awaits the answer.
        validators: what an answer has to satisfy.
        unknown_keys: keys that mean nothing, for the checker.
    """

    kind: ClassVar[str]
    """The name of the type."""
    keys: ClassVar[frozenset[str]]
    """The keys that mean something in it."""
    example: ClassVar[Mapping[str, object]]
    """A state as written."""

    name: str
    says: tuple[Script, ...] = ()
    next: Target = NOWHERE
    validators: tuple[Validator, ...] = ()
    unknown_keys: tuple[str, ...] = ()

    @classmethod
    @abstractmethod
    def claims(cls, raw: Mapping[str, Any]) -> bool:
        """Whether a state written like this is of this type."""

    @classmethod
    @abstractmethod
    def read(cls, source: Source) -> "State":
        """Compile the state."""

    def enter(self, pick: Pick) -> Script | None:
        """What to say on arrival, in one of its variations; ``None`` for nothing."""
        return one_of(self.says, pick)

    @property
    def passes(self) -> bool:
        """Whether the conversation goes on at once, since there is nothing to answer."""
        return not self.says and not self.validators

    @property
    def offers(self) -> tuple[Offer, ...]:
        """The buttons that it shows."""
        return self.says[0].offers if self.says else ()

    def refuse(self, message: Input) -> Validator | None:
        """The first validator that does not accept an answer to this state."""
        return first_refusal(self.validators, message) if self.validators else None

    @abstractmethod
    def accept(self, text: str, shown: tuple[Button, ...]) -> Move | None:
        """What an answer means to this state, which awaited it; ``None`` when it means nothing.

        Args:
            text: the answer.
            shown: the buttons that were on the screen.
        """

    def targets(self) -> Iterator[Target]:
        """Where the conversation goes from here, buttons apart."""
        yield self.next

    def inspect(self) -> Iterator[Finding]:
        """What is wrong or doubtful within the state itself."""
        for key in self.unknown_keys:
            yield _unknown_key(self.name, key, self.keys)
        for validator in self.validators:
            if validator.fault is not None:
                yield validator.fault.at(self.name)


def _unknown_key(state: str, key: str, known: Collection[str]) -> Finding:
    near = get_close_matches(key[:100], known, n=1, cutoff=0.7)
    if near:
        return Finding(
            "unknown_key",
            "error",
            state,
            f"{key!r} means nothing here, so what it holds is not used.",
            f"Rename it to {near[0]!r}, if that is what you meant.",
        )
    return Finding(
        "unknown_key",
        "hint",
        state,
        f"{key[:100]!r} means nothing here and is not used.",
        "Remove it, unless another program needs it.",
    )
