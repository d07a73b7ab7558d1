"""The published conversations, as far as they are about understanding what the chatter wants."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kauli.nlu import train

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
TRANSCRIPTS = sorted((CORPUS / "transcripts").glob("*.json"))
THRESHOLD = 0.5

pytestmark = pytest.mark.skipif(
    not TRANSCRIPTS, reason="the published transcripts (../shared/corpus) are not here"
)


def _read(path: Path) -> Any:
    return json.loads(path.read_text())


def _turns(transcript: Any, flow: Any, intents: Any) -> Iterator[tuple[str, str, Any]]:
    """Each message, what it is to be understood as ("wait": an answer), and its published reply.

    A message is classified when nothing is awaited; when something is, only "cancel" counts. The
    published reply decides which of these it was.
    """
    awaited = "end"
    for turn in transcript["turns"]:
        if awaited == "end":
            states = [name for name in intents if name in flow and _says(flow[name], turn)]
            assert len(states) == 1, turn
            yield turn["user"], "intent", states[0]
            awaited = flow[states[0]]["next_state"]
        elif turn is transcript["turns"][-1] and "cancel" in intents:
            yield turn["user"], "cancel", "cancel"
        else:
            yield turn["user"], "wait", ""
            awaited = _after(flow, awaited, turn["user"])


def _says(state: Any, turn: Any) -> bool:
    lines = state["message"]
    variations = lines if isinstance(lines[0], list) else [lines]
    return any(lines in variations for lines in [turn.get("message"), *turn.get("one_of", [])])


def _after(flow: Any, state: str, message: str) -> str:
    if "message" in flow[state]:
        return str(flow[state]["next_state"])
    chosen = flow[state].get(message)
    return str(flow[chosen]["next_state"]) if chosen else state


@pytest.mark.parametrize("path", TRANSCRIPTS, ids=[path.stem for path in TRANSCRIPTS])
def test_published_conversations_are_understood(path: Path) -> None:
    transcript = _read(path)
    bot = CORPUS / "bots" / transcript["bot"]
    intents = _read(bot / "intents.json")
    model = train(intents)
    kinds = set()
    for message, kind, intent in _turns(transcript, _read(bot / "flow.json"), intents):
        kinds.add(kind)
        if kind == "intent":
            found, confidence = model.classify(message)[0]
            assert (found, confidence >= THRESHOLD) == (intent, True), message
        else:
            assert model.matches(message, "cancel") == (kind == "cancel"), message
    assert {"intent", "wait"} <= kinds


@pytest.mark.parametrize("bot", sorted((CORPUS / "bots").glob("*")), ids=lambda path: path.name)
def test_published_bots_know_their_own_examples(bot: Path) -> None:
    intents = _read(bot / "intents.json")
    model = train(intents)
    for intent, texts in intents.items():
        for text in texts:
            assert model.classify(text)[0] == (intent, 1.0)
            assert model.matches(text, intent)
