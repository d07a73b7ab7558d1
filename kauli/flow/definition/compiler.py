"""From a document to a flow: every form that published bots have is understood here."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from kauli.flow.definition.bounds import check_bounds, refuse
from kauli.flow.definition.intents import flat_intents
from kauli.flow.findings import Finding
from kauli.flow.limits import DEFAULT_LIMITS, Limits
from kauli.flow.model import Flow
from kauli.flow.raw import as_text
from kauli.flow.states import Source, read_state
from kauli.kit.errors import Invalid
from kauli.kit.json import parse_body

__all__ = ["compile_flow"]


def compile_flow(flows: object, intents: object, limits: Limits = DEFAULT_LIMITS) -> Flow:
    """Compile a bot's document.

    Whatever published bots carry is taken, faults and all; ``check`` then says what is wrong
    or doubtful in it. Nothing in the flow refers to the document afterwards.

    Args:
        flows: the states by name; nothing (or an empty list) is a flow without states.
        intents: the example sentences by intent.
        limits: the bounds to keep.

    Raises:
        Invalid: it is no map, or beyond a limit.
    """
    flat = flat_intents(intents, limits)
    notes: list[Finding] = []
    raw_states = {
        name: _as_map(name, raw, limits, notes) for name, raw in _named(flows, limits).items()
    }
    states = {
        name: read_state(Source(name, raw, raw_states.keys(), limits))
        for name, raw in raw_states.items()
    }
    return Flow(
        states=MappingProxyType(states),
        intents=MappingProxyType({name: tuple(examples) for name, examples in flat.items()}),
        notes=tuple(notes),
    )


def _named(flows: object, limits: Limits) -> dict[str, object]:
    if flows is None or flows in ([], ()):
        return {}
    if not isinstance(flows, Mapping):
        raise refuse(
            "not_a_map",
            "flows",
            'A flow must be a map such as {"greet": {"message": "Karibu!", "next_state": "end"}}.',
        )
    if len(flows) > limits.states:
        raise refuse(
            "too_many_states",
            "flows",
            f"A flow has at most {limits.states:,} states; this one has {len(flows):,}. "
            "Split it into several bots.",
        )
    check_bounds("flows", flows, limits)
    return {as_text(name): raw for name, raw in flows.items()}


def _as_map(name: str, raw: object, limits: Limits, notes: list[Finding]) -> Mapping[str, Any]:
    """A state as a map: as one, as the JSON text of one, or as nothing but its message."""
    if isinstance(raw, str):
        raw = _decoded(raw, limits)
    if isinstance(raw, Mapping):
        return {as_text(key): value for key, value in raw.items()}
    notes.append(
        Finding(
            "state_not_a_map",
            "warning",
            name,
            "It is written as its mere message, so nothing is awaited after it.",
            'Write {"message": …, "next_state": …}.',
        )
    )
    return {"message": raw}


def _decoded(text: str, limits: Limits) -> object:
    """What the text says in JSON, if it is the JSON of a map; else the text."""
    if not text.lstrip().startswith("{"):
        return text
    try:
        value = parse_body(text.encode("utf-8", "replace"))
    except Invalid:
        return text
    check_bounds("flows", value, limits)
    return value if isinstance(value, Mapping) else text
