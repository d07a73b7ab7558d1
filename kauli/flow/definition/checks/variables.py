"""Variables in texts: whether there is ever something to put in their place."""

import re
from collections.abc import Iterator

from kauli.flow.definition.checks.subject import Subject
from kauli.flow.findings import Finding
from kauli.flow.script import Script
from kauli.flow.session import END
from kauli.flow.states import State
from kauli.flow.states.choice import ChoiceState
from kauli.flow.templates import Template, slots

__all__ = ["check_variables"]

_MENTION = re.compile(r"(?<![\w.])@([^\W\d][\w-]*)")


def check_variables(subject: Subject) -> Iterator[Finding]:
    """Everything about ``{{variables}}`` and ``@variables``."""
    remembered = _remembered(subject)
    configured = frozenset(subject.rules.variables)
    for state in subject.flow.states.values():
        scripts = list(_scripts(state))
        for name in dict.fromkeys(name for script in scripts for name in slots(script.texts())):
            if name not in remembered:
                yield _never_set(subject, state, name)
        for name in dict.fromkeys(_mentions(state.says)):
            if not any(name == one or name.startswith(f"{one}-") for one in configured):
                yield _not_configured(state, name)


def _remembered(subject: Subject) -> set[str]:
    """The names under which something is remembered.

    They are those of choices, and of the states that answers, intents or buttons lead to. A
    state that only choices lead to remembers nothing.
    """
    flow = subject.flow
    names = {name for name in flow.intents if name in flow.states}
    for state in flow.states.values():
        names.update(subject.button_targets(state))
        if isinstance(state, ChoiceState):
            names.add(state.name)
        elif state.next.state != END:
            names.add(state.next.state)
    return names if not subject.rules.variables else names | set(flow.states)


def _scripts(state: State) -> Iterator[Script]:
    yield from state.says
    for validator in state.validators:
        yield from validator.error


def _mentions(scripts: tuple[Script, ...]) -> Iterator[str]:
    for script in scripts:
        for text in script.texts():
            if isinstance(text, Template):
                for part in text.parts:
                    if isinstance(part, str):
                        yield from _MENTION.findall(part)


def _never_set(subject: Subject, state: State, name: str) -> Finding:
    if name in subject.flow.states:
        why = "only choices lead to that state, and they are remembered by the choice's own name"
    else:
        why = "there is no state of that name"
    return Finding(
        "variable_never_set",
        "warning",
        state.name,
        f"{{{{{name[:100]}}}}} is never filled in: {why}.",
        f"{subject.nearest(name, subject.flow.states)}"
        "Use the name of the state that the answer leads to, or of the choice.",
    )


def _not_configured(state: State, name: str) -> Finding:
    return Finding(
        "middleware_variable_unknown",
        "hint",
        state.name,
        f"@{name[:100]} is shown as it is, since the middleware has no variable of that name.",
        "If it is to be asked from your server, add the variable to the middleware settings.",
    )
