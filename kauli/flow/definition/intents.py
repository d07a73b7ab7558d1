"""Intents: the example sentences by which a flow is recognised."""

from collections.abc import Mapping

from kauli.flow.definition.bounds import check_bounds, refuse
from kauli.flow.limits import DEFAULT_LIMITS, Limits
from kauli.flow.raw import as_text, as_utterances

__all__ = ["flat_intents"]


def flat_intents(raw: object, limits: Limits = DEFAULT_LIMITS) -> dict[str, list[str]]:
    """Intents as a map of flat lists of texts, whatever way they were written.

    Lists in lists are laid flat, numbers and booleans become text, a single text becomes a
    list of one; an empty list, as some clients send for an empty map, is an empty map.

    Raises:
        Invalid: it is no map, or beyond a limit.
    """
    if raw is None or raw in ([], ()):
        return {}
    if not isinstance(raw, Mapping):
        raise refuse(
            "not_a_map",
            "intents",
            'Intents must be a map such as {"greet": ["hello", "habari"]}.',
        )
    check_bounds("intents", raw, limits)
    if len(raw) > limits.intents:
        raise refuse(
            "too_many_intents",
            "intents",
            f"A bot has at most {limits.intents:,} intents; this one has {len(raw):,}.",
        )
    flat = {as_text(name): as_utterances(examples) for name, examples in raw.items()}
    total = sum(map(len, flat.values()))
    if total > limits.utterances:
        raise refuse(
            "too_many_utterances",
            "intents",
            f"A bot has at most {limits.utterances:,} example sentences; this one has {total:,}.",
        )
    return flat
