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

_BEND = 0.35
"""How sharply the loss is taken to bend in the scores.

A half would be safe whatever they are, a quarter is exact for two classes. Where this is too bold
for more the restarts mend it.
"""
_TOLERANCE = 5e-3
_MAX_STEPS = 200
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

    Each step goes where a quadratic that bends as much as the loss ever may has its minimum: the
    bound of Boehning (1992), one matrix for all classes, all fits and all steps. Nesterov's
    acceleration with restarts (O'Donoghue and Candes, 2015) makes the steps longer, each fit
    restarting by itself. All fits share one matrix product a step, and the scores of the phrases
    that a fit left out come with it, which makes cross-validation nearly free.

    Args:
        gram: inner products of the phrases, shape (n, n).
        labels: the class of each phrase, shape (n,), counted from 0; -1 for nobody's.
        fits: the regressions, b of them, over k classes.

    Returns:
        The coefficients A, shape (n, b, k); ``gram @ A`` are the scores. What a phrase that takes
        no part in a fit was labelled has no say in it, and classes that take no part have zeros.
    """
    shape = len(labels), len(fits), len(fits[0].classes)
    size, _, classes = shape
    learn = np.stack([fit.rows for fit in fits], axis=1)
    known = np.concatenate([fit.classes for fit in fits]).astype(np.float32)
    target = ((labels[:, None, None] == np.arange(classes)) * learn[:, :, None]).reshape(size, -1)
    bend = _Bend.of(gram, learn.max(axis=1))

    now: Floats = np.zeros(target.shape, np.float32)
    now_scores, ahead, ahead_scores = now, now, now
    pace = np.ones(len(fits))
    for _ in range(_MAX_STEPS):
        slope = _likely(ahead_scores, known, learn)
        slope -= target
        slope += RIDGE * ahead
        step, step_scores = bend.step(slope)
        new, new_scores = ahead - step, ahead_scores - step_scores
        if max(step_scores.max(), -step_scores.min()) < _TOLERANCE:
            return new.reshape(shape)
        move, move_scores = new - now, new_scores - now_scores
        along = np.einsum("nbk,nbk->b", slope.reshape(shape), move_scores.reshape(shape))
        pace = np.where(along > 0, 1.0, pace)
        next_pace = (1 + np.sqrt(1 + 4 * pace * pace)) / 2
        push = np.where(along > 0, 0.0, (pace - 1) / next_pace).astype(np.float32)
        pace = np.where(along > 0, 1.0, next_pace)
        move *= push.repeat(classes)
        move_scores *= push.repeat(classes)
        now, now_scores = new, new_scores
        ahead, ahead_scores = new + move, new_scores + move_scores
    return now.reshape(shape)


class _Bend(NamedTuple):
    """The quadratic whose minimum a step goes to: (BEND * X' V X + RIDGE) with V as diagonal."""

    inverse: Floats
    """(BEND * V K + RIDGE)^-1, shape (n, n), K being the Gram matrix."""
    weights: Floats
    """V: the most that each phrase weighs in any fit, shape (n, 1)."""

    @classmethod
    def of(cls, gram: Floats, most: Floats) -> "_Bend":
        weights = np.where(most > 0, most, 1).astype(np.float64)
        root = np.sqrt(weights)
        even = gram * (_BEND * root[:, None] * root)
        even[np.diag_indices_from(even)] += RIDGE
        inverse = np.linalg.inv(even) * (root[:, None] / root)
        return cls(inverse.astype(np.float32), weights.astype(np.float32)[:, None])

    def step(self, slope: Floats) -> tuple[Floats, Floats]:
        """How far to go, in coefficients and in scores; shapes as the slope's, (n, b * k).

        The scores need no product with the Gram matrix, since it is part of what was inverted.
        """
        step: Floats = self.inverse @ slope
        scores: Floats = slope - np.float32(RIDGE) * step
        scores /= np.float32(_BEND) * self.weights
        return step, scores


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


def _likely(scores: Floats, known: Floats, learn: Floats) -> Floats:
    """P(k | x) times the weight of x, for each fit; shapes (n, b * k), (b * k,) and (n, b)."""
    powers: Floats = np.minimum(scores, _LARGEST_EXPONENT)
    np.exp(powers, out=powers)
    powers *= known
    each = powers.reshape(*learn.shape, -1)
    # A product with ones is a sum, and several times faster along so short an axis.
    total = each @ np.ones(each.shape[-1], np.float32)
    each *= (learn / (total + 1))[:, :, None]
    return powers


def _probabilities(scores: Floats, known: Floats) -> Floats:
    """P(k | x) along the last axis, none for the unknown classes."""
    powers: Floats = np.exp(np.minimum(scores, _LARGEST_EXPONENT))
    powers *= known
    powers /= powers.sum(axis=-1, keepdims=True) + 1
    return powers
