"""Intents: whether they can be recognised, and whether the bot has an answer."""

from collections.abc import Iterator

from kauli.flow.definition.checks.subject import Subject
from kauli.flow.findings import Finding
from kauli.flow.talk import CANCEL, CANCELLED
from kauli.flow.texts import fold

__all__ = ["check_intents"]


def check_intents(subject: Subject) -> Iterator[Finding]:
    """Everything about the intents."""
    flow = subject.flow
    if flow.states and not flow.intents:
        yield Finding(
            "no_intents",
            "error",
            None,
            "The bot has no intents, so nothing that people write starts a conversation.",
            "Add an intent with the name of a state, and some sentences that mean it.",
        )
    for name, examples in flow.intents.items():
        if not examples:
            yield Finding(
                "empty_intent",
                "warning",
                name if name in flow.states else None,
                f"The intent {name!r} has no examples, so it is never recognised.",
                "Add some sentences that people would say.",
            )
        if name not in flow.states:
            yield _without_state(subject, name)
    yield from _shared_phrases(subject)


def _without_state(subject: Subject, name: str) -> Finding:
    if name == CANCEL:
        return Finding(
            "cancel_without_state",
            "hint",
            None,
            f"There is no state {CANCEL!r}, so the bot answers {CANCELLED!r}.",
            f"Add a state {CANCEL!r} to say it in your own words.",
        )
    return Finding(
        "intent_without_state",
        "error",
        None,
        f"The intent {name!r} has no state of the same name, so the bot can't answer it.",
        f"{subject.nearest(name, subject.flow.states)}Add a state {name!r}, or rename the intent.",
    )


def _shared_phrases(subject: Subject) -> Iterator[Finding]:
    owners: dict[str, str] = {}
    for name, examples in subject.flow.intents.items():
        for phrase in dict.fromkeys(map(fold, examples)):
            owner = owners.setdefault(phrase, name)
            if owner != name:
                yield Finding(
                    "phrase_in_two_intents",
                    "warning",
                    None,
                    f"{phrase[:100]!r} is an example of both {owner!r} and {name!r}, "
                    "so the bot can't tell which is meant.",
                    "Leave it in the intent it fits better.",
                )
