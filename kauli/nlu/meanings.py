"""What words mean, as directions in space: words used alike point the same way.

The table beside this file holds some 20,000 words of English and Swahili (and what else their
spelling let in) in 64 dimensions, one byte each. It is what the sentence encoder
multilingual-e5-small makes of each word by itself; ``benchmarks/nlu/distil.py`` made it.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import files
from struct import Struct
from typing import NamedTuple
from zlib import crc32

import numpy as np

from kauli.nlu.arrays import Doubles, Levels
from kauli.nlu.concepts import base_forms

__all__ = ["DIMENSIONS", "MAGIC", "PREAMBLE", "is_table_word", "meaning_of", "table_checksum"]

DIMENSIONS = 64
MAGIC = b"KMNG"
PREAMBLE = Struct("<4sIIf")
"""MAGIC, the number of words, the bytes of their text (one a line), what a level is worth.

The levels follow the text, DIMENSIONS signed bytes a word.
"""

_LONGEST = 32


class _Table(NamedTuple):
    places: dict[str, int]
    levels: Levels
    """Shape (words, DIMENSIONS)."""
    unknown: float
    """What a word that is not in the table adds to the square of a phrase's length."""
    table_checksum: int


def meaning_of(words: Sequence[str]) -> list[float]:
    """The direction of a phrase: DIMENSIONS numbers, or none where no word is known.

    Its length is at most 1, and the less, the more of the words are unknown.
    """
    levels, unknown = _table().levels, _table().unknown
    places = [place for place in map(_place, words) if place >= 0]
    if not places:
        return []
    total: Doubles = levels[places].sum(axis=0, dtype=np.float64)
    length = float(np.sqrt(total @ total + (len(words) - len(places)) * unknown))
    direction: list[float] = (total / length).tolist() if length else []
    return direction


def is_table_word(word: str) -> bool:
    """Whether the table has the word as it is."""
    return word in _table().places


def table_checksum() -> int:
    """Tells one table from another: a model fits only the one that it was trained with."""
    return _table().table_checksum


@lru_cache(20_000)
def _place(word: str) -> int:
    places = _table().places
    found = places.get(word)
    if found is None and len(word) <= _LONGEST and word.isascii() and word.isalpha():
        found = next((places[form] for form in base_forms(word) if form in places), None)
    return -1 if found is None else found


@cache
def _table() -> _Table:
    data = files("kauli.nlu").joinpath("meanings.bin").read_bytes()
    _, count, size, scale = PREAMBLE.unpack_from(data)
    start = PREAMBLE.size + size
    words = data[PREAMBLE.size : start].decode().split("\n")
    levels = np.frombuffer(data, np.int8, count * DIMENSIONS, start)
    places = {word: place for place, word in enumerate(words)}
    return _Table(places, levels.reshape(count, DIMENSIONS), scale**-2, crc32(data))
