"""The optional sentence encoder, shared by all that a process does with it."""

import threading
from collections.abc import Sequence
from typing import Any

from kauli.nlu import ENCODER_NAME, Encoder, load_encoder

__all__ = ["SharedEncoder"]


class SharedEncoder:
    """Loads the encoder when it is first needed, and lets one thread at a time use it.

    Its package must be installed (see ``kauli.nlu.encoder_available``).
    """

    name = ENCODER_NAME

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._encoder: Encoder | None = None

    def __call__(self, texts: Sequence[str]) -> Any:
        """The vectors of some texts, shape (n, d)."""
        with self._lock:
            if self._encoder is None:
                self._encoder = load_encoder()
            return self._encoder(texts)
