"""The figures that the field knows, from what was guessed and how sure the guess was."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

__all__ = ["Guess", "accuracy", "auroc", "balance", "calibration_error"]

_BINS = 10


class Guess(NamedTuple):
    """The best intent of a message ("" for none), and its confidence from 0 to 1."""

    intent: str
    confidence: float


def accuracy(guesses: Sequence[Guess], expected: Sequence[str]) -> float:
    """The share of guesses that were right."""
    return float(
        np.mean([guess.intent == name for guess, name in zip(guesses, expected, strict=True)])
    )


def auroc(own: Sequence[Guess], foreign: Sequence[Guess]) -> float:
    """How often a message in scope has more confidence than one out of scope; a tie is half."""
    above = np.sort([guess.confidence for guess in foreign])
    values = np.array([guess.confidence for guess in own])
    below = np.searchsorted(above, values, "left")
    upto = np.searchsorted(above, values, "right")
    return float(np.mean(below + upto) / (2 * len(above)))


def calibration_error(guesses: Sequence[Guess], expected: Sequence[str]) -> float:
    """The mean gap between confidence and the share that was right, in ten equal bins (ECE)."""
    confidence = np.array([guess.confidence for guess in guesses])
    right = np.array([guess.intent == name for guess, name in zip(guesses, expected, strict=True)])
    place = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    gaps = [abs(float((confidence[place == k] - right[place == k]).sum())) for k in range(_BINS)]
    return sum(gaps) / len(guesses)


def balance(
    own: Sequence[Guess], expected: Sequence[str], foreign: Sequence[Guess], threshold: float
) -> tuple[float, float, float]:
    """What an author feels of a threshold.

    Returns:
        The share of messages in scope that are answered rightly, the share of others that are
        refused, and the mean of the two.
    """
    right = float(
        np.mean(
            [
                guess.confidence >= threshold and guess.intent == name
                for guess, name in zip(own, expected, strict=True)
            ]
        )
    )
    refused = float(np.mean([guess.confidence < threshold for guess in foreign]))
    return right, refused, (right + refused) / 2
