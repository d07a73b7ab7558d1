"""``python -m benchmarks.nlu.kauli_worker [--encoder]``: our own recogniser, measured."""

import json
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

from benchmarks.nlu.worker import serve

__all__ = ["Ours"]


class Ours:
    """The default, or with the optional encoder. What it imports counts as its memory."""

    def __init__(self) -> None:
        self._nlu: Any = import_module("kauli.nlu")
        self._encoder = self._nlu.load_encoder() if "--encoder" in sys.argv else None
        self._model = self._nlu.train({})

    def train(self, examples: Mapping[str, Sequence[str]]) -> None:
        """Learn this."""
        self._model = self._nlu.train(examples, self._encoder)

    def best(self, text: str) -> tuple[str, float]:
        """The best intent and its confidence."""
        ranked = self._model.classify(text)
        return ranked[0] if ranked else ("", 0.0)

    def size(self) -> int:
        """The stored model's size in bytes."""
        return len(self._model.to_bytes())


if __name__ == "__main__":
    serve(Ours, json.dumps, json.loads)
