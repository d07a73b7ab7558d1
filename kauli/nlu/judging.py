"""How a trained bot does on messages that somebody labelled by hand."""

from collections import Counter
from collections.abc import Callable, Sequence

from kauli.nlu.evaluation import Confusion, Evaluation, Misread, summarise
from kauli.nlu.model import Model
from kauli.nlu.thresholds import best_threshold, threshold_table

__all__ = ["Progress", "judge"]

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much."""

_NOTHING = ""
"""What a message that resembles nothing is taken for."""
_TELL_EVERY = 50


def judge(
    model: Model, messages: Sequence[tuple[str, str | None]], progress: Progress | None = None
) -> Evaluation:
    """Classify labelled messages and compare.

    Args:
        model: the bot's recogniser.
        messages: each with its intent, or None (or a name that the bot has not) for what it
            can't know; those count for the thresholds only.
        progress: told the messages done and their number, now and then and at the end.
    """
    pairs: Counter[tuple[str, str]] = Counter()
    misread: list[Misread] = []
    confidences: list[float] = []
    rights: list[bool] = []
    unknown: list[float] = []
    for done, (text, expected) in enumerate(messages, 1):
        ranked = model.classify(text)
        predicted, confidence = ranked[0] if ranked else (_NOTHING, 0.0)
        if expected is None or expected not in model.intents:
            unknown.append(confidence)
        else:
            pairs[expected, predicted] += 1
            confidences.append(confidence)
            rights.append(predicted == expected)
            if predicted != expected:
                misread.append(Misread(text, expected, predicted, confidence))
        if progress is not None and (done % _TELL_EVERY == 0 or done == len(messages)):
            progress(done, len(messages))
    table = threshold_table(confidences, rights, unknown)
    return summarise(
        model.intents,
        [Confusion(a, b, count) for (a, b), count in pairs.items()],
        misread,
        table,
        best_threshold(table, len(confidences)),
    )
