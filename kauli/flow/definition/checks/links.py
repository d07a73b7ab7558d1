"""How states hang together: targets, buttons, what can't be reached, and circles."""

from collections.abc import Iterator

from kauli.flow.definition.checks.subject import Subject
from kauli.flow.findings import Finding
from kauli.flow.session import END
from kauli.flow.states import State
from kauli.flow.states.choice import ChoiceState

__all__ = ["check_links"]


def check_links(subject: Subject) -> Iterator[Finding]:
    """Everything about the connections between states."""
    for state in subject.flow.states.values():
        yield from _dangling(subject, state)
        yield from _buttons(subject, state)
    yield from _unreachable(subject)
    yield from _circles(subject)


def _dangling(subject: Subject, state: State) -> Iterator[Finding]:
    missing = dict.fromkeys(target.missing for target in state.targets() if target.missing)
    for name in missing:
        yield Finding(
            "dangling_target",
            "error",
            state.name,
            f"It leads to {name[:100]!r}, which does not exist, so the conversation ends there.",
            f"{subject.nearest(name, [*subject.flow.states, END])}"
            "Create that state, or lead to another one.",
        )


def _buttons(subject: Subject, state: State) -> Iterator[Finding]:
    flow = subject.flow
    following = flow.states.get(state.next.state) if state.next.state != END else None
    for offer in state.offers:
        if offer.id != END and (offer.id in flow.states or offer.id in flow.intents):
            continue
        if isinstance(following, ChoiceState):
            if offer.id in following.options:
                continue
            why = f"is none of the choices of {following.name!r}"
        elif following is None:
            why = "is neither a state nor an intent, and nothing is awaited after it"
        else:
            continue  # the id is the answer that the next state takes
        yield Finding(
            "button_nowhere",
            "error",
            state.name,
            f"The button {offer.id[:100]!r} leads nowhere: it {why}.",
            f"{subject.nearest(offer.id, flow.states)}"
            "As its id use the name of a state, or a key of the choice that comes next.",
        )


def _unreachable(subject: Subject) -> Iterator[Finding]:
    flow = subject.flow
    if not flow.intents:
        return
    reached = subject.reachable([*flow.intents, *subject.triggers])
    for name in flow.states:
        if name in reached or name == END:
            continue
        if subject.rules.variables:
            yield Finding(
                "unreachable_state",
                "hint",
                name,
                "Nothing in the flow leads here; only a button of your middleware can.",
                "If none does, connect it or remove it.",
            )
        else:
            yield Finding(
                "unreachable_state",
                "warning",
                name,
                "Nothing leads here: no intent has this name, no state and no button leads to it.",
                "Lead another state here, give it the name of an intent, or remove it.",
            )


def _circles(subject: Subject) -> Iterator[Finding]:
    """States that say nothing and lead to each other in a circle."""
    states = subject.flow.states
    known: set[str] = set()
    for start in states:
        path: dict[str, None] = {}
        name = start
        while name != END and name not in known and states[name].passes:
            known.add(name)
            path[name] = None
            name = states[name].next.state
        if name in path:
            yield Finding(
                "loop_without_wait",
                "error",
                name,
                "It leads back to itself through states that say nothing, so the conversation "
                "would never stop and wait.",
                "Give one of these states a message, or lead out of the circle.",
            )
