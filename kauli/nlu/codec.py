"""A model as bytes: a small versioned format of our own, with a checksum and no code in it.

Layout: 4 bytes "KNLU", 2 bytes version, 4 bytes CRC-32 of all that follows, 4 bytes length of
the header (numbers little-endian); the header, JSON; then for each counted term the number of
examples it occurs in (uint32), for each column of the weights its scale (float32), and the levels
(int8, row by row; those of the meaning's dimensions last).
"""

from dataclasses import astuple
from struct import Struct
from typing import Any
from zlib import crc32

import numpy as np

from kauli.kit.json import dumps, loads
from kauli.nlu.confidence import Calibration
from kauli.nlu.evaluation import Confusion, Misread, summarise
from kauli.nlu.features import Vocabulary
from kauli.nlu.knowledge import Knowledge, Weights
from kauli.nlu.meanings import DIMENSIONS, table_checksum
from kauli.nlu.phrases import Phrases
from kauli.nlu.thresholds import AtThreshold

__all__ = ["decode", "encode"]

_MAGIC = b"KNLU"
_VERSION = 2
"""Raised with every change of the layout, the normalisation or the features."""

_PREAMBLE = Struct("<4sHII")


def encode(knowledge: Knowledge) -> bytes:
    """Write a model; equal knowledge gives equal bytes."""
    vocabulary, weights = knowledge.vocabulary, knowledge.weights
    evaluation = knowledge.evaluation
    pairs = evaluation.pairs
    header = dumps(
        {
            "intents": knowledge.intents,
            "taught": knowledge.taught,
            "phrases": knowledge.phrases.holders,
            "examples": vocabulary.examples,
            "words": list(vocabulary.words),
            "pieces": list(vocabulary.pieces),
            "concepts": list(vocabulary.concepts),
            "meanings": table_checksum(),
            "calibration": knowledge.calibration,
            "evaluation": [(pair.expected, pair.predicted, pair.count) for pair in pairs],
            "misread": [astuple(one) for one in evaluation.misread],
            "thresholds": [astuple(row) for row in evaluation.thresholds],
            "threshold": evaluation.threshold,
        }
    )
    frequencies = np.array(vocabulary.frequencies, "<u4").tobytes()
    scales = weights.scales.astype("<f4").tobytes()
    body = b"".join((header, frequencies, scales, weights.levels.tobytes()))
    return _PREAMBLE.pack(_MAGIC, _VERSION, crc32(body), len(header)) + body


def decode(data: bytes) -> Knowledge:
    """Read a model that `encode` wrote.

    Raises:
        ValueError: it is something else, was damaged, or comes from another version of Kauli.
    """
    if len(data) < _PREAMBLE.size or not data.startswith(_MAGIC):
        raise ValueError("This is not an intent model of Kauli; train the bot again.")
    _, version, checksum, length = _PREAMBLE.unpack_from(data)
    if version != _VERSION:
        raise ValueError(
            f"This intent model has format {version} and this Kauli reads format {_VERSION}; "
            "train the bot again."
        )
    body = memoryview(data)[_PREAMBLE.size :]
    if crc32(body) != checksum:
        raise ValueError("This intent model is damaged; train the bot again.")
    try:
        return _read(loads(bytes(body[:length])), bytes(body[length:]))
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise ValueError("This intent model makes no sense; train the bot again.") from error


def _read(header: dict[str, Any], arrays: bytes) -> Knowledge:
    if header["meanings"] != table_checksum():
        raise ValueError("it was trained with another table of meanings")
    names = header["words"], header["pieces"], header["concepts"]
    columns, counted = len(header["taught"]), sum(map(len, names))
    terms = counted + DIMENSIONS
    edges = (4 * counted, 4 * (counted + columns))
    if len(arrays) != edges[1] + terms * columns:
        raise ValueError("the arrays have another size than the header says")
    intents = tuple(header["intents"])
    frequencies = np.frombuffer(arrays[: edges[0]], "<u4").tolist()
    levels = np.frombuffer(arrays[edges[1] :], np.int8).reshape(terms, columns)
    scales = np.frombuffer(arrays[edges[0] : edges[1]], "<f4").astype(np.float32)
    return Knowledge(
        intents=intents,
        taught=tuple(header["taught"]),
        phrases=Phrases({key: tuple(found) for key, found in header["phrases"].items()}),
        vocabulary=Vocabulary(*names, frequencies, header["examples"]),
        weights=Weights(levels, scales),
        calibration=Calibration(*header["calibration"]),
        evaluation=summarise(
            intents,
            [Confusion(*pair) for pair in header["evaluation"]],
            [Misread(*one) for one in header["misread"]],
            tuple(AtThreshold(*row) for row in header["thresholds"]),
            header["threshold"],
        ),
    )
