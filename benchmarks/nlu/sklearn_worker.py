"""``python benchmarks/nlu/sklearn_worker.py forest|regression``: what scikit-learn users write.

Runs in the benchmark's own environment, which has scikit-learn and not Kauli.
"""

import json
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from benchmarks.nlu.worker import pickled_size, serve

__all__ = ["Pipeline"]


class Pipeline:
    """TF-IDF of words and a classifier, both with the library's own defaults."""

    def __init__(self) -> None:
        text = import_module("sklearn.feature_extraction.text")
        if sys.argv[1] == "forest":
            classifier = import_module("sklearn.ensemble").RandomForestClassifier(random_state=0)
        else:
            linear = import_module("sklearn.linear_model")
            classifier = linear.LogisticRegression(max_iter=1_000)
        make = import_module("sklearn.pipeline").make_pipeline
        self._pipeline: Any = make(text.TfidfVectorizer(), classifier)

    def train(self, examples: Mapping[str, Sequence[str]]) -> None:
        """Learn this."""
        texts = [text for phrases in examples.values() for text in phrases]
        self._pipeline.fit(texts, [name for name, phrases in examples.items() for _ in phrases])

    def best(self, text: str) -> tuple[str, float]:
        """The best intent and its probability."""
        chances = self._pipeline.predict_proba([text])[0]
        place = int(chances.argmax())
        return str(self._pipeline.classes_[place]), float(chances[place])

    def size(self) -> int:
        """The pickled size in bytes."""
        return pickled_size(self._pipeline)


if __name__ == "__main__":
    serve(Pipeline, json.dumps, json.loads)
