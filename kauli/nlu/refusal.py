"""Orders that are turned round: "don't bring the pizza", "usilete pizza", "sitaki pizza".

They share nearly every word with the order itself. What gives them away is a negation on the verb
of wanting or bringing; other negations ("it does not work", "haijafika") refuse nothing.
"""

import re
from collections.abc import Sequence

from kauli.nlu.concepts import concepts_of

__all__ = ["REFUSING", "refuses"]

REFUSING = ("no", "cancel", "remove", "turnoff")
"""What an intent's examples are about when a refusal may well be meant for it."""

_WANT = "want"
_BRING = {_WANT, "give", "send", "buy", "order", "delivery", "cook"}
_NOT = {"dont", "never"}
_BETWEEN = {"really", "even", "ever", "you", "dare"}
_LEAST = 5
_SWAHILI = re.compile("(?:[um]|tu)si[a-z]+e|(?:si|hatu)[a-z]+i")
_WANT_NOT = re.compile("(?:si|s|hatu)taki")


def refuses(words: Sequence[str]) -> bool:
    """Whether a message says that something is not wanted, and wants nothing else.

    Args:
        words: of the message, normalised.
    """
    negated = [place for place in range(len(words)) if _is_negated(words, place)]
    others = [word for place, word in enumerate(words) if place not in negated]
    return bool(negated) and _WANT not in concepts_of(others)


def _is_negated(words: Sequence[str], place: int) -> bool:
    word = words[place]
    if _WANT_NOT.fullmatch(word):
        return True
    if not _BRING.intersection(concepts_of([word])):
        return False
    if len(word) >= _LEAST and _SWAHILI.fullmatch(word):
        return True
    before = [word for word in words[:place] if word not in _BETWEEN][-2:]
    return before[-1:] != [] and (before[-1] in _NOT or before == ["do", "not"])
