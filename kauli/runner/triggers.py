"""Which deliveries a turn causes: a pure function of its events.

A trigger names an intent, which fires once, when the flow it started reaches its end; or a
state, which fires when it is entered (a choice: when it is made). Where a name is both, it is
the intent that is meant. Source: the receivers published for the compatible platform.
"""

from collections.abc import Iterable

from kauli.flow import ChoiceMade, Event, Flow, FlowFinished, StateEntered

__all__ = ["fired"]


_OF_STATES = (StateEntered, ChoiceMade)


def fired(events: Iterable[Event], flow: Flow, triggers: frozenset[str]) -> list[str]:
    """The triggers that the events of one turn met, each once, in the order they were met."""
    met: dict[str, None] = {}
    for event in events:
        if isinstance(event, FlowFinished):
            name = event.root
        elif isinstance(event, _OF_STATES) and event.state not in flow.intents:
            name = event.state
        else:
            continue
        if name in triggers:
            met[name] = None
    return list(met)
