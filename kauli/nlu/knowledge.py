"""What training found out: everything that a model is made of, and nothing that can be derived."""

from dataclasses import dataclass

import numpy as np

from kauli.nlu.arrays import Floats, Levels
from kauli.nlu.confidence import Calibration
from kauli.nlu.evaluation import Evaluation
from kauli.nlu.features import Vocabulary
from kauli.nlu.phrases import Phrases

__all__ = ["Knowledge", "Weights", "quantise"]

_LEVELS = 127


@dataclass(frozen=True, slots=True)
class Weights:
    """The regression's weights in one byte each: value = level * scale of its column."""

    levels: Levels
    """Shape (terms, taught)."""
    scales: Floats
    """Shape (taught,)."""

    def values(self) -> Floats:
        """The weights as numbers, shape (terms, taught)."""
        return self.levels * self.scales


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The parts of a model.

    Attributes:
        intents: the names of all intents, in the author's order.
        taught: the indices of those that had examples, one for each column of the weights.
        phrases: the examples themselves.
        vocabulary: the terms that the weights are about.
        weights: what each term says for each taught intent.
        calibration: from scores to confidences.
        evaluation: what cross-validation found while training.
    """

    intents: tuple[str, ...]
    taught: tuple[int, ...]
    phrases: Phrases
    vocabulary: Vocabulary
    weights: Weights
    calibration: Calibration
    evaluation: Evaluation


def quantise(weights: Floats) -> Weights:
    """Round weights to a byte each; what that changes in a score is a hundredth."""
    peaks = np.abs(weights).max(axis=0, initial=0)
    scales = np.where(peaks > 0, peaks / _LEVELS, 1).astype(np.float32)
    return Weights(np.rint(weights / scales).astype(np.int8), scales)
