"""What the checks look at."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from kauli.flow.model import Flow
from kauli.flow.rules import Rules
from kauli.flow.session import END
from kauli.flow.states import State

__all__ = ["Subject", "leads_to"]

_FEW = 500


@dataclass(slots=True)
class Subject:
    """A bot to check.

    Attributes:
        flow: its compiled flow.
        rules: its settings.
        triggers: the intents and states that trigger its webhooks.
        channels: the names of the channels it is meant for.
        suggestions: how many more times to look for a similar name, which takes a while.
    """

    flow: Flow
    rules: Rules
    triggers: tuple[str, ...]
    channels: tuple[str, ...]
    suggestions: int = 50

    def nearest(self, name: str, known: Iterable[str]) -> str:
        """``Did you mean …?`` when a known name is much like this one, else nothing."""
        names = list(known)
        if not self.suggestions or len(names) > _FEW:
            return ""
        self.suggestions -= 1
        near = get_close_matches(name[:100], names, n=1, cutoff=0.75)
        return f"Did you mean {near[0]!r}? " if near else ""

    def button_targets(self, state: State) -> list[str]:
        """The states that the buttons of a state lead to."""
        return [o.id for o in state.offers if o.id in self.flow.states and o.id != END]

    def reachable(self, roots: Iterable[str]) -> set[str]:
        """The states that can be reached from some states, these included."""
        states = self.flow.states
        open_ = [name for name in roots if name in states]
        seen = set(open_)
        while open_:
            state = states[open_.pop()]
            for name in (*leads_to(state), *self.button_targets(state)):
                if name not in seen:
                    seen.add(name)
                    open_.append(name)
        return seen


def leads_to(state: State) -> list[str]:
    """The states that can come after a state by themselves."""
    return [target.state for target in state.targets() if target.state != END]
