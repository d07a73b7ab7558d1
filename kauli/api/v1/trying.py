"""Talking to a bot without a trace."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter
from pydantic import Field

from kauli.api.dependencies import Here, Me
from kauli.api.ids import chat_name
from kauli.api.v1.conversations import Guess
from kauli.api.v1.lean_models import ReplyOut
from kauli.api.v1.models import FAULTS, BotNumber, Input, Output
from kauli.kit.errors import Invalid, Problem
from kauli.services.trying import SimulatedTurn, Simulation

__all__ = ["On", "router"]

router = APIRouter(prefix="/api/v1/bots/{bot_id}", tags=["trying"], responses=FAULTS)

On = Annotated[
    str,
    Field(
        max_length=100,
        description="`draft`, `live` for the version that answers, or a version's id.",
        examples=["draft"],
    ),
]


class SimulatedMessage(Input):
    """What is said to the bot."""

    text: str = Field(
        description="What was typed, or the id of the button that was pressed.",
        examples=["I need a pizza"],
    )
    type: str = Field("text", max_length=32, examples=["text", "interactive", "image"])


class SimulationIn(Input):
    """A message to be tried, and where the conversation stands."""

    on: On = "draft"
    message: SimulatedMessage | None = Field(
        None, description="Null, together with `state`, to see what the state says."
    )
    session: dict[str, Any] | None = Field(
        None,
        description="`session` of the answer before, as it is; null to begin.",
    )
    state: str | None = Field(
        None,
        max_length=500,
        description="Begin at this state, as if it had just been entered.",
        examples=["number_of_pizzas"],
    )
    memory: dict[str, str] | None = Field(
        None, description="What is remembered in the beginning; a flow that begins forgets it."
    )
    pick: int | None = Field(
        None,
        ge=0,
        le=1_000_000,
        description="Which variation of messages to say, from 0. Null: the first one in the first "
        "turn, then the next in each turn.",
    )
    chat_id: str = Field(
        "test",
        min_length=1,
        max_length=255,
        description="Whose conversation it is, for the middleware and the webhook's body.",
    )
    call_middleware: bool = Field(
        True, description="False leaves `@variables` as they are written."
    )


class SimulatedCall(Output):
    """A middleware call of a turn."""

    variable: str
    url: str = Field(description="Without its query.")
    made: bool = Field(description="False where the middleware was not to be called.")
    ok: bool = Field(description="Whether the answer could be used.")
    answer: Any = Field(description="The decoded answer.")
    why: str = Field(description="What went wrong, in a sentence.")
    duration_ms: int


class SimulatedPush(Output):
    """What a webhook would send; nothing is sent."""

    trigger: str = Field(description="The triggers that were met, with commas between.")
    triggers: list[str] = Field(description="The same, one by one.")
    endpoint_id: str | None = Field(description="Null where no endpoint has the trigger.")
    endpoint_name: str
    url: str = Field(description="Without its query.")
    active: bool = Field(description="Whether it would go out, as the endpoint is now.")
    shape: Literal["flat", "envelope"]
    headers: dict[str, str] = Field(description="Without secrets.")
    body: dict[str, Any]


class SimulatedTurnOut(Output):
    """What the message would come to."""

    replies: list[ReplyOut]
    readable: list[list[str]] = Field(description="The replies as a conversation test has them.")
    session: dict[str, Any] = Field(description="Hand it in, as it is, with the next message.")
    state: str
    next_state: str
    memory: dict[str, str]
    intent: str | None = Field(description="The best guess; null where nobody needed to guess.")
    confidence: float | None
    understood: bool | None = Field(
        description="Whether the guess was good enough; null where nobody needed to guess."
    )
    ranked: list[Guess] = Field(description="The best five.")
    events: list[dict[str, str]]
    calls: list[SimulatedCall]
    pushes: list[SimulatedPush]
    version_id: str | None = Field(description="That was played; null for the draft.")
    version_number: int | None
    fingerprint: str = Field(description="Of the document that was played.")


@router.post("/simulate", response_model=SimulatedTurnOut, response_model_exclude_unset=True)
async def simulate(me: Me, here: Here, bot_id: BotNumber, wanted: SimulationIn) -> dict[str, Any]:
    """Say something to the draft, or to a version, and see all that would come of it.

    Nothing is kept and no webhook is sent. The conversation travels with you: hand `session` in
    again with the next message. Middleware is called as in a conversation, with the header
    `kauli-test: 1`.
    """
    message = wanted.message
    if message is not None and len(message.text) > here.message_limit:
        sentence = f"text has at most {here.message_limit} characters."
        raise Invalid(sentence, problems=[Problem(("body", "message", "text"), sentence)])
    done = await here.services().trying.simulate(
        me,
        bot_id,
        Simulation(
            on=wanted.on,
            text=message.text if message else None,
            type=message.type if message else "text",
            session=wanted.session,
            state=wanted.state,
            memory=wanted.memory,
            pick=wanted.pick,
            chat_id=chat_name(wanted.chat_id, "body", "chat_id"),
            call_middleware=wanted.call_middleware,
        ),
    )
    return _shown(done)


def _shown(done: SimulatedTurn) -> dict[str, Any]:
    return {
        "replies": done.replies,
        "readable": done.readable,
        "session": done.session,
        "state": done.state,
        "next_state": done.next_state,
        "memory": done.memory,
        "intent": done.intent,
        "confidence": done.confidence,
        "understood": done.understood,
        "ranked": [{"intent": name, "confidence": sure} for name, sure in done.ranked],
        "events": done.events,
        "calls": done.calls,
        "pushes": done.pushes,
        "version_id": done.version_id,
        "version_number": done.version_number,
        "fingerprint": done.fingerprint,
    }
