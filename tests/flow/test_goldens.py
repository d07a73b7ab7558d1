"""Golden conversations: a bot, what people write, and all that must come of it.

``pytest tests/flow --update-goldens`` rewrites what is expected; the diff is to be reviewed.
"""

from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from kauli.flow import Ask, Input, Reply, Rules, Session, Turn, compile_flow, step
from kauli.flow.states import STATE_TYPES
from kauli.flow.validators import VALIDATORS

FILES = sorted((Path(__file__).parent / "goldens").glob("**/*.yaml"))


def play(golden: dict[str, Any], phrases: Any) -> list[dict[str, Any]]:
    """The turns again, with what comes of them now."""
    bot = golden["bot"]
    flow = compile_flow(bot.get("flows"), bot.get("intents"))
    rules = Rules(
        bot.get("threshold", 0.5),
        tuple(bot.get("fallback", ["Samahani, sijaelewa."])),
        tuple(bot.get("variables", [])),
    )
    session = Session.fresh()
    turns = []
    for given in golden["turns"]:
        said = {key: given[key] for key in ("say", "type", "pick", "answers") if key in given}
        message = Input(given["say"], given.get("type", "text"))
        pick = given.get("pick", 0)
        before = msgspec.json.encode(session)
        result = step(flow, rules, session, message, phrases(flow), lambda n, p=pick: p)
        calls = None
        if isinstance(result, Ask):
            calls = {call.variable: dict(call.memory) for call in result.calls}
            result = result.answer(given["answers"])
        assert isinstance(result, Turn)
        assert msgspec.json.encode(session) == before, "a turn changed the session it was given"
        session = msgspec.json.decode(msgspec.json.encode(result.session), type=Session)
        assert session == result.session, "a session must survive being stored"
        turns.append(said | ({"calls": calls} if calls else {}) | outcome(result))
    return turns


def said_in(reply: Reply) -> dict[str, Any]:
    """A reply as plain data, under the name of its type."""
    data = msgspec.to_builtins(reply)
    return {data.pop("type"): tidy(data)}


def standing(session: Session) -> dict[str, Any]:
    """A session as plain data; what is empty more often than not is left out."""
    data: dict[str, Any] = {
        "state": session.state,
        "next_state": session.next_state,
        "memory": session.memory,
    }
    if session.root:
        data["root"] = session.root
    if session.offered:
        data["offered"] = [[button.id, button.title] for button in session.offered]
    return data


def outcome(turn: Turn) -> dict[str, Any]:
    """The result of a turn as plain data."""
    result: dict[str, Any] = {
        "replies": [said_in(reply) for reply in turn.replies],
        "session": standing(turn.session),
        "events": [" ".join(msgspec.to_builtins(event).values()) for event in turn.events],
    }
    if turn.guess is not None:
        result["guess"] = turn.guess.intent
    return result


def tidy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: tidy(item) for key, item in value.items()}
    return [tidy(item) for item in value] if isinstance(value, (list, tuple)) else value


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_conversation_goes_as_recorded(path: Path, phrases: Any, update_goldens: bool) -> None:
    golden = yaml.safe_load(path.read_text("utf-8"))
    turns = tidy(play(golden, phrases))
    if update_goldens:
        golden["turns"] = turns
        path.write_text(
            yaml.safe_dump(golden, allow_unicode=True, sort_keys=False, width=100), "utf-8"
        )
    assert turns == golden["turns"]


@pytest.mark.parametrize("state_type", STATE_TYPES, ids=lambda type_: type_.kind)
def test_every_state_type_has_a_golden(state_type: Any, golden_dir: Path) -> None:
    """A conversation of its own, which really goes through a state of the type."""
    golden = yaml.safe_load((golden_dir / "states" / f"{state_type.kind}.yaml").read_text("utf-8"))
    flow = compile_flow(golden["bot"]["flows"], golden["bot"]["intents"])
    visited = {
        event.split()[1]
        for turn in golden["turns"]
        for event in turn["events"]
        if event.startswith(("state_entered", "choice_made"))
    }
    assert state_type.kind in {flow.states[name].kind for name in visited}


@pytest.mark.parametrize(
    "name", [name for v in VALIDATORS for name in (v.name, *v.aliases)], ids=str
)
def test_every_validator_has_a_golden(name: str, golden_dir: Path) -> None:
    """A conversation of its own, in which it refuses an answer and accepts another."""
    golden = yaml.safe_load((golden_dir / "validators" / f"{name}.yaml").read_text("utf-8"))
    events = [event for turn in golden["turns"] for event in turn["events"]]
    assert any(event.startswith("answer_rejected") and event.endswith(name) for event in events)
    assert any(event.startswith("flow_finished") for event in events)
