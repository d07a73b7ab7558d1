"""Adding examples to the intents of a draft: pure."""

from collections.abc import Mapping, Sequence
from typing import Any

__all__ = ["with_examples"]


def with_examples(
    intents: Mapping[str, Any], phrases: Mapping[str, Sequence[str]]
) -> tuple[dict[str, Any], int]:
    """The intents with the phrases, and how many of these were new.

    Whatever form an intent was written in, a phrase is added behind what it has.
    """
    grown, added = dict(intents), 0
    for intent, new in phrases.items():
        old = grown.get(intent, [])
        examples = list(old) if isinstance(old, list) else [old]
        fresh = [phrase for phrase in dict.fromkeys(new) if phrase not in examples]
        added += len(fresh)
        if fresh:
            grown[intent] = examples + fresh
    return grown, added
