"""The examples themselves, looked up: a message that is one of them needs no guessing."""

from collections.abc import Sequence

from kauli.nlu.normalise import key_of

__all__ = ["Phrases", "is_one_slip_away"]

_LEAST_FOR_SLIP = 6
_LEAST_FOR_SUBSTITUTION = 8


class Phrases:
    """Which intents hold a phrase, by its key (`normalise.key_of`).

    Attributes:
        holders: key -> the intents that have it as an example, in the author's order.
    """

    __slots__ = ("_by_length", "_longest", "holders")

    def __init__(self, holders: dict[str, tuple[int, ...]]) -> None:
        self.holders = holders
        self._longest: dict[int, int] = {}
        self._by_length: dict[tuple[int, int], list[str]] = {}
        for key, intents in holders.items():
            for intent in intents:
                self._by_length.setdefault((intent, len(key)), []).append(key)
                self._longest[intent] = max(len(key), self._longest.get(intent, 0))

    @classmethod
    def of(cls, phrases: Sequence[list[str]], intents: Sequence[int]) -> "Phrases":
        """Collect the examples, given their words, each with the intent it belongs to."""
        holders: dict[str, tuple[int, ...]] = {}
        for words, intent in zip(phrases, intents, strict=True):
            key = key_of(words)
            holders[key] = (*holders.get(key, ()), intent)
        return cls(holders)

    def find(self, words: list[str]) -> tuple[int, ...]:
        """The intents that have the phrase, as it is or without its emoji; none: empty."""
        found = self.holders.get(key_of(words))
        return found or self.holders.get(key_of(_undecorated(words)), ())

    def longest(self, intent: int) -> int:
        """The length of the intent's longest example, in characters of its key."""
        return self._longest.get(intent, 0)

    def holds(self, words: list[str], intent: int) -> bool:
        """Whether the phrase is an example of the intent, or one with a slip of the finger.

        A phrase that is another intent's example is that one, however close it comes.
        """
        found = self.find(words)
        if found:
            return intent in found
        key = key_of(words)
        return any(
            is_one_slip_away(key, example)
            for length in (len(key), len(key) - 1, len(key) + 1)
            for example in self._by_length.get((intent, length), ())
        )


def _undecorated(words: list[str]) -> list[str]:
    return [word for word in words if word[0].isalnum()]


def is_one_slip_away(one: str, other: str) -> bool:
    """Whether one slip of the finger makes the first phrase of the second, beyond doubt.

    A letter missing, doubled or too many and two neighbours swapped count from 6 characters, a
    wrong letter from 8, since in a short phrase that makes another word ("cancel", "cancer").
    Digits are never slips: "option 1" is not "option 2".
    """
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < _LEAST_FOR_SLIP or len(longer) - len(shorter) > 1:
        return False
    start = 0
    while start < len(shorter) and shorter[start] == longer[start]:
        start += 1
    left, right = shorter[start:], longer[start:]
    if len(shorter) < len(longer):
        return left == right[1:] and not right[0].isdigit()
    if left[1:] == right[1:]:
        return len(shorter) >= _LEAST_FOR_SUBSTITUTION and not (left[0] + right[0]).isdigit()
    swapped = left[1::-1] == right[:2] and left[2:] == right[2:]
    return swapped and not any(map(str.isdigit, left[:2]))
