"""How well a bot tells its intents apart: pure."""

from collections.abc import Callable, Sequence

from kauli.flow import Limits, compile_flow
from kauli.kit import json
from kauli.nlu import Evaluation, evaluate, judge, train

__all__ = ["Progress", "evaluated"]

Progress = Callable[[int, int], None]
"""Told how much is done, and of how much."""


def evaluated(
    draft: str,
    messages: Sequence[tuple[str, str | None]] | None,
    limits: Limits,
    progress: Progress | None = None,
) -> Evaluation:
    """Judge a bot by its own examples, or by messages that somebody labelled.

    Args:
        draft: of the bot, JSON text.
        messages: each with its intent, ``None`` for what it can't know; without any the examples
            are judged by cross-validation.
        limits: of documents.
        progress: told how much is done.

    Raises:
        Invalid: examples that can't be trained.
    """
    content = json.loads(draft)
    intents = compile_flow(content["flows"], content["intents"], limits).intents
    if messages is None:
        return evaluate(intents, progress=progress)
    return judge(train(intents), messages, progress)
