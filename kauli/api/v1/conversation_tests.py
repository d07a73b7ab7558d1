"""Conversation tests: keep them and run them."""

from typing import Any

import msgspec
from fastapi import APIRouter
from pydantic import Field

from kauli.api.dependencies import Everything, Me
from kauli.api.v1.models import FAULTS, BotNumber, Exact, Input, Moment, Output, PageOf
from kauli.api.v1.trying import On
from kauli.services.trying import Definition, RunView, TestView, read_definition

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/bots/{bot_id}/tests", tags=["trying"], responses=FAULTS)


class TestStart(Exact):
    """Where a test begins."""

    state: str | None = Field(
        None, description="As if it had just been entered; null for a fresh conversation."
    )
    memory: dict[str, str] = Field(default_factory=dict, description="What is remembered by then.")


class ExpectedPush(Exact):
    """What the webhook is expected to send."""

    trigger: str = Field(examples=["order_pizza"])
    body: dict[str, Any] = Field(
        default_factory=dict,
        description="Values that are among those sent; of an envelope, among its `data`.",
        examples=[{"number_of_pizzas": "2"}],
    )


class Expectation(Exact):
    """What is expected of an answer; what is null is not looked at."""

    replies: list[list[str]] | None = Field(
        None,
        description="The lines of each reply; a button is `[Its title]`, a picture "
        "`(image) https://…`. Any variation of a message will do.",
        examples=[[["How many pizzas?", "[One]", "[Two]"]]],
    )
    state: str | None = Field(None, description="The state entered last.")
    next_state: str | None = Field(None, description="The state that awaits the next message.")
    intent: str | None = Field(None, description='What is understood; `""` for no intent.')
    pushes: list[ExpectedPush] | None = Field(
        None, description="What the webhook sends; `[]` for nothing."
    )


class TestStep(Exact):
    """A message, and what is expected of its answer."""

    say: str = Field(examples=["I need a pizza"])
    type: str = Field("text", examples=["text", "interactive"])
    expect: Expectation = Field(default_factory=Expectation)
    calls: dict[str, Any] = Field(
        default_factory=dict,
        description="By middleware variable, what the server answered once; it is not called.",
    )


class NewTest(Input):
    """A conversation test."""

    name: str = Field(examples=["A pizza with cheese"])
    start: TestStart = Field(default_factory=TestStart)
    steps: list[TestStep]


class ConversationTest(Output):
    """A conversation test that is kept."""

    id: str = Field(examples=["cvt_01J9ZB3Y4T0000000000000000"])
    name: str
    start: TestStart
    steps: list[TestStep]
    created_at: Moment
    updated_at: Moment


class TestRun(Input):
    """Which tests to run, on what."""

    on: On = "draft"
    tests: list[str] | None = Field(None, max_length=200, description="Ids; null for all.")


class Difference(Output):
    """Something that is not as the test expects it."""

    what: str = Field(examples=["replies", "state", "next_state", "intent", "pushes"])
    expected: Any
    got: Any
    message: str = Field(
        examples=["Step 3: expected the state done, but the conversation is in sure."]
    )


class StepResult(Output):
    """How a step went."""

    say: str
    passed: bool
    differences: list[Difference]


class TestResult(Output):
    """How a test went."""

    test_id: str | None
    name: str
    passed: bool
    problem: str = Field(description="Why it could not begin; empty where it could.")
    steps: list[StepResult]


class TestResults(Output):
    """How the tests went."""

    passed: int
    failed: int
    fingerprint: str = Field(description="Of the document that they were run on.")
    results: list[TestResult]


@router.get("", response_model=PageOf[ConversationTest])
async def list_tests(me: Me, services: Everything, bot_id: BotNumber) -> dict[str, Any]:
    """List a bot's conversation tests, oldest first, all on one page."""
    return {"items": [_shown(one) for one in await services.trying.tests(me, bot_id)]}


@router.post("", response_model=ConversationTest, status_code=201)
async def add_test(
    me: Me, services: Everything, bot_id: BotNumber, test: NewTest
) -> dict[str, Any]:
    """Keep a conversation test."""
    return _shown(await services.trying.add(me, bot_id, _definition(test)))


@router.post("/run", response_model=TestResults)
async def run_tests(me: Me, services: Everything, bot_id: BotNumber, wanted: TestRun) -> RunView:
    """Run conversation tests; nothing is kept, nothing is sent and no server is called."""
    return await services.trying.run(me, bot_id, on=wanted.on, tests=wanted.tests)


@router.get("/{test_id}", response_model=ConversationTest)
async def get_test(me: Me, services: Everything, bot_id: BotNumber, test_id: str) -> dict[str, Any]:
    """Get a conversation test."""
    return _shown(await services.trying.test(me, bot_id, test_id))


@router.put("/{test_id}", response_model=ConversationTest)
async def put_test(
    me: Me, services: Everything, bot_id: BotNumber, test_id: str, test: NewTest
) -> dict[str, Any]:
    """Replace a conversation test."""
    return _shown(await services.trying.change(me, bot_id, test_id, _definition(test)))


@router.delete("/{test_id}", status_code=204)
async def delete_test(me: Me, services: Everything, bot_id: BotNumber, test_id: str) -> None:
    """Delete a conversation test."""
    await services.trying.delete(me, bot_id, test_id)


def _definition(test: NewTest) -> Definition:
    return read_definition(test.model_dump())


def _shown(test: TestView) -> dict[str, Any]:
    definition: dict[str, Any] = msgspec.to_builtins(test.definition)
    return {
        "id": test.id,
        "start": {},
        **definition,
        "created_at": test.created_at,
        "updated_at": test.updated_at,
    }
