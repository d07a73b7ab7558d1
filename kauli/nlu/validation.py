"""Cross-validation: what to hold out, and what was made of it."""

from typing import NamedTuple

import numpy as np

from kauli.nlu.arrays import Floats, Labels, Mask
from kauli.nlu.confidence import Trials, log_odds
from kauli.nlu.solver import Fit

__all__ = ["NOBODY", "Outcome", "Part", "foreign_parts", "own_parts", "read_outcome", "whole"]

NOBODY = -1
"""The label of a phrase that belongs to none of the classes."""

_NOBODYS_LEAST, _NOBODYS_MOST, _NOBODYS_SHARED = 0.02, 0.05, 0.25
"""What an everyday phrase weighs in training, against 1 for the bot's own.

They are all that a single intent is told from, so there they weigh more: the last of the figures
is shared among the intents, within the bounds of the others.
"""


class Part(NamedTuple):
    """One regression and the phrases it is asked about afterwards."""

    fit: Fit
    held: Labels
    """Indices of phrases."""


class Outcome(NamedTuple):
    """What the held-out phrases were taken for."""

    rows: Labels
    """Which phrases they are."""
    expected: Labels
    predicted: Labels
    trials: Trials


def whole(labels: Labels, classes: int) -> Part:
    """Everything learns, nothing is held out."""
    return Part(_fit(labels, np.ones(len(labels), np.bool_), np.ones(classes, np.bool_)), _NONE)


def own_parts(labels: Labels, classes: int, folds: int, tried: int) -> list[Part]:
    """Stratified folds: each holds out its share of every class's phrases, and of nobody's.

    A class's only phrase is never held out, since nothing could then be known about it.

    Args:
        labels: the class of each phrase, or NOBODY.
        classes: how many there are.
        folds: into how many the phrases are divided.
        tried: how many of the folds are held out in turn.
    """
    fold = np.full(len(labels), -1)
    for label in range(NOBODY, classes):
        members = np.flatnonzero(labels == label)
        if len(members) > 1:
            fold[members] = (np.arange(len(members)) + label) % folds
    every = np.ones(classes, np.bool_)
    return [
        Part(_fit(labels, fold != k, every), np.flatnonzero(fold == k))
        for k in range(tried)
        if (labels[fold == k] != NOBODY).any()
    ]


def foreign_parts(labels: Labels, classes: int, groups: int, tried: int) -> list[Part]:
    """Groups of classes, each kept from the recogniser altogether, in turn."""
    if classes < 2:
        return []
    group = np.arange(classes) % min(groups, classes)
    parts = []
    for k in range(min(tried, groups, classes)):
        held = np.isin(labels, np.flatnonzero(group == k))
        parts.append(Part(_fit(labels, ~held, group != k), np.flatnonzero(held)))
    return parts


def read_outcome(labels: Labels, parts: list[Part], scores: list[Floats]) -> Outcome:
    """Compare what was guessed with what was held out.

    Args:
        labels: the class of each phrase, or NOBODY.
        parts: what was tried.
        scores: the scores of each part's held-out phrases, shape (len(held), k).
    """
    rows, expected, predicted, own = [_NONE], [_NONE], [_NONE], [_NO_ODDS]
    everyday, foreign = [_NO_ODDS], [_NO_ODDS]
    for part, found in zip(parts, scores, strict=True):
        known = part.fit.classes
        top, odds = log_odds(found, known)
        if known.all():
            mine = labels[part.held] != NOBODY
            rows.append(part.held[mine])
            expected.append(labels[part.held][mine])
            predicted.append(top[mine])
            own.append(odds[mine])
            everyday.append(odds[~mine])
        else:
            # With fewer classes in the field the same phrase scores higher odds.
            foreign.append(odds + np.log(known.sum() / len(known)))
    asked, was, said = map(np.concatenate, (rows, expected, predicted))
    trials = Trials(*map(np.concatenate, (own, [was == said], foreign, everyday)))
    return Outcome(asked, was, said, trials)


def _fit(labels: Labels, rows: Mask, classes: Mask) -> Fit:
    shared = _NOBODYS_SHARED / max(len(classes), 1)
    nobodys = min(max(shared, _NOBODYS_LEAST), _NOBODYS_MOST)
    weights = np.where(labels == NOBODY, nobodys, 1.0) * rows
    return Fit(weights.astype(np.float32), classes)


_NONE = np.array([], np.int64)
_NO_ODDS = np.array([], np.float64)
