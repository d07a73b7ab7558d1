"""Multinomial logistic regression on phrases, and "none of these" as a class with nothing to say.

P(k | x) = exp(z_k) / (1 + sum_j exp(z_j)), z = W x. The 1 stands for "none of these": a phrase
that shares nothing with the examples scores z = 0 everywhere and is nobody's, and a bot with a
single intent still has something to be measured against. Both solvers minimise the cross-entropy
plus RIDGE / 2 * |W|^2.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from kauli.nlu.arrays import Floats, Labels, Mask
from kauli.nlu.features import Rows

__all__ = ["Fit", "descend", "solve"]

RIDGE = 0.1

_TOLERANCE = 5e-3
_MAX_STEPS = 500
_EPOCHS = 8
_EPOCHS_OF_MANY = 4
_MANY = 2_500
_RATE = 0.7
_LARGEST_EXPONENT = 60.0


class Fit(NamedTuple):
    """One regression among several that share their phrases: which take part in it."""

    rows: Floats
    """What each phrase weighs: 1, or 0 for those it doesn't learn from."""
    classes: Mask
    """The classes that it knows."""


def solve(gram: Floats, labels: Labels, fits: Sequence[Fit]) -> Floats:
    """Fit several regressions at once, to convergence, in their dual form W = A' X.

    Nesterov's accelerated steps with restarts (O'Donoghue and Candes, 2015), each fit restarting
    by itself. All fits share one matrix product a step, and the scores of the phrases that a fit
    left out come with it, which makes cross-validation nearly free.

    Args:
        gram: inner products of the phrases, shape (n, n).
        labels: the class of each phrase, shape (n,), counted from 0; -1 for nobody's.
        fits: the regressions, b of them, over k classes.

    Returns:
        The coefficients A, shape (n, b, k); ``gram @ A`` are the scores. Rows and classes
        that take no part have zeros.
    """
    size, parts, classes = len(labels), len(fits), len(fits[0].classes)
    learn = np.stack([fit.rows for fit in fits], axis=1)[:, :, None]
    known = np.stack([fit.classes for fit in fits]).astype(np.float32)
    target = (labels[:, None, None] == np.arange(classes)) * learn
    step = np.float32(1 / (_curvature(gram) + RIDGE))

    now: Floats = np.zeros((size, parts, classes), np.float32)
    now_scores, ahead, ahead_scores = now, now, now
    pace = np.ones(parts)
    for _ in range(_MAX_STEPS):
        slope = _probabilities(ahead_scores, known) * learn - target + RIDGE * ahead
        new: Floats = ahead - step * slope
        new_scores = (gram @ new.reshape(size, -1)).reshape(new.shape)
        if np.abs(slope).max() < _TOLERANCE:
            return new
        move, move_scores = new - now, new_scores - now_scores
        overshot = np.einsum("nbk,nbk->b", slope, move_scores) > 0
        pace = np.where(overshot, 1.0, pace)
        next_pace = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
        push = np.where(overshot, 0.0, (pace - 1) / next_pace).astype(np.float32)[:, None]
        pace = np.where(overshot, 1.0, next_pace)
        ahead, ahead_scores = new + push * move, new_scores + push * move_scores
        now, now_scores = new, new_scores
    return now


def descend(rows: Rows, labels: Labels, fit: Fit, terms: int, order: Labels) -> Floats:
    """Fit one regression by stochastic steps on the sparse vectors: for very many phrases.

    The result is the mean over the later half of the epochs, which is nearer to the minimum than
    the last of them (Polyak and Juditsky, 1992).

    Args:
        rows: the phrases.
        labels: the class of each, -1 for nobody's.
        fit: which of them, and of the classes, take part.
        terms: the number of terms in the vocabulary.
        order: the order in which the phrases are visited, well mixed.

    Returns:
        The weights W transposed, shape (terms, k).
    """
    known = fit.classes.astype(np.float32)
    weights = np.zeros((terms, len(known)), np.float32)
    visited = [int(row) for row in order if fit.rows[row]]
    starts = rows.starts.tolist()
    epochs = _EPOCHS if len(visited) <= _MANY else _EPOCHS_OF_MANY
    later = epochs // 2
    mean = np.zeros_like(weights)
    for epoch in range(epochs):
        rate = np.float32(_RATE / (1 + epoch))
        for row in visited:
            here = slice(starts[row], starts[row + 1])
            terms_here, values = rows.terms[here], rows.values[here]
            at = weights[terms_here]
            slope = _probabilities(values @ at, known)
            if labels[row] >= 0:
                slope[labels[row]] -= 1
            weights[terms_here] = at - np.outer(rate * fit.rows[row] * values, slope)
        weights *= 1 - rate * np.float32(RIDGE)
        if epoch >= later:
            mean += weights / np.float32(epochs - later)
    return mean


def _probabilities(scores: Floats, known: Floats) -> Floats:
    """P(k | x) along the last axis, none for the unknown classes."""
    powers: Floats = np.exp(np.minimum(scores, _LARGEST_EXPONENT))
    powers *= known
    powers /= powers.sum(axis=-1, keepdims=True) + 1
    return powers


def _curvature(gram: Floats) -> float:
    """How sharply the loss can bend: a quarter of the Gram matrix's largest eigenvalue.

    A half would be safe for any scores; a quarter is exact for two classes, and where it is too
    bold for more the restarts mend it. Twelve power iterations from the constant vector, which
    for non-negative similarities is close to the answer already.
    """
    vector = np.ones(len(gram), np.float32)
    length = 1.0
    for _ in range(12):
        vector = gram @ vector
        length = float(np.linalg.norm(vector)) or 1.0
        vector /= length
    return length / 4
