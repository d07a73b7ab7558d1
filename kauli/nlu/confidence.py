"""How sure to be: the scores of a regression turned into honest confidences.

A message is summed up in one number, the log-odds of its best intent against all others and
"none of these" together. Held-out predictions show how often that number is right; phrases whose
own intent was kept from the recogniser, and everyday ones, stand in for what a bot was never told
about. A logistic curve through all of them (Platt scaling) is the confidence. A bot of four
examples an intent gives too few predictions to fit a curve, so it starts from the one that bots
of its size usually have.
"""

from math import exp, log, sqrt
from typing import NamedTuple

import numpy as np

from kauli.nlu.arrays import Doubles, Floats, Labels, Mask

__all__ = ["Calibration", "Trials", "calibrate", "log_odds"]

_FOREIGN_SHARE, _FOREIGN_SHARE_OF_MANY = 0.25, 2.0
"""What the foreign phrases weigh together, against 1 for the bot's own.

The more intents a bot has, the less is left to say that is none of them.
"""
_USUAL_EXAMPLES = 15
_EVERYDAY_WEIGHT = 4.0
"""What the everyday phrases weigh together, against 1 for each of the bot's own."""
_BLANK_WEIGHT = 1.0
"""What a phrase with nothing known in it weighs: it must not pass for the bot's own."""
_PRIOR_WEIGHT = 3.0
_LEAST_SLOPE = 0.1
_NEWTON_STEPS = 25
_CONVERGED = 1e-7


class Trials(NamedTuple):
    """What cross-validation found out, as log-odds of the best guess."""

    own: Doubles
    """Of phrases held out."""
    right: Mask
    """Whether the guess was right, for each of these."""
    foreign: Doubles
    """Of phrases whose intent was held out: no guess can be right."""
    everyday: Doubles
    """Of everyday phrases held out, which are nobody's."""


class Calibration(NamedTuple):
    """The curve from log-odds to confidence: 1 / (1 + exp(-(intercept + slope * odds)))."""

    intercept: float
    slope: float

    def confidences(self, scores: Floats) -> list[float]:
        """The confidence of each class, given its scores; their sum is at most 1.

        The best class has what the curve says. The others keep their proportions, scaled so that
        a doubtful best guess does not make the runners-up more likely.
        """
        powers = np.exp(np.minimum(scores.astype(np.float64), 60.0))
        shares = powers / (powers.sum() + 1)
        top = int(shares.argmax())
        share = float(shares[top])
        _, odds = log_odds(scores[None], np.ones(len(scores), np.bool_))
        best = _logistic(self.intercept + self.slope * float(odds[0]))
        shares *= min(best / share, (1 - best) / max(1 - share, 1e-12))
        shares[top] = best
        result: list[float] = shares.tolist()
        return result

    def best(self, odds: Doubles) -> list[float]:
        """The confidence of the best class, for each of some log-odds."""
        return [round(_logistic(self.intercept + self.slope * value), 4) for value in odds.tolist()]


def log_odds(scores: Floats, known: Mask) -> tuple[Labels, Doubles]:
    """The best class of each row of scores, and its log-odds against the rest and "none of these".

    Args:
        scores: shape (n, k).
        known: the classes that take part, shape (k,).
    """
    wide = np.where(known, scores, -np.inf).astype(np.float64)
    top = wide.argmax(axis=1)
    rows = np.arange(len(wide))
    best = wide[rows, top]
    wide[rows, top] = 0.0  # its place goes to "none of these", which scores 0
    peak = wide.max(axis=1)
    rest = peak + np.log(np.exp(wide - peak[:, None]).sum(axis=1))
    return top, best - rest


def calibrate(trials: Trials, classes: int, examples: int) -> Calibration:
    """Fit the curve to the trials of a bot: the most likely one, given the usual one.

    Args:
        trials: what cross-validation found out.
        classes: how many intents have examples.
        examples: how many examples they have together.
    """
    own, foreign, everyday = len(trials.own), len(trials.foreign), len(trials.everyday)
    blank = -log(max(classes, 1))
    odds = np.concatenate([trials.own, trials.foreign, trials.everyday, [blank]])
    target = np.concatenate([trials.right, np.zeros(foreign + everyday + 1)])
    weight = np.repeat(
        [
            1.0,
            min(_FOREIGN_SHARE, _FOREIGN_SHARE_OF_MANY / max(classes, 1)) * own / max(foreign, 1),
            _EVERYDAY_WEIGHT / max(everyday, 1),
            _BLANK_WEIGHT,
        ],
        [own, foreign, everyday, 1],
    )
    intercept, slope = _fit(odds, target, weight, _usual(classes, examples))
    # Rounded, so that the last bits of a processor's arithmetic don't change a model's bytes.
    return Calibration(round(intercept, 4), round(max(slope, _LEAST_SLOPE), 4))


def _fit(odds: Doubles, target: Doubles, weight: Doubles, usual: Doubles) -> tuple[float, float]:
    """Weighted logistic regression around a usual curve, by Newton's method with halved steps."""
    design = np.stack([np.ones(len(odds)), odds], axis=1)

    def loss(curve: Doubles) -> float:
        value = design @ curve
        misfit = weight @ (np.logaddexp(0, value) - target * value)
        away = curve - usual
        return float(misfit + _PRIOR_WEIGHT / 2 * away @ away)

    curve = usual
    now = loss(curve)
    for _ in range(_NEWTON_STEPS):
        guess = 1 / (1 + np.exp(-np.clip(design @ curve, -30, 30)))
        slope = design.T @ (weight * (guess - target)) + _PRIOR_WEIGHT * (curve - usual)
        bend = (design.T * (weight * guess * (1 - guess))) @ design + _PRIOR_WEIGHT * np.eye(2)
        step = np.linalg.solve(bend, slope)
        after = loss(curve - step)
        while after > now and np.abs(step).max() > _CONVERGED:
            step = step / 2
            after = loss(curve - step)
        if after >= now - _CONVERGED:
            break
        curve, now = curve - step, after
    return float(curve[0]), float(curve[1])


def _usual(classes: int, examples: int) -> Doubles:
    """Intercept and slope that bots of this size have on average, as measured on many."""
    many = max(classes, 1)
    slope = 1.2 + 1.7 / sqrt(many)
    # The odds at which confidence is one half: few examples give low odds to the right guess too.
    even = -0.1 - 0.2 * log(many) + 0.45 * log(max(examples, 1) / many / _USUAL_EXAMPLES)
    blank = -log(many)  # the odds of a phrase with nothing known in it
    return np.array([-max(even, blank) * slope, slope])


def _logistic(value: float) -> float:
    return 1 / (1 + exp(-max(min(value, 30.0), -30.0)))
