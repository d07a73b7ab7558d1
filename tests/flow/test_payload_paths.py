"""What a webhook carries, derived from the flow, against what conversations really deliver."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from kauli.flow import (
    Ask,
    Buttons,
    Flow,
    Input,
    Limits,
    Rules,
    Session,
    Turn,
    compile_flow,
    read_documents,
    step,
)
from kauli.flow.payload import CHAT_ID, Payloads, example_body, json_schema
from kauli.flow.states.choice import ChoiceState
from kauli.flow.templates import written
from kauli.runner.triggers import fired

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus" / "bots"

NAMES = ["a", "b", "c", "d", "cancel", CHAT_ID]
targets = st.sampled_from([*NAMES, *NAMES, "end", "gone"])
offers = st.lists(
    st.sampled_from([*NAMES, *NAMES, "end", "1", "2"]).map(lambda id_: {id_: f"to {id_}"}),
    max_size=2,
)
speaking = st.fixed_dictionaries({"message": st.just("Well?"), "next_state": targets})
pressing = st.fixed_dictionaries(
    {"message": st.just("Well?"), "next_state": targets, "buttons": offers}
)
asking = st.fixed_dictionaries(
    {"message": st.just("See @x"), "next_state": targets}, optional={"buttons": offers}
)
silent = st.fixed_dictionaries({"next_state": targets})
choosing = st.dictionaries(st.sampled_from(["1", "2", "x"]), targets, min_size=1, max_size=2)
kinds = (speaking, pressing, pressing, silent, choosing)
limits = st.sampled_from([Limits(), Limits(), Limits(states_per_turn=1), Limits(states_per_turn=2)])


@st.composite
def bots(draw: st.DrawFn, *more: st.SearchStrategy[Any]) -> Flow:
    """A small flow in which intents mostly have states."""
    named = draw(st.lists(st.sampled_from([*NAMES, "end"]), min_size=2, max_size=5, unique=True))
    raw = {name: draw(st.one_of(*kinds, *more)) for name in named}
    intents = draw(st.sets(st.sampled_from([*named, *named, "a"]), min_size=1, max_size=3))
    return compile_flow(raw, {name: [f"say {name}"] for name in sorted(intents)})


def with_button(to: str) -> dict[str, Any]:
    """What a middleware answers that wants a button shown."""
    button = {"reply": {"id": to, "title": f"to {to}"}}
    return {"send_reply_button": {"body": {"text": "?"}, "action": {"buttons": [button]}}}


@dataclass
class World:
    """Everything that can be said to a flow, and everything that then happens."""

    flow: Flow
    rules: Rules
    recogniser: Any
    sessions: set[str] = field(default_factory=set)
    buttons: set[str] = field(default_factory=set)
    delivered: dict[str, list[dict[str, str]]] = field(default_factory=dict)

    def explore(self) -> None:
        """Say everything wherever a conversation can come to, until nothing is new any more."""
        while True:
            known = len(self.buttons)
            self.sessions.clear()
            open_ = [Session.fresh()]
            while open_:
                session = open_.pop()
                for turn in self.turns(session):
                    following = self.after(turn)
                    if (key := repr(following)) not in self.sessions:
                        self.sessions.add(key)
                        open_.append(following)
                assume(len(self.sessions) < 700)
            if len(self.buttons) == known:
                return

    def messages(self) -> Iterator[Input]:
        """What intents, choices and buttons are called by, and something else."""
        texts = {"something", *(text for some in self.flow.intents.values() for text in some)}
        for state in self.flow.states.values():
            texts |= {written(offer.title) for offer in state.offers}
            if isinstance(state, ChoiceState):
                texts |= set(state.options)
        yield from map(Input, sorted(texts))
        yield from (Input(id_, "interactive") for id_ in sorted(self.buttons))

    def turns(self, session: Session) -> Iterator[Turn]:
        for message in self.messages():
            turn = step(self.flow, self.rules, session, message, self.recogniser, lambda n: 0)
            if isinstance(turn, Turn):
                yield turn
                continue
            yield turn.answer({"x": "a word"})
            for name in self.flow.states:
                yield turn.answer({"x": with_button(name)})

    def after(self, turn: Turn) -> Session:
        """Note what a turn delivers and shows, and where it leaves the conversation."""
        for reply in turn.replies:
            if isinstance(reply, Buttons):
                self.buttons |= {button.id for button in reply.buttons}
        seen = turn.session
        self.buttons |= {button.id for button in seen.offered}
        everything = frozenset([*self.flow.states, *self.flow.intents])
        for trigger in fired(turn.events, self.flow, everything):
            self.delivered.setdefault(trigger, []).append(seen.memory)
        kept = {
            name: value if isinstance(self.flow.states[name], ChoiceState) else "*"
            for name, value in sorted(seen.memory.items())
        }
        return Session(seen.state, seen.next_state, kept, seen.root, seen.offered)


@settings(max_examples=150, deadline=None)
@given(bots(), limits)
def test_a_payload_says_exactly_what_conversations_can_deliver(
    phrases: Any, flow: Flow, limits: Limits
) -> None:
    says_exactly(World(flow, Rules(0.5, ("Pardon?",), limits=limits), phrases(flow)))


@settings(max_examples=50, deadline=None)
@given(bots(asking, asking))
def test_it_counts_with_every_button_that_a_middleware_may_make(phrases: Any, flow: Flow) -> None:
    says_exactly(World(flow, Rules(0.5, ("Pardon?",), ("x",)), phrases(flow)))


def says_exactly(world: World) -> None:
    world.explore()
    flow, payloads = world.flow, Payloads(world.flow, world.rules)
    for trigger, bodies in world.delivered.items():
        payload = payloads.of(trigger)
        may = {name for body in bodies for name in body} - {CHAT_ID}
        must = {name for name in may if all(name in body for body in bodies)}
        assert {one.name for one in payload.fields} == may
        assert {one.name for one in payload.fields if one.required} == must
        fits = jsonschema_rs.Draft202012Validator(json_schema(payload, title=trigger))
        fits.validate(example_body(payload))
        for one in payload.fields:
            if isinstance(flow.states[one.name], ChoiceState):
                said = {body[one.name] for body in bodies if one.name in body}
                assert set(one.choices) == said
            else:
                assert one.choices == ()
    for trigger in flow.intents:
        if trigger not in world.delivered:
            assert payloads.of(trigger).kind == "never"


def published() -> list[Path]:
    """The flows that come with Kauli, and the corpus where it lies beside the checkout."""
    return [
        *[
            ROOT / "examples" / "pizza_bot" / name
            for name in ("pizza_bot.yaml", "pizza_bot_sw.yaml")
        ],
        *sorted(path for path in CORPUS.glob("*") if path.is_dir()),
    ]


def read(path: Path) -> tuple[Flow, Rules]:
    files = (
        [path] if path.is_file() else [path / f"{n}.json" for n in ("metadata", "flow", "intents")]
    )
    document = read_documents(*[file.read_text("utf-8") for file in files])
    middleware = document.middleware
    variables = tuple(one.name for one in middleware.variables) if middleware else ()
    return compile_flow(document.flows, document.intents), Rules(0.5, ("Pardon?",), variables)


@pytest.mark.parametrize("path", published(), ids=lambda path: path.stem)
@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 3)), min_size=30, max_size=60))
def test_whatever_is_delivered_in_a_published_flow_fits(
    phrases: Any, path: Path, chances: list[tuple[int, int]]
) -> None:
    flow, rules = read(path)
    names = list(dict.fromkeys([*flow.states, *flow.intents]))
    payloads = Payloads(flow, rules)
    promised = {name: payloads.of(name) for name in names}
    schemas = {
        name: jsonschema_rs.Draft202012Validator(json_schema(payload, title=name))
        for name, payload in promised.items()
    }
    world = World(flow, rules, phrases(flow))
    examples = [one.example for payload in promised.values() for one in payload.fields]
    session = Session.fresh()
    for chance, kind in chances:
        said = [Input(text) for text in dict.fromkeys(examples)] if kind else [*world.messages()]
        pending = flow.states.get(session.next_state)
        if kind == 3 and isinstance(pending, ChoiceState):
            said = [Input(key) for key in pending.options]
        turn = step(flow, rules, session, said[chance % len(said)], world.recogniser, lambda n: 0)
        if isinstance(turn, Ask):
            answers = ["A17", with_button(names[chance % len(names)])]
            turn = turn.answer({call.variable: answers[kind % 2] for call in turn.calls})
        world.after(turn)
        session = turn.session
        for trigger in fired(turn.events, flow, frozenset(names)):
            schemas[trigger].validate({CHAT_ID: "c"} | session.memory)
            fields = {one.name for one in promised[trigger].fields}
            assert fields | {CHAT_ID} >= set(session.memory)
