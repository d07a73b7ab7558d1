"""What a confidence threshold does: who is answered, who rightly, and who is turned away."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kauli.nlu.arrays import Mask

__all__ = ["USUAL_THRESHOLD", "AtThreshold", "best_threshold", "threshold_table"]

USUAL_THRESHOLD = 0.6
"""Where nothing better is known of a bot."""

_STEPS = tuple(step / 20 for step in range(2, 20))
_LOWEST, _HIGHEST = 0.3, 0.8
_FEWEST = 20
_AS_GOOD = 0.01


@dataclass(frozen=True, slots=True)
class AtThreshold:
    """The effect of one threshold, in shares from 0 to 1.

    Attributes:
        threshold: the least confidence with which a message is answered.
        answered: how much of what the bot should understand is answered.
        right: how much of that is answered rightly.
        refused: how much of what the bot can't know is left to the fallback; None where nothing
            of the kind was tried.
    """

    threshold: float
    answered: float
    right: float
    refused: float | None


def threshold_table(
    confidences: Sequence[float], rights: Sequence[bool], unknown: Sequence[float]
) -> tuple[AtThreshold, ...]:
    """The effect of the thresholds from 0.1 to 0.95, in steps of 0.05.

    Args:
        confidences: of the messages that the bot should understand.
        rights: whether each of these was understood rightly.
        unknown: the confidences of messages that belong to none of its intents.
    """
    if not len(confidences):
        return ()
    own, right, foreign = np.array(confidences), np.array(rights, np.bool_), np.array(unknown)
    return tuple(
        AtThreshold(
            threshold=step,
            answered=_mean(own >= step),
            right=_mean(right[own >= step]),
            refused=_mean(foreign < step) if len(foreign) else None,
        )
        for step in _STEPS
    )


def best_threshold(table: Sequence[AtThreshold], judged: int) -> float:
    """The threshold that answers most rightly and refuses most of the unknown, weighed alike.

    Of those that do about as well the nearest to the usual one, which is also the answer where
    fewer than 20 phrases were judged.
    """
    rows = [
        row for row in table if _LOWEST <= row.threshold <= _HIGHEST and row.refused is not None
    ]
    if judged < _FEWEST or not rows:
        return USUAL_THRESHOLD
    worth = {row.threshold: row.answered * row.right + (row.refused or 0.0) for row in rows}
    best = max(worth.values())
    good = [step for step, value in worth.items() if value >= best - 2 * _AS_GOOD]
    return min(good, key=lambda step: (abs(step - USUAL_THRESHOLD), step))


def _mean(values: Mask) -> float:
    # Rounded, so that the last bits of a processor's arithmetic change no model's bytes.
    return round(float(values.mean()), 4) if len(values) else 0.0
