from math import exp, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kauli.nlu.confidence import Calibration, Trials, calibrate, log_odds

NOTHING = np.array([])
scores = st.lists(st.floats(-20, 20, width=32), min_size=1, max_size=6)


@settings(deadline=None)
@given(scores)
def test_log_odds_weigh_the_best_class_against_the_rest_and_none(values: list[float]) -> None:
    top, odds = log_odds(np.array([values], np.float32), np.ones(len(values), np.bool_))
    best = values[top[0]]
    assert best == max(values)
    rest = 1 + sum(exp(value) for index, value in enumerate(values) if index != top[0])
    assert odds[0] == pytest.approx(best - log(rest), abs=1e-4)


def test_classes_that_take_no_part_never_win() -> None:
    top, odds = log_odds(np.array([[1.0, 9.0]], np.float32), np.array([True, False]))
    assert top[0] == 0
    assert odds[0] == pytest.approx(1.0)


@settings(deadline=None)
@given(scores, st.floats(-3, 3), st.floats(0.1, 4))
def test_confidences_keep_the_order_and_share_one_whole(
    values: list[float], intercept: float, slope: float
) -> None:
    confidences = Calibration(intercept, slope).confidences(np.array(values, np.float32))
    assert sum(confidences) <= 1 + 1e-6
    assert all(0 <= confidence <= 1 for confidence in confidences)
    assert values[int(np.argmax(confidences))] == pytest.approx(max(values), abs=1e-6)


def test_confidence_is_the_share_that_was_right() -> None:
    """Where guesses at these odds are right three times in four, confidence is three quarters."""
    odds = np.repeat([-2.0, 2.0], 400)
    right = np.concatenate([np.arange(400) % 4 == 0, np.arange(400) % 4 != 0])
    curve = calibrate(Trials(odds, right, NOTHING, NOTHING), classes=10, examples=150)
    low, high = (1 / (1 + exp(-curve.intercept - curve.slope * at)) for at in (-2, 2))
    assert low == pytest.approx(0.25, abs=0.03)
    assert high == pytest.approx(0.75, abs=0.03)


def test_foreign_phrases_make_it_cautious() -> None:
    own = np.linspace(-1, 3, 50)
    alone = calibrate(Trials(own, own > 0, NOTHING, NOTHING), classes=5, examples=75)
    wary = calibrate(
        Trials(own, own > 0, np.full(50, 0.5), np.full(20, 0.5)), classes=5, examples=75
    )
    assert wary.intercept + wary.slope * 0.5 < alone.intercept + alone.slope * 0.5


def test_without_any_trial_the_usual_curve_is_taken() -> None:
    for classes in (0, 1, 2, 20):
        empty = Trials(NOTHING, NOTHING.astype(bool), NOTHING, NOTHING)
        curve = calibrate(empty, classes, 5 * classes)
        assert curve.slope > 0
        # A phrase with nothing known in it scores 0 everywhere: odds of -log(classes).
        assert curve.intercept - curve.slope * log(max(classes, 1)) <= 0


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.floats(-50, 50), st.booleans()), max_size=20),
    st.lists(st.floats(-50, 50), max_size=20),
    st.integers(1, 500),
)
def test_any_trials_give_a_rising_curve(
    own: list[tuple[float, bool]], foreign: list[float], classes: int
) -> None:
    trials = Trials(
        np.array([odds for odds, _ in own]),
        np.array([right for _, right in own], np.bool_),
        np.array(foreign),
        np.array(foreign),
    )
    curve = calibrate(trials, classes, 15 * classes)
    assert curve.slope > 0
    assert abs(curve.intercept) < 1_000
