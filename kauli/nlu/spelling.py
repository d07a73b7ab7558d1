"""Misspelt words, mapped to the words that the bot knows."""

from collections.abc import Iterable

__all__ = ["Speller"]

_LEAST = 4
_LONGEST = 24


class Speller:
    """Finds the known word that an unknown one was probably meant to be.

    Words of 4 letters and more are compared by what is left of them with any one letter deleted
    (the symmetric deletion of SymSpell), then held to one edit: a letter wrong, missing, too many,
    or two neighbours swapped. A doubled letter is undone in words of any length ("byee").
    """

    __slots__ = ("_rests", "_words")

    def __init__(self, words: Iterable[str]) -> None:
        self._words = {word: None for word in words if word.isalpha()}
        self._rests: dict[str, list[str]] = {}
        for word in self._words:
            if _LEAST <= len(word) <= _LONGEST:
                for rest in _rests(word):
                    self._rests.setdefault(rest, []).append(word)

    def corrected(self, words: list[str]) -> list[str] | None:
        """The words with the misspelt ones replaced, or None when there is nothing to replace."""
        changed = False
        result = []
        for word in words:
            meant = word if word in self._words else self._meant(word)
            changed = changed or meant != word
            result.append(meant)
        return result if changed else None

    def _meant(self, word: str) -> str:
        if not word.isalpha() or len(word) > _LONGEST:
            return word
        single = "".join(a for a, b in zip(word, " " + word, strict=False) if a != b)
        if single in self._words:
            return single
        if len(word) < _LEAST:
            return word
        near = {
            candidate: None
            for rest in _rests(word)
            for candidate in self._rests.get(rest, ())
            if _one_edit(word, candidate)
        }
        # A slip rarely hits the first letter; among equals the word that came first wins.
        return min(near, key=lambda candidate: candidate[0] != word[0], default=word)


def _rests(word: str) -> list[str]:
    return [word, *(word[:i] + word[i + 1 :] for i in range(len(word)))]


def _one_edit(one: str, other: str) -> bool:
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
