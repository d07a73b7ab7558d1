"""From example phrases to a model."""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np

from kauli.kit.errors import Invalid
from kauli.nlu.arrays import Floats, Labels
from kauli.nlu.confidence import Calibration, calibrate
from kauli.nlu.encoder import Encoder
from kauli.nlu.encoding import Encoded, choose_share, directions, rows_with
from kauli.nlu.evaluation import Confusable, Confusion, Evaluation, Misread, summarise
from kauli.nlu.everyday import EVERYDAY
from kauli.nlu.examples import Examples, read_examples
from kauli.nlu.features import Counts, Rows, Vocabulary, counts_of, rows_of
from kauli.nlu.judging import Progress
from kauli.nlu.knowledge import Knowledge, Weights, quantise
from kauli.nlu.learning import is_small, learn
from kauli.nlu.model import Model
from kauli.nlu.normalise import words_of
from kauli.nlu.phrases import Phrases
from kauli.nlu.thresholds import best_threshold, threshold_table
from kauli.nlu.validation import (
    NOBODY,
    Outcome,
    Part,
    foreign_parts,
    own_parts,
    read_outcome,
    whole,
)

__all__ = ["confusable", "evaluate", "train"]

_FOLDS = 5
_MAX_WEIGHTS = 16_000_000
_MANY_TERMS = 300_000


def train(examples: Mapping[str, Sequence[str]], encoder: Encoder | None = None) -> Model:
    """Learn to tell intents apart from a few example phrases of each.

    The same examples in the same order give the same model, byte for byte. Every intent may have
    any number of examples, none included; blank ones and repetitions are passed over, and of a
    long one the first 500 characters are read. Of some 2,500 examples and more only a fifth is
    held out for calibration and evaluation, which keeps training in seconds.

    Args:
        examples: the phrases of each intent.
        encoder: also learn what the phrases mean by this encoder. The model then answers better
            where the same encoder is at hand, and as without it elsewhere.

    Raises:
        Invalid: an example is no text, or there are more than can be trained.
    """
    known = read_examples(examples)
    vocabulary, rows, labels = _index(known)
    terms = len(vocabulary)
    weights, outcome, calibration = _learn(rows, terms, labels, len(known.taught))
    encoded = None
    if encoder is not None and known.taught:
        encoded, outcome = _encoded(encoder, known, rows, terms, labels)
    names = [known.intents.index(name) for name in known.taught]
    judged = calibration if encoded is None else encoded.calibration
    return Model(
        Knowledge(
            intents=known.intents,
            taught=tuple(names),
            phrases=Phrases.of(known.phrases, [names[label] for label in known.labels]),
            vocabulary=vocabulary,
            weights=weights,
            calibration=calibration,
            evaluation=_evaluation(known, outcome, judged),
        ),
        encoder,
        encoded,
    )


def _learn(
    rows: Rows, terms: int, labels: Labels, classes: int
) -> tuple[Weights, Outcome, Calibration]:
    trials = _trials(rows, labels, classes)
    parts = [whole(labels, classes), *trials] if classes else []
    weights, scores = learn(rows, terms, labels, parts)
    outcome = read_outcome(labels, trials, scores[1:])
    examples = int((labels != NOBODY).sum())
    return quantise(weights), outcome, calibrate(outcome.trials, classes, examples)


def _encoded(
    encoder: Encoder, known: Examples, rows: Rows, terms: int, labels: Labels
) -> tuple[Encoded, Outcome]:
    """Learn all of it again with the encoder's vectors beside the other features."""
    vectors = encoder([*known.texts, *EVERYDAY])
    # Rounded, for equal examples to make equal models whatever was encoded together.
    centre: Floats = np.round(vectors[len(known.texts) :].mean(axis=0), 5).astype(np.float32)
    seen = directions(vectors, centre)
    classes = len(known.taught)
    share = choose_share(rows, terms, labels, seen, own_parts(labels, classes, _FOLDS, _FOLDS))
    joined = rows_with(rows, terms, share * seen)
    weights, outcome, calibration = _learn(joined, terms + seen.shape[1], labels, classes)
    return Encoded(encoder.name, share, centre, weights, calibration), outcome


def evaluate(
    examples: Mapping[str, Sequence[str]],
    folds: int = _FOLDS,
    progress: Progress | None = None,
) -> Evaluation:
    """Judge by stratified cross-validation how well these examples tell their intents apart.

    A trained model has this in `Model.evaluation` already (with 5 folds, from fewer held-out
    phrases in a large bot).

    Args:
        examples: the phrases of each intent.
        folds: into how many parts they are divided, 2 or more.
        progress: told the parts done and their number; a small bot's are done all at once.

    Raises:
        Invalid: fewer than 2 folds, or examples that can't be trained.
    """
    if folds < 2:
        raise Invalid("Cross-validation needs at least 2 folds.", code="too_few_folds")
    known = read_examples(examples)
    vocabulary, rows, labels = _index(known)
    classes = len(known.taught)
    foreign = _FOLDS if is_small(len(labels), classes) else 1
    parts = [
        *own_parts(labels, classes, folds, folds),
        *foreign_parts(labels, classes, _FOLDS, foreign),
    ]
    _, scores = learn(rows, len(vocabulary), labels, parts, progress)
    outcome = read_outcome(labels, parts, scores)
    return _evaluation(known, outcome, calibrate(outcome.trials, classes, len(known.labels)))


def confusable(examples: Mapping[str, Sequence[str]]) -> tuple[Confusable, ...]:
    """The pairs of intents whose phrases are taken for each other, the worst first.

    A trained model has them in ``Model.evaluation.confusable`` already.

    Raises:
        Invalid: examples that can't be trained.
    """
    return evaluate(examples).confusable


def _index(known: Examples) -> tuple[Vocabulary, Rows, Labels]:
    """The vocabulary of the examples; the vectors and labels of these and the everyday phrases."""
    counts = [counts_of(words) for words in known.phrases]
    vocabulary = Vocabulary.of(counts, _MAX_WEIGHTS // max(len(known.taught), 1))
    everyday = _everyday()
    labels = np.append(known.labels, np.full(len(everyday), NOBODY))
    return vocabulary, rows_of(vocabulary, [*counts, *everyday]), labels


@cache
def _everyday() -> tuple[Counts, ...]:
    return tuple(counts_of(words_of(text)) for text in EVERYDAY)


def _trials(rows: Rows, labels: Labels, classes: int) -> list[Part]:
    """What is held out while training: less of it, the more there is."""
    if not classes:
        return []
    own = _FOLDS if len(rows.terms) <= _MANY_TERMS else 1
    foreign = _FOLDS if is_small(len(labels), classes) else 1
    return [
        *own_parts(labels, classes, _FOLDS, own),
        *foreign_parts(labels, classes, _FOLDS, foreign),
    ]


def _evaluation(known: Examples, outcome: Outcome, calibration: Calibration) -> Evaluation:
    pairs = Counter(zip(outcome.expected.tolist(), outcome.predicted.tolist(), strict=True))
    named = known.taught
    trials = outcome.trials
    confidences = calibration.best(trials.own)
    unknown = calibration.best(np.concatenate([trials.foreign, trials.everyday]))
    table = threshold_table(confidences, trials.right.tolist(), unknown)
    asked = zip(
        outcome.rows.tolist(),
        outcome.expected.tolist(),
        outcome.predicted.tolist(),
        confidences,
        strict=True,
    )
    misread = [Misread(known.texts[row], named[a], named[b], c) for row, a, b, c in asked if a != b]
    return summarise(
        known.intents,
        [Confusion(named[a], named[b], n) for (a, b), n in pairs.items()],
        misread,
        table,
        best_threshold(table, len(confidences)),
    )
