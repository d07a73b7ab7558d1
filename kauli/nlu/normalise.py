"""What a message says, freed of how it was typed: case, width, accents, lengthening, decoration."""

import re
import unicodedata

__all__ = ["MAX_CHARACTERS", "fingerprint", "key_of", "words_of"]

MAX_CHARACTERS = 500
"""Only this many characters of a phrase are read; more says nothing new about its intent."""

_LONGEST_FINGERPRINT = 200
_ASCII_WORD = re.compile(r"[a-z0-9]+")
_APOSTROPHE = re.compile(r"(?<=\w)['\u2018\u2019\u02bc\u02bb`\u00b4](?=\w)")
_LENGTHENED_END = re.compile(r"([^\W\d_])\1{2,}(?!\w)")
_LENGTHENED = re.compile(r"([^\W\d_])\1{2,}")
_REPEATED_SYMBOL = re.compile(r"([^\w\s])(?:\s*\1)+")
_NOT_PUNCTUATION = re.compile(r"[\w\s]|[^\x21-\U0010ffff]")

_ACCENTS = frozenset(
    (*range(0x0300, 0x0370), *range(0x0591, 0x05C8), *range(0x064B, 0x0660), 0x0670)
)
"""Marks that people leave out: Latin, Greek and Cyrillic accents, Hebrew and Arabic vowel points.

Marks of other scripts (Devanagari vowels, Japanese voicing) change the word and stay.
"""


def words_of(text: str) -> list[str]:
    """The words of a phrase in one spelling, in order.

    NFKC, case folded, without accents and apostrophes, lengthened letters shortened ("heyyy" is
    "hey", "gooood" is "good"). Letters, digits and marks of any script form words; an emoji is a
    word of its own. Control characters, zero-width ones and punctuation are no part of a word,
    but of a text of nothing else ("?") its punctuation is the word. Blank text has no words.
    """
    text = text[:MAX_CHARACTERS]
    if text.isascii():
        words = _ASCII_WORD.findall(_shortened(_APOSTROPHE.sub("", text.lower())))
    else:
        words = _REPEATED_SYMBOL.sub(r"\1", _shortened(_folded(text))).split()
    if words:
        return words
    punctuation = _NOT_PUNCTUATION.sub("", "".join(c for c in text if c.isprintable()))
    return [_REPEATED_SYMBOL.sub(r"\1", punctuation)] if punctuation else []


def key_of(words: list[str]) -> str:
    """What two phrases share when they are the same but for spacing ("good morning" in one word).

    Spaces next to digits do count: "1 12" is not "11 2".
    """
    joined = "".join(words)
    return joined if joined.isalpha() else " ".join(words)


def fingerprint(text: str) -> str:
    """The same for whatever reads the same, in at most 200 characters; "" without any words."""
    return key_of(words_of(text))[:_LONGEST_FINGERPRINT]


def _folded(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()[:MAX_CHARACTERS]
    bare = unicodedata.normalize("NFD", _APOSTROPHE.sub("", folded))
    kept = unicodedata.normalize("NFC", "".join(c for c in bare if ord(c) not in _ACCENTS))
    return "".join(map(_place, kept))


def _shortened(text: str) -> str:
    """Long runs of a letter, cut to one at the end of a word and to two inside it."""
    if not _LENGTHENED.search(text):
        return text
    return _LENGTHENED.sub(r"\1\1", _LENGTHENED_END.sub(r"\1", text))


def _place(char: str) -> str:
    """What a character contributes: itself, itself as a word of its own, nothing, or a gap."""
    category = unicodedata.category(char)
    if category[0] in "LNM":
        joins_emoji = 0xFE00 <= ord(char) <= 0xFE0F or ord(char) == 0x20E3
        return "" if joins_emoji else char
    if category == "So":
        return f" {char} "
    is_skin_tone = 0x1F3FB <= ord(char) <= 0x1F3FF
    return "" if category == "Cf" or is_skin_tone else " "
