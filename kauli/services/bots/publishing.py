"""From a draft to a version: compile it, train its recogniser, measure it."""

import asyncio
from dataclasses import dataclass
from typing import Any

from kauli.flow import Flow, Limits, compile_flow
from kauli.kit import json
from kauli.nlu import Encoder, Evaluation, Score, train

__all__ = ["Prepared", "prepare"]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A version ready to be kept; ``document`` and ``evaluation`` are JSON text."""

    document: str
    model: bytes
    evaluation: str
    note: str


async def prepare(
    document: str, limits: Limits, *, note: str = "", encoder: Encoder | None = None
) -> Prepared:
    """Make a document ready to run, in a thread of its own.

    Args:
        document: JSON text.
        limits: of documents.
        note: of the version.
        encoder: train with it too.

    Raises:
        Invalid: nothing good could come of it; with where and why.
    """
    return await asyncio.to_thread(_prepare, document, limits, note, encoder)


def _prepare(document: str, limits: Limits, note: str, encoder: Encoder | None) -> Prepared:
    content = json.loads(document)
    flow: Flow = compile_flow(content["flows"], content["intents"], limits)
    model = train(flow.intents, encoder)
    metrics = as_metrics(model.evaluation) if flow.intents else {}
    return Prepared(document, model.to_bytes(), json.dumps(metrics).decode(), note)


def as_metrics(evaluation: Evaluation) -> dict[str, Any]:
    """The measures in the shape that clients of the compatible API decode.

    ``status`` is ``"untrained"`` where there was nothing to measure with (no intent with two
    examples); the figures are then 0.
    """
    return {
        "model_type": "LogisticRegression",
        "status": "success" if evaluation.macro.support else "untrained",
        "metrics": {
            "model_metrics": {
                "accuracy": evaluation.accuracy,
                "error_rate": 1 - evaluation.accuracy if evaluation.macro.support else 0.0,
                "recall": evaluation.macro.recall,
            },
            "classification_report": {
                **{name: _row(score) for name, score in evaluation.intents.items()},
                "accuracy": evaluation.accuracy,
                "macro avg": _row(evaluation.macro),
                "weighted avg": _row(evaluation.weighted),
            },
        },
    }


def _row(score: Score) -> dict[str, Any]:
    return {
        "precision": score.precision,
        "recall": score.recall,
        "f1-score": score.f1,
        "support": score.support,
    }
