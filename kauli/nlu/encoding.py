"""How an encoder's vectors join the other features, and how much they count."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from kauli.nlu.arrays import Floats, Labels
from kauli.nlu.confidence import Calibration
from kauli.nlu.features import Rows
from kauli.nlu.knowledge import Weights
from kauli.nlu.learning import is_small, learn
from kauli.nlu.validation import Part, read_outcome

__all__ = ["Encoded", "choose_share", "directions", "rows_with"]

_SHARES = (1.2, 2.0, 3.0, 0.7, 0.0)
"""Lengths that the encoder's vector may get beside the other features; the first of equals wins."""
_SHARE_OF_MANY = 2.0


@dataclass(frozen=True, slots=True)
class Encoded:
    """What a model knows when the encoder that it was trained with is at hand.

    Attributes:
        encoder: the encoder's name.
        share: how long its vectors are made.
        centre: what is taken off its vectors, shape (d,): the mean of everyday phrases, since all
            texts of such an encoder point much the same way.
        weights: those of all terms, and of the d dimensions after them.
        calibration: from these weights' scores to confidences.
    """

    encoder: str
    share: float
    centre: Floats
    weights: Weights
    calibration: Calibration


def directions(vectors: Floats, centre: Floats) -> Floats:
    """Vectors seen from the centre, each of length 1 (or 0 where it is the centre)."""
    seen = vectors - centre
    lengths = np.linalg.norm(seen, axis=1, keepdims=True)
    found: Floats = (seen / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return found


def rows_with(rows: Rows, terms: int, vectors: Floats) -> Rows:
    """The phrases with the dimensions of a dense vector as further terms."""
    size, width = vectors.shape
    ends = rows.starts[1:]
    dense = np.tile(np.arange(terms, terms + width), size)
    return Rows(
        rows.starts + np.arange(size + 1) * width,
        np.insert(rows.terms, np.repeat(ends, width), dense),
        np.insert(rows.values, np.repeat(ends, width), vectors.ravel()),
    )


def choose_share(
    rows: Rows, terms: int, labels: Labels, vectors: Floats, parts: Sequence[Part]
) -> float:
    """The length of the encoder's vectors with which most held-out phrases are understood.

    Args:
        rows: the phrases.
        terms: how many terms these have.
        labels: the class of each phrase.
        vectors: the encoder's directions, shape (n, d).
        parts: what to hold out.
    """
    if not parts or not is_small(len(labels), len(parts[0].fit.classes)):
        return _SHARE_OF_MANY
    rights = []
    for share in _SHARES:
        joined = rows_with(rows, terms, share * vectors)
        _, scores = learn(joined, terms + vectors.shape[1], labels, parts)
        rights.append(int(read_outcome(labels, list(parts), scores).trials.right.sum()))
    return _SHARES[int(np.argmax(rights))]
