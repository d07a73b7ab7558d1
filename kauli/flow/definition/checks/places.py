"""Each state by itself, and what the compiler had to put right."""

from collections.abc import Iterator

from kauli.flow.definition.checks.subject import Subject
from kauli.flow.findings import Finding
from kauli.flow.session import END

__all__ = ["check_places"]


def check_places(subject: Subject) -> Iterator[Finding]:
    """What every state says about itself."""
    yield from subject.flow.notes
    if not subject.flow.states:
        yield Finding(
            "empty_flow",
            "error",
            None,
            "The flow has no states, so the bot has nothing to say.",
            "Add a state with the name of an intent, and give it a message.",
        )
    if END in subject.flow.states:
        yield Finding(
            "end_as_state",
            "warning",
            END,
            "A next state called 'end' always ends the conversation, so it never leads here.",
            "Give it another name, and use that as next state.",
        )
    for state in subject.flow.states.values():
        yield from state.inspect()
