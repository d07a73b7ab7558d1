"""A model as bytes: a small versioned format of our own, with a checksum and no code in it.

Layout: 4 bytes "KNLU", 2 bytes version, 4 bytes CRC-32 of all that follows, 4 bytes length of
the header (numbers little-endian); the header, JSON; then for each counted term the number of
examples it occurs in (uint32), for each column of the weights its scale (float32), and the levels
(int8, row by row; those of the meaning's dimensions last). Of a model that was trained with an
encoder there follow what is taken off the encoder's vectors (float32), and scales and levels as
before, with the encoder's dimensions as the last rows.
"""

from dataclasses import astuple
from struct import Struct
from typing import Any
from zlib import crc32

import numpy as np

from kauli.kit.json import dumps, loads
from kauli.nlu.confidence import Calibration
from kauli.nlu.encoding import Encoded
from kauli.nlu.evaluation import Confusion, Misread, summarise
from kauli.nlu.features import Vocabulary
from kauli.nlu.knowledge import Knowledge, Weights
from kauli.nlu.meanings import DIMENSIONS, table_checksum
from kauli.nlu.phrases import Phrases
from kauli.nlu.thresholds import AtThreshold

__all__ = ["decode", "encode"]

_MAGIC = b"KNLU"
_VERSION = 3
"""Raised with every change of the layout, the normalisation or the features."""

_PREAMBLE = Struct("<4sHII")


def encode(knowledge: Knowledge, encoded: Encoded | None = None) -> bytes:
    """Write a model, and what it knows by an encoder; equal knowledge gives equal bytes."""
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
            "encoder": _encoder_header(encoded),
        }
    )
    frequencies = np.array(vocabulary.frequencies, "<u4").tobytes()
    arrays = [header, frequencies, *_weights_bytes(weights)]
    if encoded is not None:
        arrays += [encoded.centre.astype("<f4").tobytes(), *_weights_bytes(encoded.weights)]
    body = b"".join(arrays)
    return _PREAMBLE.pack(_MAGIC, _VERSION, crc32(body), len(header)) + body


def _encoder_header(encoded: Encoded | None) -> Any:
    if encoded is None:
        return None
    return [encoded.encoder, encoded.share, len(encoded.centre), encoded.calibration]


def _weights_bytes(weights: Weights) -> tuple[bytes, bytes]:
    return weights.scales.astype("<f4").tobytes(), weights.levels.tobytes()


def decode(data: bytes) -> tuple[Knowledge, Encoded | None]:
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


def _read(header: dict[str, Any], arrays: bytes) -> tuple[Knowledge, Encoded | None]:
    if header["meanings"] != table_checksum():
        raise ValueError("it was trained with another table of meanings")
    names = header["words"], header["pieces"], header["concepts"]
    columns, counted = len(header["taught"]), sum(map(len, names))
    terms = counted + DIMENSIONS
    reader = _Arrays(arrays)
    frequencies = reader.numbers("<u4", counted).tolist()
    weights = reader.weights(terms, columns)
    encoded = None
    if header["encoder"] is not None:
        name, share, width, calibration = header["encoder"]
        centre = reader.numbers("<f4", width).astype(np.float32)
        both = reader.weights(terms + width, columns)
        encoded = Encoded(name, share, centre, both, Calibration(*calibration))
    reader.end()
    intents = tuple(header["intents"])
    knowledge = Knowledge(
        intents=intents,
        taught=tuple(header["taught"]),
        phrases=Phrases({key: tuple(found) for key, found in header["phrases"].items()}),
        vocabulary=Vocabulary(*names, frequencies, header["examples"]),
        weights=weights,
        calibration=Calibration(*header["calibration"]),
        evaluation=summarise(
            intents,
            [Confusion(*pair) for pair in header["evaluation"]],
            [Misread(*one) for one in header["misread"]],
            tuple(AtThreshold(*row) for row in header["thresholds"]),
            header["threshold"],
        ),
    )
    return knowledge, encoded


class _Arrays:
    """Reads one array after another."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._place = 0

    def numbers(self, kind: str, count: int) -> "np.ndarray[Any, Any]":
        found = np.frombuffer(self._data, kind, count, self._place) if count else np.empty(0, kind)
        self._place += found.nbytes
        return found

    def weights(self, terms: int, columns: int) -> Weights:
        scales = self.numbers("<f4", columns).astype(np.float32)
        return Weights(self.numbers("i1", terms * columns).reshape(terms, columns), scales)

    def end(self) -> None:
        if self._place != len(self._data):
            raise ValueError("the arrays have another size than the header says")
