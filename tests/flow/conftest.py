"""What the tests of the engine share: a recogniser that knows exact phrases, and the goldens."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from kauli.flow import Flow, Input, Rules, Session, Turn, compile_flow, step

GOLDENS = Path(__file__).parent / "goldens"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="rewrite what the golden conversations expect; review the diff",
    )


@pytest.fixture(scope="session")
def update_goldens(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-goldens", default=False))


@pytest.fixture(scope="session")
def golden_dir() -> Path:
    return GOLDENS


class Phrases:
    """Recognises the examples word for word, with full confidence, and nothing else."""

    def __init__(self, intents: Mapping[str, tuple[str, ...]]) -> None:
        self.intents = {
            phrase.strip().casefold(): intent
            for intent, phrases in intents.items()
            for phrase in phrases
        }

    def classify(self, text: str) -> list[tuple[str, float]]:
        intent = self.intents.get(text.strip().casefold())
        return [] if intent is None else [(intent, 1.0)]

    def matches(self, text: str, intent: str) -> bool:
        return self.intents.get(text.strip().casefold()) == intent


@pytest.fixture(scope="session")
def phrases() -> Callable[[Flow], Phrases]:
    return lambda flow: Phrases(flow.intents)


class Chat:
    """A conversation with a bot, for tests that read like one."""

    def __init__(self, flows: object, intents: object, rules: Rules) -> None:
        self.flow = compile_flow(flows, intents, rules.limits)
        self.rules = rules
        self.session = Session.fresh()
        self.recogniser = Phrases(self.flow.intents)

    def say(self, text: str, kind: str = "text", pick: int = 0) -> Turn:
        turn = step(
            self.flow,
            self.rules,
            self.session,
            Input(text, kind),
            self.recogniser,
            lambda n: pick % n,
        )
        assert isinstance(turn, Turn)
        self.session = turn.session
        return turn

    def press(self, button: str) -> Turn:
        return self.say(button, "interactive")

    def ask(self, text: str, answers: Mapping[str, Any]) -> Turn:
        """Say something that makes the engine ask the middleware, which answers."""
        ask = step(self.flow, self.rules, self.session, Input(text), self.recogniser, lambda n: 0)
        assert not isinstance(ask, Turn)
        assert {call.variable for call in ask.calls} == set(answers)
        turn = ask.answer(answers)
        self.session = turn.session
        return turn


@pytest.fixture
def chat() -> Callable[..., Chat]:
    def make(
        flows: object,
        intents: object = None,
        *,
        fallback: tuple[str, ...] = ("Samahani?",),
        **rules: Any,
    ) -> Chat:
        named = {name: [name] for name in flows} if intents is None else intents
        return Chat(flows, named, Rules(0.5, fallback, **rules))

    return make
