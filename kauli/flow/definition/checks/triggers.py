"""Triggers: whether the webhook can ever fire, and when."""

from collections.abc import Iterator

from kauli.flow.definition.checks.subject import Subject
from kauli.flow.findings import Finding
from kauli.flow.session import END

__all__ = ["check_triggers"]


def check_triggers(subject: Subject) -> Iterator[Finding]:
    """Everything about the triggers."""
    flow = subject.flow
    open_ends = _open_ends(subject)
    for trigger in dict.fromkeys(subject.triggers):
        if trigger not in flow.states and trigger not in flow.intents:
            yield Finding(
                "unknown_trigger",
                "error",
                None,
                f"The webhook trigger {trigger[:100]!r} is neither an intent nor a state, "
                "so it never fires.",
                f"{subject.nearest(trigger, [*flow.intents, *flow.states])}"
                "Choose one of the bot's intents or states.",
            )
        elif trigger in flow.intents:
            yield from _waits_for_button(subject, trigger, open_ends)


def _open_ends(subject: Subject) -> dict[str, list[str]]:
    """Last states whose buttons still lead on, with where to: the flow is open there."""
    intents = subject.flow.intents
    leading = {
        name: [to for to in subject.button_targets(state) if to not in intents]
        for name, state in subject.flow.states.items()
        if state.next.state == END and state.offers
    }
    return {name: targets for name, targets in leading.items() if targets}


def _waits_for_button(
    subject: Subject, trigger: str, open_ends: dict[str, list[str]]
) -> Iterator[Finding]:
    reached = subject.reachable([trigger]) if open_ends else set()
    for name, leading in open_ends.items():
        if name in reached:
            yield Finding(
                "trigger_waits_for_button",
                "hint",
                name,
                f"The webhook of {trigger!r} fires when a button here was pressed "
                f"({', '.join(leading[:5])}), not before.",
                "If it should fire without that, add this state to the triggers.",
            )
