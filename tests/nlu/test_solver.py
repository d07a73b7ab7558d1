from typing import NamedTuple

import numpy as np
import pytest

from kauli.nlu.arrays import Floats, Labels
from kauli.nlu.features import Rows
from kauli.nlu.solver import RIDGE, Fit, descend, solve

PHRASES, TERMS, CLASSES = 40, 30, 3


class Problem(NamedTuple):
    dense: Floats
    rows: Rows
    labels: Labels
    everything: Fit


@pytest.fixture
def problem() -> Problem:
    """Forty sparse vectors of three classes, the last four of them nobody's."""
    rng = np.random.default_rng(1)
    labels = rng.integers(0, CLASSES, PHRASES)
    dense = rng.random((PHRASES, TERMS)).astype(np.float32) * (rng.random((PHRASES, TERMS)) < 0.3)
    dense[np.arange(PHRASES), labels] += 1
    labels[-4:] = -1
    found, terms = np.nonzero(dense)
    starts = np.searchsorted(found, np.arange(PHRASES + 1))
    rows = Rows(starts, terms, dense[found, terms])
    return Problem(dense, rows, labels, _fit(np.ones(PHRASES)))


def _fit(weights: np.ndarray, *absent: int) -> Fit:
    classes = np.ones(CLASSES, np.bool_)
    classes[list(absent)] = False
    return Fit(weights.astype(np.float32), classes)


def _gradient(problem: Problem, fit: Fit, weights: Floats) -> Floats:
    """The slope of the loss at these weights, from its definition."""
    powers = np.exp(problem.dense @ weights) * fit.classes
    chance = powers / (1 + powers.sum(axis=1, keepdims=True))
    target = (problem.labels[:, None] == np.arange(CLASSES)) * 1.0
    return problem.dense.T @ ((chance - target) * fit.rows[:, None]) + RIDGE * weights


def test_the_dual_solver_reaches_the_minimum(problem: Problem) -> None:
    dual = solve(problem.dense @ problem.dense.T, problem.labels, [problem.everything])
    weights = problem.dense.T @ dual[:, 0]
    assert np.abs(_gradient(problem, problem.everything, weights)).max() < 0.05


def test_each_fit_is_what_it_would_be_alone(problem: Problem) -> None:
    gram = problem.dense @ problem.dense.T
    half = _fit(np.arange(PHRASES) % 2)
    without_one = _fit((problem.labels != 1) * 1.0, 1)
    together = solve(gram, problem.labels, [problem.everything, half, without_one])
    for index, fit in enumerate((problem.everything, half, without_one)):
        alone = solve(gram, problem.labels, [fit])[:, 0]
        assert gram @ together[:, index] == pytest.approx(gram @ alone, abs=0.1)
        minimum = _gradient(problem, fit, problem.dense.T @ together[:, index])
        assert np.abs(minimum[:, fit.classes]).max() < 0.05


def test_what_takes_no_part_has_no_say(problem: Problem) -> None:
    fit = _fit((problem.labels != 1) * 1.0, 1)
    gram = problem.dense @ problem.dense.T
    dual = solve(gram, problem.labels, [fit])[:, 0]
    called_otherwise = np.where(problem.labels == 1, 2, problem.labels)
    assert (solve(gram, called_otherwise, [fit])[:, 0] == dual).all()
    assert not dual[:, 1].any()


def test_nobodys_phrases_push_every_class_down(problem: Problem) -> None:
    gram = problem.dense @ problem.dense.T
    without = _fit((problem.labels >= 0) * 1.0)
    ours, theirs = np.moveaxis(solve(gram, problem.labels, [problem.everything, without]), 1, 0)
    assert (gram @ ours)[-4:].sum() < (gram @ theirs)[-4:].sum()


def test_both_solvers_agree_on_what_is_what(problem: Problem) -> None:
    dual = solve(problem.dense @ problem.dense.T, problem.labels, [problem.everything])
    order = np.random.default_rng(2).permutation(PHRASES)
    weights = descend(problem.rows, problem.labels, problem.everything, TERMS, order)
    own = problem.labels >= 0
    exact = (problem.dense @ (problem.dense.T @ dual[:, 0])).argmax(axis=1)[own]
    rough = (problem.dense @ weights).argmax(axis=1)[own]
    assert (exact == rough).mean() > 0.9


def test_no_similarity_at_all_is_no_difficulty() -> None:
    nothing = np.zeros((2, 2), np.float32)
    fit = Fit(np.ones(2, np.float32), np.ones(2, np.bool_))
    assert np.isfinite(solve(nothing, np.array([0, 1]), [fit])).all()
