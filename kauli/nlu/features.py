"""What the recogniser looks at: words, pieces of words, what they are about and what they mean."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from math import hypot, log
from typing import NamedTuple

import numpy as np

from kauli.nlu.arrays import Floats, Labels
from kauli.nlu.concepts import concepts_of
from kauli.nlu.meanings import DIMENSIONS, meaning_of

__all__ = ["Counts", "Rows", "Vocabulary", "counts_of", "rows_of"]

_PIECES = (2, 3, 4, 5)
_PIECES_WEIGHT = 1.4
_CONCEPTS_WEIGHT = 0.8


class Counts(NamedTuple):
    """How often each term occurs in one phrase."""

    words: Counter[str]
    """Single words, and pairs of neighbours with a space between them."""
    pieces: Counter[str]
    """Runs of 1 to 5 characters within a word, its two ends marked by a space."""
    concepts: Counter[str]
    """What the words are about, as far as the lexicon has them."""
    meaning: list[float]
    """The direction of the phrase, of length 1; empty where no word of it is known."""


class Rows(NamedTuple):
    """Phrases as sparse vectors, one behind the other: row i is ``starts[i]:starts[i + 1]``."""

    starts: Labels
    terms: Labels
    values: Floats


def counts_of(words: Sequence[str]) -> Counts:
    """The terms of a phrase, given its normalised words."""
    return Counts(
        Counter(chain(words, map(" ".join, pairwise(words)))),
        Counter(chain.from_iterable(map(_pieces, words))),
        Counter(concepts_of(words)),
        meaning_of(words),
    )


class Vocabulary:
    """The terms that a bot's examples use, and how rare each is among them.

    A phrase is four vectors laid end to end. Words, pieces and concepts have the values
    (1 + ln count) * idf, each scaled to a length of its own. Terms never seen take part in the
    length, as rare as can be: a phrase of mostly unknown words is close to nothing. The fourth is
    the phrase's meaning.

    Attributes:
        words: term -> index, 0 and up.
        pieces: term -> index, following those of the words.
        concepts: term -> index, following those of the pieces.
        frequencies: in how many examples each term occurs, by index.
        examples: how many examples there were.
    """

    __slots__ = ("_idf", "_unseen", "concepts", "examples", "frequencies", "pieces", "words")

    def __init__(
        self,
        words: Iterable[str],
        pieces: Iterable[str],
        concepts: Iterable[str],
        frequencies: Sequence[int],
        examples: int,
    ) -> None:
        self.words = {term: index for index, term in enumerate(words)}
        self.pieces = {term: index for index, term in enumerate(pieces, len(self.words))}
        known = len(self.words) + len(self.pieces)
        self.concepts = {term: index for index, term in enumerate(concepts, known)}
        self.frequencies = tuple(frequencies)
        self.examples = examples
        self._unseen = _idf(1, examples)
        rarity = [_idf(times, examples) for times in range(max(frequencies, default=0) + 1)]
        self._idf = [rarity[times] for times in frequencies]

    @classmethod
    def of(cls, phrases: Sequence[Counts], limit: int) -> "Vocabulary":
        """The terms of these phrases in order of appearance, the rarest left out above `limit`."""
        words: Counter[str] = Counter(chain.from_iterable(phrase.words for phrase in phrases))
        pieces: Counter[str] = Counter(chain.from_iterable(phrase.pieces for phrase in phrases))
        concepts: Counter[str] = Counter(chain.from_iterable(p.concepts for p in phrases))
        floor = _floor(chain(words.values(), pieces.values()), limit)
        kept_words = [term for term, frequency in words.items() if frequency >= floor]
        kept_pieces = [term for term, frequency in pieces.items() if frequency >= floor]
        frequencies = [
            *(words[term] for term in kept_words),
            *(pieces[term] for term in kept_pieces),
            *concepts.values(),
        ]
        return cls(kept_words, kept_pieces, concepts, frequencies, len(phrases))

    def __len__(self) -> int:
        """How many terms there are, the dimensions of the meaning among them."""
        return len(self.frequencies) + DIMENSIONS

    def vector(self, counts: Counts) -> tuple[list[int], list[float]]:
        """The known terms of a phrase and their values; both empty when it has none."""
        terms: list[int] = []
        values: list[float] = []
        self._block(counts.words, self.words, 1.0, terms, values)
        self._block(counts.pieces, self.pieces, _PIECES_WEIGHT, terms, values)
        self._block(counts.concepts, self.concepts, _CONCEPTS_WEIGHT, terms, values)
        if counts.meaning:
            first = len(self.frequencies)
            terms += range(first, first + DIMENSIONS)
            values += counts.meaning
        return terms, values

    def _block(
        self,
        counts: Counter[str],
        index: dict[str, int],
        length: float,
        terms: list[int],
        values: list[float],
    ) -> None:
        if not counts:
            return
        idf, unseen = self._idf, self._unseen
        positions = [*map(index.get, counts)]
        found = [unseen if position is None else idf[position] for position in positions]
        if max(counts.values()) > 1:
            found = [
                value * (1.0 + log(count)) if count > 1 else value
                for value, count in zip(found, counts.values(), strict=True)
            ]
        scale = length / hypot(*found)
        for position, value in zip(positions, found, strict=True):
            if position is not None:
                terms.append(position)
                values.append(value * scale)


def rows_of(vocabulary: Vocabulary, phrases: Sequence[Counts]) -> Rows:
    """The vectors of several phrases."""
    terms, values = [np.empty(0, np.int64)], [np.empty(0, np.float32)]
    starts = [0]
    for phrase in phrases:
        row_terms, row_values = vocabulary.vector(phrase)
        terms.append(np.array(row_terms, np.int64))
        values.append(np.array(row_values, np.float32))
        starts.append(starts[-1] + len(row_terms))
    return Rows(np.array(starts, np.int64), np.concatenate(terms), np.concatenate(values))


def _pieces(word: str) -> list[str]:
    marked = f" {word} "
    longer = [marked[i : i + n] for n in _PIECES for i in range(len(marked) - n + 1)]
    return [*word, *longer]


def _idf(frequency: int, examples: int) -> float:
    """Inverse document frequency, smoothed as if one more example held every term."""
    return log((1 + examples) / (1 + frequency)) + 1


def _floor(frequencies: Iterable[int], limit: int) -> int:
    """The least frequency that at most `limit` terms reach."""
    left = limit
    tally = Counter(frequencies)
    for frequency in sorted(tally, reverse=True):
        left -= tally[frequency]
        if left < 0:
            return frequency + 1
    return 1
