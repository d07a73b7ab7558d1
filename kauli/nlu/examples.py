"""The examples of a bot, checked, normalised and numbered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kauli.kit.errors import Invalid, Problem
from kauli.nlu.arrays import Labels
from kauli.nlu.normalise import MAX_CHARACTERS, key_of, words_of

__all__ = ["MAX_EXAMPLES", "MAX_INTENTS", "MAX_TOTAL_CHARACTERS", "Examples", "read_examples"]

MAX_INTENTS = 500
MAX_EXAMPLES = 20_000
MAX_TOTAL_CHARACTERS = 2_000_000
"""Counted after each example was cut to what is read of it."""


@dataclass(frozen=True, slots=True)
class Examples:
    """What a bot is trained on.

    Attributes:
        intents: all names, in the author's order.
        taught: those with at least one example that says anything; a label is an index into it.
        phrases: the normalised words of each example, without repetitions inside an intent.
        texts: each example as the author wrote it, as far as it is read.
        labels: the label of each.
    """

    intents: tuple[str, ...]
    taught: tuple[str, ...]
    phrases: tuple[list[str], ...]
    texts: tuple[str, ...]
    labels: Labels


def read_examples(examples: Mapping[str, Sequence[str]]) -> Examples:
    """Check and number the examples; blank ones and repetitions are passed over.

    Raises:
        Invalid: something is no text, or there is more than can be trained.
    """
    _check(examples)
    taught: list[str] = []
    phrases: list[list[str]] = []
    written: list[str] = []
    labels: list[int] = []
    for intent, texts in examples.items():
        found: dict[str, tuple[list[str], str]] = {}
        for text in texts:
            words = words_of(text)
            if words:
                found.setdefault(key_of(words), (words, text[:MAX_CHARACTERS]))
        if found:
            phrases += [words for words, _ in found.values()]
            written += [text for _, text in found.values()]
            labels += [len(taught)] * len(found)
            taught.append(intent)
    return Examples(
        tuple(examples), tuple(taught), tuple(phrases), tuple(written), np.array(labels, np.int64)
    )


def _check(examples: Mapping[str, Sequence[str]]) -> None:
    problems = [problem for intent in examples for problem in _faults(intent, examples[intent])]
    if problems:
        raise Invalid(problems[0].message, code="examples_not_text", problems=problems)
    count = sum(len(texts) for texts in examples.values())
    if len(examples) > MAX_INTENTS or count > MAX_EXAMPLES:
        raise Invalid(
            f"A bot learns at most {MAX_INTENTS:,} intents and {MAX_EXAMPLES:,} examples; this "
            f"one has {len(examples):,} and {count:,}. Leave out the examples most like others.",
            code="too_many_examples",
        )
    total = sum(min(len(text), MAX_CHARACTERS) for texts in examples.values() for text in texts)
    if total > MAX_TOTAL_CHARACTERS:
        raise Invalid(
            f"The examples have {total:,} characters together and at most "
            f"{MAX_TOTAL_CHARACTERS:,} can be learnt. Shorten them to what a person would type.",
            code="examples_too_long",
        )


def _faults(intent: object, texts: object) -> list[Problem]:
    if not isinstance(intent, str) or not _is_unicode(intent):
        return [Problem((str(intent).encode(errors="replace").decode(),), _NAME, "string_type")]
    if isinstance(texts, str) or not isinstance(texts, Sequence):
        return [
            Problem((intent,), f"The examples of {intent!r} must be a list of texts.", "list_type")
        ]
    return [
        Problem(
            (intent, str(index)),
            f"Example {index + 1} of {intent!r} is no text; write it in quotes.",
            "string_type",
        )
        for index, text in enumerate(texts)
        if not isinstance(text, str)
    ]


_NAME = "An intent's name must be a text of valid Unicode characters."


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
