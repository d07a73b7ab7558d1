"""From words to what they are about: endings and Swahili prefixes taken off, then looked up."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from kauli.nlu.lexicon import LEXICON

__all__ = ["base_forms", "concepts_of", "is_lexicon_word", "lexicon_words"]

_NOT = "no"
_LONGEST = 32
_LONGEST_PREFIX = 11
_ENDINGS = ("ment", "ing", "ed", "es", "er", "ly", "s")
_MENDS = (
    ("ies", "y"), ("ers", ""), ("ing", "e"), ("ing", ""), ("ness", ""), ("ment", ""),
    ("es", ""), ("ed", ""), ("er", ""), ("ly", ""), ("s", ""), ("d", ""),
)  # fmt: skip
_PREFIX = re.compile(
    "(?:ha)?(?:ni|u|a|tu|m|mu|wa|i|ki|li|ya|vi|zi|ku|pa|si|n)?"  # who
    "(?:na|li|ta|me|ki|nge|ngali|ja|ka|hu|taka|to|si)?"  # when
    "(?:po|ye|cho|lo|vyo|zo|o)?"  # which
    "(?:ni|ku|m|mu|mw|tu|wa|wi|i|ki|li|ya|vi|zi|u|ji)?"  # whom
)
_SUFFIX = re.compile(
    "(?:[aeiou]|[ieou]a|[ie]e|w[aei]|[ie]w[aei]|[eilu]?li?[ae]a?|[ie]sh[aei]|[ie]?sh?wa|[ie]shi[ae]"
    "|[eiu]?an?a|[ieu]k[aei]|eni|ni|z[ai]|ji|i?aji|sha|iwi|ewi|[ie]za|uzi|uliwa)"
)
_NEGATIVE = re.compile("(?:[umt]u?si|wasi|si(?=.+i$)|ha(?:tu|wa|m|i|u|ku|zi|ya|ki|vi)).{3,}")


def concepts_of(words: Sequence[str]) -> list[str]:
    """The concepts that the words stand for, as often as they do; a word may stand for several."""
    return [concept for word in words for concept in _concepts(word)]


def base_forms(word: str) -> Iterator[str]:
    """What a word may be a form of: English endings mended, Swahili prefixes taken off."""
    for ending, instead in _MENDS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            yield word.removesuffix(ending) + instead
    for start in range(1, min(len(word) - 3, _LONGEST_PREFIX)):
        if _PREFIX.fullmatch(word, 0, start):
            yield "ku" + word[start:]
            yield word[start:]


@cache
def lexicon_words() -> frozenset[str]:
    """The words that the lexicon names as they are; roots are none."""
    return frozenset(_lexicon()[0])


def is_lexicon_word(word: str) -> bool:
    """Whether the lexicon names the word as it is."""
    return word in _lexicon()[0]


@cache
def _lexicon() -> tuple[dict[str, list[str]], dict[str, list[str]], dict[str, list[str]]]:
    """Words, English stems and Swahili roots, each with the concepts that it stands for."""
    words: dict[str, list[str]] = {}
    stems: dict[str, list[str]] = {}
    roots: dict[str, list[str]] = {}
    for line in LEXICON.replace("\n  ", " ").split("\n"):
        concept, _, named = line.partition(":")
        for word in named.split():
            if word.endswith("-"):
                roots.setdefault(word[:-1], []).append(concept)
            else:
                words.setdefault(word, []).append(concept)
                stems.setdefault(_stem(word), []).append(concept)
    return words, stems, roots


@lru_cache(20_000)
def _concepts(word: str) -> tuple[str, ...]:
    words, stems, _ = _lexicon()
    found = words.get(word)
    if found is None and len(word) <= _LONGEST and word.isascii() and word.isalpha():
        found = stems.get(_stem(word)) or _swahili(word)
        if _NEGATIVE.fullmatch(word):
            found = [*(found or ()), _NOT]
    return tuple(dict.fromkeys(found or ()))


def _swahili(word: str) -> list[str] | None:
    """The concepts of a Swahili form: the longest root after the shortest prefix decides."""
    words, _, roots = _lexicon()
    for start in range(min(len(word) - 2, _LONGEST_PREFIX)):
        if start and not _PREFIX.fullmatch(word, 0, start):
            continue
        rest = word[start:]
        if start and len(rest) > 3 and rest in words:
            return words[rest]
        for end in range(len(word) - 1, start + 1, -1):
            root = word[start:end]
            if root in roots and _SUFFIX.fullmatch(word, end):
                return roots[root]
    return None


def _stem(word: str) -> str:
    """The word without up to two English endings, a final e and a doubled letter at its end."""
    for _ in range(2):
        ending = next((e for e in _ENDINGS if word.endswith(e) and len(word) - len(e) >= 3), "")
        word = word.removesuffix(ending)
    if len(word) > 3:
        word = word.removesuffix("e")
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word
