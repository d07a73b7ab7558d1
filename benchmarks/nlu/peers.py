"""The recognisers that are measured, each in a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from typing import Any, NamedTuple

from benchmarks.nlu.figures import Guess
from kauli.nlu import encoder_available

__all__ = ["PEERS", "Peer", "Running", "Trained", "running"]

_HERE = Path(__file__).parent
_ROOT = _HERE.parents[1]
BUILD = _ROOT / "build" / "bench-nlu"
_SKLEARN = BUILD / "venv" / "bin" / "python"
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


@dataclass(frozen=True, slots=True)
class Peer:
    """Something to measure.

    Attributes:
        name: as the table calls it.
        command: what starts it; the language follows where it asks for one.
        missing: why it can't be measured here; empty where it can.
        asks_language: whether it wants to be told the language.
    """

    name: str
    command: tuple[str, ...]
    missing: str = ""
    asks_language: bool = False


class Trained(NamedTuple):
    """What training took: seconds by the clock and of the processor, and the model's bytes."""

    seconds: float
    processor: float
    bytes: int


@dataclass(frozen=True, slots=True)
class Running:
    """A peer that runs."""

    process: "subprocess.Popen[str]"
    memory_before: int

    def ask(self, question: Mapping[str, Any]) -> dict[str, Any]:
        """Put a question and wait for the answer.

        Raises:
            RuntimeError: the process has died.
        """
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"{self.process.args!r} ended; what it said is above.")
        found: dict[str, Any] = json.loads(line)
        return found

    def train(self, examples: Mapping[str, Sequence[str]]) -> Trained:
        """Learn, and tell what that took."""
        return Trained(**self.ask({"train": examples}))

    def guesses(self, texts: Sequence[str]) -> tuple[list[Guess], list[float]]:
        """The best intent of each text, and the seconds that each took."""
        found = self.ask({"ask": texts})
        return [Guess(*one) for one in found["best"]], found["seconds"]

    def memory(self) -> int:
        """The bytes that it has taken since it started with nothing loaded."""
        return int(self.ask({"memory": True})["bytes"]) - self.memory_before


@contextmanager
def running(peer: Peer, language: str) -> Iterator[Running]:
    """Start a peer, and end it."""
    command = [*peer.command, *([language] if peer.asks_language else [])]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=_ROOT,
        env={**os.environ, **_ONE_THREAD, "NODE_NO_WARNINGS": "1"},
    ) as process:
        assert process.stdout is not None
        try:
            yield Running(process, json.loads(process.stdout.readline())["bytes"])
        finally:
            process.kill()


def _sklearn(name: str, kind: str) -> Peer:
    absent = "" if _SKLEARN.exists() else "scikit-learn is not installed; run make bench-nlu"
    return Peer(name, (str(_SKLEARN), str(_HERE / "sklearn_worker.py"), kind), absent)


def _nlpjs() -> Peer:
    folder = BUILD / "nlpjs"
    node = which("node")
    absent = "" if node else "Node.js is not installed"
    if node and not (folder / "node_modules").exists():
        absent = "nlp.js is not installed; run make bench-nlu"
    return Peer("nlp.js", (node or "node", str(folder / "worker.js")), absent, asks_language=True)


_OURS = (sys.executable, "-m", "benchmarks.nlu.kauli_worker")

PEERS = {
    "kauli": Peer("Kauli", _OURS),
    "extra": Peer(
        "Kauli, extra",
        (*_OURS, "--encoder"),
        "" if encoder_available() else "the extra is not installed; pip install kauli[nlu]",
    ),
    "forest": _sklearn("TF-IDF + random forest", "forest"),
    "regression": _sklearn("TF-IDF + logistic regression", "regression"),
    "nlpjs": _nlpjs(),
}
