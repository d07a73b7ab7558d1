"""A trained recogniser: what a message asks for, and how sure that is."""

import numpy as np

from kauli.nlu.arrays import Floats
from kauli.nlu.codec import decode, encode
from kauli.nlu.encoder import Encoder
from kauli.nlu.encoding import Encoded, directions
from kauli.nlu.features import counts_of
from kauli.nlu.knowledge import Knowledge
from kauli.nlu.normalise import words_of
from kauli.nlu.refusal import REFUSING, refuses
from kauli.nlu.spelling import Speller

__all__ = ["Model"]

_CERTAIN = 1.0
_MISSPELT = 0.97
_BOLDLY_READ = 0.8
_MUCH_LONGER = 4


class Model:
    """Tells the intents of one bot apart. Immutable; safe to use from several threads.

    Attributes:
        intents: the names of all intents, in the author's order.
        evaluation: what cross-validation found while training.
    """

    __slots__ = (
        "_calibration",
        "_encoded",
        "_encoder",
        "_knowledge",
        "_refusing",
        "_speller",
        "_weights",
        "evaluation",
        "intents",
    )

    def __init__(
        self, knowledge: Knowledge, encoder: Encoder | None = None, encoded: Encoded | None = None
    ) -> None:
        self.intents = knowledge.intents
        self.evaluation = knowledge.evaluation
        self._knowledge = knowledge
        vocabulary = knowledge.vocabulary
        self._speller = Speller(
            {term: vocabulary.frequencies[index] for term, index in vocabulary.words.items()}
        )
        self._encoded = encoded
        fits = encoder is not None and encoded is not None and encoder.name == encoded.encoder
        self._encoder = encoder if fits else None
        used = encoded if fits and encoded is not None else knowledge
        self._weights = used.weights.values()
        self._calibration = used.calibration
        named = [vocabulary.concepts[name] for name in REFUSING if name in vocabulary.concepts]
        self._refusing = (self._weights[named] > 0).any(axis=0)

    def classify(self, text: str) -> list[tuple[str, float]]:
        """Rank the intents for a message, best first, each with its confidence from 0 to 1.

        Confidence 0.6 means right about 60 % of the time. A message that is one of the examples
        is certain; one that several intents share is shared among them, the first one ahead. A
        message that has nothing in common with any example gives an empty list. Never raises.
        """
        words = words_of(text)
        known = self._knowledge
        if not words or not known.taught:
            return []
        found = known.phrases.find(words)
        if found:
            return self._shared(found, _CERTAIN)
        read = self._speller.readings(words)
        for meant, confidence in ((read.careful, _MISSPELT), (read.bold, _BOLDLY_READ)):
            found = known.phrases.find(meant) if meant != words else ()
            if found:
                return self._shared(found, confidence)
        readings = [read.careful, read.bold] if read.bold != read.careful else [read.careful]
        heard = [scores for scores in map(self._scores, readings) if scores is not None]
        whole = self._meant(text)
        if not heard and whole is None:
            return []
        total = np.zeros(len(known.taught), np.float32) if whole is None else whole
        if heard:
            total = total + np.mean(heard, axis=0)
        if refuses(words):
            # What speaks for an order is as loud in "don't bring it", where it speaks against.
            total = np.where(self._refusing, total, -np.abs(total))
        confidences = self._calibration.confidences(total)
        ranked = sorted(zip(confidences, known.taught, strict=True), key=_best_first)
        return [(self.intents[intent], confidence) for confidence, intent in ranked]

    def matches(self, text: str, intent: str) -> bool:
        """Whether a message is one of the intent's examples, a slip of the finger forgiven.

        The high bar, for an intent that interrupts: "acha" as an answer is, "Acha Street 5" is
        not. Takes microseconds. False for an intent that does not exist. Never raises.
        """
        if intent not in self.intents:
            return False
        index = self.intents.index(intent)
        phrases = self._knowledge.phrases
        if len(text) > _MUCH_LONGER * (phrases.longest(index) + 1):
            return False
        words = words_of(text)
        return bool(words) and phrases.holds(words, index)

    @property
    def encoder(self) -> str:
        """The name of the encoder that the model was trained with; empty for none."""
        return self._encoded.encoder if self._encoded is not None else ""

    @property
    def encodes(self) -> bool:
        """Whether an encoder is asked, so that an answer takes milliseconds."""
        return self._encoder is not None

    def to_bytes(self) -> bytes:
        """The model as bytes, to be stored with the bot's version; see `codec` for the format."""
        return encode(self._knowledge, self._encoded)

    @staticmethod
    def from_bytes(data: bytes, encoder: Encoder | None = None) -> "Model":
        """Read a model that `to_bytes` wrote; takes milliseconds.

        Args:
            data: what `to_bytes` gave.
            encoder: used if the model was trained with it; a model that was trained with another,
                or with none, answers without.

        Raises:
            ValueError: it is something else, was damaged, or comes from another version of Kauli.
        """
        knowledge, encoded = decode(data)
        return Model(knowledge, encoder, encoded)

    def _shared(self, found: tuple[int, ...], confidence: float) -> list[tuple[str, float]]:
        return [(self.intents[intent], confidence / len(found)) for intent in found]

    def _scores(self, words: list[str]) -> Floats | None:
        terms, values = self._knowledge.vocabulary.vector(counts_of(words))
        if not terms:
            return None
        scores: Floats = np.array(values, np.float32) @ self._weights[terms]
        return scores

    def _meant(self, text: str) -> Floats | None:
        """What the encoder makes of a message, in scores; None without one."""
        if self._encoder is None or self._encoded is None:
            return None
        seen = directions(self._encoder([text]), self._encoded.centre)[0]
        scores: Floats = self._encoded.share * seen @ self._weights[-len(seen) :]
        return scores


def _best_first(ranked: tuple[float, int]) -> tuple[float, int]:
    return -ranked[0], ranked[1]
