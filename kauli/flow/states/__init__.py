"""The types of state: one file each, all of them listed here."""

from kauli.flow.states.base import Source, State
from kauli.flow.states.choice import ChoiceState
from kauli.flow.states.interactive import InteractiveState
from kauli.flow.states.media import MediaState
from kauli.flow.states.text import TextState

__all__ = ["STATE_TYPES", "Source", "State", "read_state"]

STATE_TYPES: tuple[type[State], ...] = (ChoiceState, InteractiveState, MediaState, TextState)
"""Every type of state there is; a state is of the first type that claims it."""


def read_state(source: Source) -> State:
    """Compile a state, after finding out its type."""
    type_ = next(candidate for candidate in STATE_TYPES if candidate.claims(source.raw))
    return type_.read(source)
