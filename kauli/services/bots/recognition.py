"""What the checker says of a bot's examples: which intents say too much of the same."""

from collections.abc import Mapping, Sequence

from kauli.flow import Finding
from kauli.nlu import AtThreshold, Confusable, Evaluation, evaluate

__all__ = ["doubts_about"]

_MOST_EXAMPLES = 1_500
"""Above this, judging takes seconds; `kauli bot evaluate` says it all the same."""

_ENOUGH = 3
"""So many phrases gone astray are worth a hint."""

_SHOWN = 3
_FAR = 0.2
_WORTH_IT = 0.05


def doubts_about(intents: Mapping[str, Sequence[str]], threshold: float) -> tuple[Finding, ...]:
    """Hints about examples, found by cross-validation; it takes tenths of a second.

    Args:
        intents: the examples of each.
        threshold: the bot's own.
    """
    if not 2 <= sum(map(len, intents.values())) <= _MOST_EXAMPLES:
        return ()
    evaluation = evaluate(intents)
    pairs = [one for one in evaluation.confusable if _astray(one) >= _ENOUGH]
    found = [_confusable(pair, intents) for pair in pairs]
    return (*found, *_threshold(evaluation, threshold))


def _astray(pair: Confusable) -> int:
    return len(pair.phrases) + len(pair.other_phrases)


def _confusable(pair: Confusable, intents: Mapping[str, Sequence[str]]) -> Finding:
    astray = [*pair.phrases, *pair.other_phrases]
    quoted = ", ".join(f"“{phrase}”" for phrase in astray[:_SHOWN])
    more = f" and {len(astray) - _SHOWN} more" if len(astray) > _SHOWN else ""
    few = min(len(intents[pair.intent]), len(intents[pair.other]))
    mend = "Move each phrase to the intent it belongs to, or make one intent of the two"
    if few < 10:
        mend += ", or give them more examples that differ"
    return Finding(
        "confusable_intents",
        "hint",
        None,
        f"“{pair.intent}” and “{pair.other}” are taken for each other ({round(pair.share * 100)} % "
        f"of their phrases): {quoted}{more}.",
        f"{mend}.",
    )


def _threshold(evaluation: Evaluation, threshold: float) -> tuple[Finding, ...]:
    """A hint where another threshold would clearly do better by the bot's own examples."""
    best = evaluation.threshold
    now, then = _row(evaluation, threshold), _row(evaluation, best)
    if now is None or then is None or abs(best - threshold) < _FAR:
        return ()
    if _worth(then) - _worth(now) < _WORTH_IT:
        return ()
    return (
        Finding(
            "threshold_far_off",
            "hint",
            None,
            f"With the threshold {threshold:g} about {round(now.answered * 100)} % of what the bot "
            f"should understand is answered; with {best:g} it would be "
            f"{round(then.answered * 100)} %, {round(then.right * 100)} % of it rightly.",
            f"Set the confidence threshold to {best:g}, or see what each would do with "
            "`kauli bot evaluate`.",
        ),
    )


def _row(evaluation: Evaluation, threshold: float) -> AtThreshold | None:
    """The row of the table that is nearest to a threshold."""
    rows = evaluation.thresholds
    return min(rows, key=lambda row: abs(row.threshold - threshold)) if rows else None


def _worth(row: AtThreshold) -> float:
    return (row.answered * row.right + (row.refused or 0.0)) / 2
