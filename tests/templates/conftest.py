"""A chatter in front of a template."""

from collections.abc import Callable
from functools import cache

import pytest

from kauli.flow import (
    Buttons,
    Event,
    Flow,
    Input,
    Rules,
    Session,
    Turn,
    compile_flow,
    lines_of,
    step,
)
from kauli.nlu import Model, train
from kauli.templates import Language, document_of


@cache
def _trained(template_id: str, language: Language) -> tuple[Flow, Model]:
    document = document_of(template_id, language)
    flow = compile_flow(document.flows, document.intents)
    return flow, train(flow.intents)


class Chat:
    """A conversation with a template, as it would go once a bot was made of it."""

    def __init__(self, template_id: str, language: Language) -> None:
        document = document_of(template_id, language)
        self.flow, self.model = _trained(template_id, language)
        self.rules = Rules(document.confidence_threshold or 0.5, document.fallback_message or ())
        self.session = Session.fresh()
        self.events: list[Event] = []

    def say(self, text: str) -> list[str]:
        """The answer's lines; buttons as ``[Yes] [No]``."""
        turn = step(self.flow, self.rules, self.session, Input(text), self.model, lambda _: 0)
        assert isinstance(turn, Turn)
        self.session, self.events = turn.session, list(turn.events)
        said: list[str] = []
        for reply in turn.replies:
            if isinstance(reply, Buttons):
                titles = " ".join(f"[{button.title}]" for button in reply.buttons)
                said += [*reply.lines, titles]
            else:
                said += lines_of([reply])
        return said


@pytest.fixture
def chat() -> Callable[[str, Language], Chat]:
    return Chat
