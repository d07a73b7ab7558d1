"""Begin a conversation in the middle: at a state, as if it had just been entered.

For trying a flow out; chatters always begin with a message.
"""

from collections import deque
from collections.abc import Iterator, Mapping

from kauli.flow.model import Flow
from kauli.flow.rules import Rules
from kauli.flow.script import Pick
from kauli.flow.session import END, Input, Session
from kauli.flow.states import State
from kauli.flow.talk import Talk
from kauli.flow.turn import Ask, Turn

__all__ = ["begin_at", "root_of"]


def begin_at(
    flow: Flow, rules: Rules, name: str, memory: Mapping[str, str], pick: Pick
) -> Turn | Ask:
    """Enter a state without a message; the flow under way is the one that leads there.

    Args:
        flow: the bot's compiled flow.
        rules: the bot's settings.
        name: of a state of the flow.
        memory: what is remembered from before; within the limit.
        pick: chooses one of ``n`` variations, an index from 0 to ``n - 1``.
    """
    session = Session(memory=dict(memory), root=root_of(flow, name))
    return Talk(flow, rules, session, Input(""), pick).arrive(name)


def root_of(flow: Flow, name: str) -> str:
    """The intent whose flow a state belongs to: the nearest that leads there, "" for none."""
    before = _before(flow)
    seen, waiting = {name}, deque([name])
    while waiting:
        state = waiting.popleft()
        if state in flow.intents:
            return state
        new = [one for one in before.get(state, ()) if one not in seen]
        seen.update(new)
        waiting.extend(new)
    return ""


def _before(flow: Flow) -> dict[str, list[str]]:
    """The states that lead to each, in the order of the document."""
    before: dict[str, list[str]] = {}
    for state in flow.states.values():
        for to in dict.fromkeys(_onward(state)):
            before.setdefault(to, []).append(state.name)
    return before


def _onward(state: State) -> Iterator[str]:
    """Where answers and buttons lead from a state."""
    yield from (target.state for target in state.targets() if target.state != END)
    yield from (offer.id for offer in state.offers)
