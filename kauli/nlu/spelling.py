"""Misspelt words, read as the words they were meant to be."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from kauli.nlu.concepts import concepts_of, is_lexicon_word, lexicon_words
from kauli.nlu.meanings import is_table_word

__all__ = ["Readings", "Speller"]

_LEAST = 3
_LEAST_ELSEWHERE = 4
_LEAST_FOR_TWO = 5
_LONGEST = 24
_MOST = 16
"""So many words of a message are mended at most: beyond that it is no message but noise."""
_UNLIKE = 4
"""Words that two edits make of each other differ in at most so many letters."""


class Readings(NamedTuple):
    """A message as it may have been meant; both are the message where nothing was to mend."""

    careful: list[str]
    """Only words that nobody knows were replaced."""
    bold: list[str]
    """So were words that the bot doesn't know but that do exist, where one of its own is near."""


class Speller:
    """Finds the known word that an unknown one was probably meant to be.

    First among the bot's own words, then in the lexicon. Words are compared by what is left of
    them with any one letter deleted (the symmetric deletion of SymSpell). One slip is forgiven
    from 3 letters on (a letter wrong, missing, too many, or two neighbours swapped), two from 5
    where the first letter is right. A doubled letter is undone in words of any length ("byee").

    Args:
        frequencies: the bot's words, and how many of its examples each occurs in.
    """

    __slots__ = ("_frequencies", "_initials", "_rests")

    def __init__(self, frequencies: Mapping[str, int]) -> None:
        self._frequencies = {w: n for w, n in frequencies.items() if w.isalpha()}
        self._rests = _index(self._frequencies)
        self._initials: dict[str, list[tuple[str, int]]] = {}
        for word in self._frequencies:
            if len(word) >= _LEAST_FOR_TWO - 1:
                self._initials.setdefault(word[0], []).append((word, _letters(word)))

    def readings(self, words: list[str]) -> Readings:
        """The message with its misspelt words replaced, in two ways."""
        careful, bold = list(words), list(words)
        left = _MOST
        for place, word in enumerate(words):
            if word in self._frequencies or not word.isalpha() or len(word) > _LONGEST:
                continue
            left -= 1
            if left < 0:
                break
            bold[place] = self._meant(word)
            if not (is_lexicon_word(word) or is_table_word(word)):
                careful[place] = bold[place]
        return Readings(careful, bold)

    def _meant(self, word: str) -> str:
        single = "".join(a for a, b in zip(word, " " + word, strict=False) if a != b)
        if single in self._frequencies:
            return single
        if len(word) < _LEAST:
            return word
        own = _near(word, self._rests)
        if own:
            # A slip rarely hits the first letter; of equals the more frequent one is likelier.
            return min(own, key=lambda w: (w[0] != word[0], -self._frequencies[w], w))
        if len(word) >= _LEAST_ELSEWHERE:
            named = _near(word, _lexicon_rests())
            if named:
                return min(named, key=lambda w: (w[0] != word[0], len(w), w))
        return self._two_slips(word)

    def _two_slips(self, word: str) -> str:
        if len(word) < _LEAST_FOR_TWO or concepts_of([word]):
            return word
        letters = _letters(word)
        near = [
            known
            for known, others in self._initials.get(word[0], ())
            if (letters ^ others).bit_count() <= _UNLIKE and _within_two(word, known)
        ]
        return min(near, key=lambda w: (-self._frequencies[w], w), default=word)


@cache
def _lexicon_rests() -> dict[str, list[str]]:
    return _index(sorted(word for word in lexicon_words() if word.isalpha()))


def _index(words: Iterable[str]) -> dict[str, list[str]]:
    """What is left of words with any one letter deleted, or none -> the words."""
    rests: dict[str, list[str]] = {}
    for word in words:
        if _LEAST - 1 <= len(word) <= _LONGEST:
            for rest in _rests(word):
                rests.setdefault(rest, []).append(word)
    return rests


def _rests(word: str) -> set[str]:
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def _near(word: str, rests: Mapping[str, Sequence[str]]) -> set[str]:
    """The indexed words that one slip makes of the word."""
    return {
        known for rest in _rests(word) for known in rests.get(rest, ()) if _one_slip(word, known)
    }


def _one_slip(one: str, other: str) -> bool:
    """Whether one letter wrong, missing or too many, or two neighbours swapped, is all."""
    start = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        start += 1
    left, right = one[start:], other[start:]
    return (
        left[1:] == right[1:]
        or left[1:] == right
        or left == right[1:]
        or (left[1::-1] == right[:2] and left[2:] == right[2:])
    )


def _within_two(one: str, other: str) -> bool:
    """Whether at most two letters are wrong, missing or too many."""
    if abs(len(one) - len(other)) > 2:
        return False
    row = list(range(len(other) + 1))
    for number, here in enumerate(one, 1):
        above, row = row, [number]
        for place, there in enumerate(other):
            row.append(min(above[place + 1] + 1, row[-1] + 1, above[place] + (here != there)))
        if min(row) > 2:
            return False
    return row[-1] <= 2


def _letters(word: Collection[str]) -> int:
    """The letters of a word as bits."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 63)
    return bits
