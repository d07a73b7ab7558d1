"""Published bots and their published conversations, where the corpus lies beside the checkout."""

import json
from pathlib import Path
from typing import Any

import pytest

from kauli.flow import (
    Ask,
    Input,
    Rules,
    Session,
    check,
    compile_flow,
    lines_of,
    read_documents,
    split_documents,
    step,
    write_document,
)
from kauli.nlu import train

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
BOTS = sorted(path for path in (CORPUS / "bots").glob("*") if path.is_dir())
TRANSCRIPTS = sorted((CORPUS / "transcripts").glob("*.json"))

pytestmark = pytest.mark.skipif(
    not BOTS, reason="the corpus of published bots is not beside this checkout"
)


def files_of(bot: Path) -> list[str]:
    return [(bot / f"{name}.json").read_text("utf-8") for name in ("metadata", "flow", "intents")]


@pytest.mark.parametrize("bot", BOTS, ids=lambda path: path.name)
def test_every_published_bot_compiles_and_is_checked(bot: Path) -> None:
    doc = read_documents(*files_of(bot))
    flow = compile_flow(doc.flows, doc.intents)
    assert list(flow.states) == list(json.loads(files_of(bot)[1]))
    variables = tuple(v.name for v in doc.middleware.variables) if doc.middleware else ()
    findings = check(flow, Rules(0.5, (), variables), triggers=doc.webhook_trigger_intents or ())
    known = {"choice_without_fallback", "cancel_without_state", "intent_without_state"}
    assert {finding.code for finding in findings} <= known


@pytest.mark.parametrize("bot", BOTS, ids=lambda path: path.name)
def test_every_published_bot_survives_export_and_import(bot: Path) -> None:
    doc = read_documents(*files_of(bot))
    for format_ in ("yaml", "json"):
        assert read_documents(write_document(doc, format_)) == doc
        assert read_documents(*split_documents(doc, format_).values()) == doc


@pytest.mark.parametrize("transcript", TRANSCRIPTS, ids=lambda path: path.stem)
def test_every_published_conversation_comes_out_word_for_word(transcript: Path) -> None:
    recorded = json.loads(transcript.read_text("utf-8"))
    doc = read_documents(*files_of(CORPUS / "bots" / recorded["bot"]))
    flow = compile_flow(doc.flows, doc.intents)
    variables = tuple(v.name for v in doc.middleware.variables) if doc.middleware else ()
    rules = Rules(0.5, ("?",), variables)
    model = train(flow.intents)
    for pick in (0, 1):
        session = Session.fresh()
        for turn in recorded["turns"]:
            result = step(flow, rules, session, Input(turn["user"]), model, lambda n, i=pick: i % n)
            if isinstance(result, Ask):
                expected = turn["middleware_body_superset_of"]
                assert all(expected.items() <= call.memory.items() for call in result.calls)
                result = result.answer({call.variable: {"text": "7"} for call in result.calls})
            session = result.session
            said_as_recorded(turn, lines_of(result.replies), session.next_state)


def said_as_recorded(turn: dict[str, Any], lines: list[str], next_state: str) -> None:
    if "message" in turn:
        assert lines == turn["message"]
    if "one_of" in turn:
        assert lines in turn["one_of"]
    if "next_state" in turn:
        assert next_state == turn["next_state"]
