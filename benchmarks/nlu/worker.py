"""One recogniser in a process of its own, spoken to in lines of JSON.

``{"train": {intent: [text]}}`` is answered by ``{"seconds", "processor", "bytes"}`` (by the clock,
of the processor, of the model), ``{"ask": [text]}`` by ``{"best": [[intent, confidence]],
"seconds": [...]}``, ``{"memory": true}`` by ``{"bytes"}`` as resident now. A line that says only
what is held starts the conversation.
"""

import pickle
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol, TextIO

__all__ = ["Recogniser", "pickled_size", "serve"]

_PAGE = 4_096


class Recogniser(Protocol):
    """What is measured."""

    def train(self, examples: Mapping[str, Sequence[str]]) -> None:
        """Forget everything and learn this."""
        ...

    def best(self, text: str) -> tuple[str, float]:
        """The best intent ("" for none) and its confidence."""
        ...

    def size(self) -> int:
        """The stored model's size in bytes."""
        ...


def serve(make: Callable[[], Recogniser], dumps: Callable[[Any], str], loads: Any) -> None:
    """Answer what is asked on standard input until it ends."""
    out, sys.stdout = sys.stdout, sys.stderr
    _say(out, dumps({"bytes": _resident()}))
    recogniser = make()
    for line in sys.stdin:
        asked = loads(line)
        _say(out, dumps(_answer(recogniser, asked)))


def _answer(recogniser: Recogniser, asked: dict[str, Any]) -> dict[str, Any]:
    if "train" in asked:
        began, used = time.perf_counter(), time.process_time()
        recogniser.train(asked["train"])
        return {
            "seconds": time.perf_counter() - began,
            "processor": time.process_time() - used,
            "bytes": recogniser.size(),
        }
    if "ask" in asked:
        best, seconds = [], []
        for text in asked["ask"]:
            began = time.perf_counter()
            best.append(recogniser.best(text))
            seconds.append(time.perf_counter() - began)
        return {"best": best, "seconds": seconds}
    return {"bytes": _resident()}


def _say(out: TextIO, line: str) -> None:
    out.write(line + "\n")
    out.flush()


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE


def pickled_size(thing: object) -> int:
    """The size of a model that has no format of its own."""
    return len(pickle.dumps(thing))
