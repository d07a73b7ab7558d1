"""How well a bot tells its intents apart, in the figures that the field knows."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kauli.nlu.thresholds import USUAL_THRESHOLD, AtThreshold

__all__ = ["Confusable", "Confusion", "Evaluation", "Misread", "Score", "summarise"]

_LEAST_MISTAKES, _LEAST_SHARE = 2, 0.15
"""From so many mistakes, and such a share of their phrases, two intents are called confusable."""


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean, each 0 to 1, and of how many phrases."""

    precision: float
    recall: float
    f1: float
    support: int


@dataclass(frozen=True, slots=True)
class Confusion:
    """So many phrases of one intent were taken for another (or, rightly, for the same)."""

    expected: str
    predicted: str
    count: int


@dataclass(frozen=True, slots=True)
class Misread:
    """A phrase that was taken for another intent, and how surely."""

    phrase: str
    expected: str
    predicted: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Confusable:
    """Two intents that say too much of the same.

    Attributes:
        intent: the one with more phrases gone astray.
        other: the other.
        phrases: those of the intent that were taken for the other.
        other_phrases: those of the other that were taken for the intent.
        share: how many of both intents' phrases these are together, 0 to 1.
    """

    intent: str
    other: str
    phrases: tuple[str, ...]
    other_phrases: tuple[str, ...]
    share: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What cross-validation found: every phrase judged by a model that had not seen it.

    An intent with a single example can't be judged and has support 0. Without any phrase that
    could be judged all figures are 0.

    Attributes:
        accuracy: the share of phrases taken for the right intent.
        intents: each intent's figures, in the author's order.
        macro: the mean over the intents that were judged.
        weighted: the mean over the phrases.
        pairs: every pair of expected and predicted that occurred, most frequent first.
        misread: the phrases behind the mistakes, the surest first.
        thresholds: what each confidence threshold would do; empty where nothing was judged.
        threshold: the one that does best by these phrases.
    """

    accuracy: float
    intents: Mapping[str, Score]
    macro: Score
    weighted: Score
    pairs: tuple[Confusion, ...]
    misread: tuple[Misread, ...] = ()
    thresholds: tuple[AtThreshold, ...] = ()
    threshold: float = USUAL_THRESHOLD

    @property
    def confusions(self) -> tuple[Confusion, ...]:
        """The mistakes among the pairs, most frequent first."""
        return tuple(pair for pair in self.pairs if pair.expected != pair.predicted)

    @property
    def confusable(self) -> tuple[Confusable, ...]:
        """The pairs of intents that an author should look at, the worst first."""
        found = []
        astray: dict[tuple[str, str], list[str]] = {}
        for one in self.misread:
            astray.setdefault((one.expected, one.predicted), []).append(one.phrase)
        for (intent, other), phrases in astray.items():
            back = astray.get((other, intent), [])
            if (len(back), other) > (len(phrases), intent):
                continue  # told from the other side
            total = self.intents[intent].support + self.intents[other].support
            share = _share(len(phrases) + len(back), total)
            if len(phrases) + len(back) >= _LEAST_MISTAKES and share >= _LEAST_SHARE:
                found.append(Confusable(intent, other, tuple(phrases), tuple(back), share))
        return tuple(sorted(found, key=lambda pair: (-pair.share, pair.intent, pair.other)))


def summarise(
    intents: Sequence[str],
    pairs: Iterable[Confusion],
    misread: Iterable[Misread] = (),
    thresholds: tuple[AtThreshold, ...] = (),
    threshold: float = USUAL_THRESHOLD,
) -> Evaluation:
    """Reckon the figures from the counts."""
    ranked = tuple(sorted(pairs, key=lambda p: (-p.count, p.expected, p.predicted)))
    support: Counter[str] = Counter()
    claimed: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for pair in ranked:
        support[pair.expected] += pair.count
        claimed[pair.predicted] += pair.count
        if pair.expected == pair.predicted:
            right[pair.expected] += pair.count
    scores = {name: _score(right[name], claimed[name], support[name]) for name in intents}
    judged = [score for score in scores.values() if score.support]
    return Evaluation(
        accuracy=_share(right.total(), support.total()),
        intents=scores,
        macro=_mean(judged, [1] * len(judged)),
        weighted=_mean(judged, [score.support for score in judged]),
        pairs=ranked,
        misread=tuple(
            sorted(misread, key=lambda m: (-m.confidence, m.expected, m.predicted, m.phrase))
        ),
        thresholds=thresholds,
        threshold=threshold,
    )


def _score(right: int, claimed: int, support: int) -> Score:
    return Score(
        precision=_share(right, claimed),
        recall=_share(right, support),
        f1=_share(2 * right, claimed + support),
        support=support,
    )


def _mean(scores: Sequence[Score], weights: Sequence[int]) -> Score:
    total = sum(weights)
    pairs = list(zip(scores, weights, strict=True))
    return Score(
        precision=_share(sum(s.precision * w for s, w in pairs), total),
        recall=_share(sum(s.recall * w for s, w in pairs), total),
        f1=_share(sum(s.f1 * w for s, w in pairs), total),
        support=sum(score.support for score in scores),
    )


def _share(part: float, total: float) -> float:
    return part / total if total else 0.0
