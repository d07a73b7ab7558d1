"""Which solver learns what, and what the held-out phrases score."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np

from kauli.nlu.arrays import Floats, Labels
from kauli.nlu.features import Rows
from kauli.nlu.solver import descend, solve
from kauli.nlu.validation import Part

__all__ = ["is_small", "learn"]

_SMALL_WORK = 40_000_000
_SMALL = 1_500
_BLOCK = 1_024
_SEED = 20_240


def is_small(size: int, classes: int) -> bool:
    """Whether the dual solver is the faster one: its work grows with the square of the phrases."""
    return size <= _SMALL and size * size * classes <= _SMALL_WORK


def learn(
    rows: Rows,
    terms: int,
    labels: Labels,
    parts: Sequence[Part],
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Floats, list[Floats]]:
    """Fit every part.

    Args:
        rows: the phrases.
        terms: how many terms the vocabulary has.
        labels: the class of each phrase.
        parts: what to fit, and what to ask each fit about.
        progress: told the parts done and their number.

    Returns:
        The weights of the first fit, shape (terms, k), and for each part the scores of its
        held-out phrases, shape (len(held), k). Without parts, no weights and no scores.
    """
    if not parts:
        return np.zeros((terms, 0), np.float32), []
    if is_small(len(labels), len(parts[0].fit.classes)):
        found = _learn_dual(rows, terms, labels, parts)
        if progress is not None:
            progress(len(parts), len(parts))
        return found
    return _learn_primal(rows, terms, labels, parts, progress)


def _learn_dual(
    rows: Rows, terms: int, labels: Labels, parts: Sequence[Part]
) -> tuple[Floats, list[Floats]]:
    gram = np.zeros((len(labels), len(labels)), np.float32)
    for _, block in _blocks(rows, terms):
        gram += block @ block.T
    dual = solve(gram, labels, [part.fit for part in parts])
    weights = np.empty((terms, dual.shape[2]), np.float32)
    for first, block in _blocks(rows, terms):
        weights[first : first + block.shape[1]] = block.T @ dual[:, 0]
    scores = [gram[part.held] @ dual[:, index] for index, part in enumerate(parts)]
    return weights, scores


def _learn_primal(
    rows: Rows,
    terms: int,
    labels: Labels,
    parts: Sequence[Part],
    progress: Callable[[int, int], None] | None,
) -> tuple[Floats, list[Floats]]:
    order = np.random.default_rng(_SEED).permutation(len(labels))
    first = descend(rows, labels, parts[0].fit, terms, order)
    scores = []
    for part in parts:
        weights = first if part is parts[0] else descend(rows, labels, part.fit, terms, order)
        found = np.empty((len(part.held), weights.shape[1]), np.float32)
        for index, row in enumerate(part.held):
            here = slice(rows.starts[row], rows.starts[row + 1])
            found[index] = rows.values[here] @ weights[rows.terms[here]]
        scores.append(found)
        if progress is not None:
            progress(len(scores), len(parts))
    return first, scores


def _blocks(rows: Rows, terms: int) -> Iterator[tuple[int, Floats]]:
    """The phrases as dense matrices, so many columns at a time: first column, (n, columns)."""
    size = len(rows.starts) - 1
    row = np.repeat(np.arange(size), np.diff(rows.starts))
    for first in range(0, terms, _BLOCK):
        width = min(_BLOCK, terms - first)
        here = (rows.terms >= first) & (rows.terms < first + width)
        block = np.zeros((size, width), np.float32)
        block[row[here], rows.terms[here] - first] = rows.values[here]
        yield first, block
