"""Drafts ready to run, kept in memory by what is written in them.

A change of the examples trains a recogniser anew, which takes a moment; a change of the flow
alone does not.
"""

import asyncio
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from kauli.flow import Limits, compile_flow
from kauli.kit import json
from kauli.nlu import Encoder, Model, train
from kauli.runner.kept import Kept
from kauli.runner.programs import Program

__all__ = ["Drafts", "fingerprint_of"]

_KEPT = 8


class Drafts:
    """Compiles drafts and trains their recognisers, one at a time and each once.

    Args:
        limits: the bounds of a document.
        encoder: to train with.
    """

    def __init__(self, limits: Limits, encoder: Encoder | None = None) -> None:
        self._limits = limits
        self._encoder = encoder
        self._programs: Kept[str, Program] = Kept(_KEPT)
        self._models: Kept[str, Model] = Kept(_KEPT)
        self._one_at_a_time = asyncio.Lock()

    async def program(self, draft: str) -> Program:
        """A draft (JSON text), ready to run.

        Raises:
            Invalid: it is beyond a limit.
        """
        key = fingerprint_of(draft)
        found = self._programs.get(key)
        if found is not None:
            return found
        async with self._one_at_a_time:
            found = self._programs.get(key)  # whoever was inside may have made it
            if found is None:
                found = await asyncio.to_thread(self._made, key, draft)
                self._programs.put(key, found)
        return found

    def _made(self, key: str, draft: str) -> Program:
        content: Mapping[str, Any] = json.loads(draft)
        flow = compile_flow(content["flows"], content["intents"], self._limits)
        examples = fingerprint_of(json.dumps(dict(flow.intents)).decode())
        model = self._models.get(examples)
        if model is None:
            model = train(flow.intents, self._encoder)
            self._models.put(examples, model)
        return Program(key, flow, model)


def fingerprint_of(document: str) -> str:
    """A short text that two documents share if they say the same, to the letter."""
    return sha256(document.encode()).hexdigest()[:32]
