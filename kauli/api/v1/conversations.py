"""Conversations: where they stand, what was said, what a text is about."""

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query
from pydantic import Field

from kauli.api.dependencies import Everything, Here, Me
from kauli.api.ids import CHAT_ID_LONGEST, chat_name
from kauli.api.v1.delivery_models import Status as DeliveryStatus
from kauli.api.v1.models import FAULTS, BotNumber, Input, Moment, Output, PageOf, Window
from kauli.kit.errors import Invalid, Problem
from kauli.kit.pages import Page, cut, decode_cursor
from kauli.kit.spans import microseconds
from kauli.services.conversations import ChatView, Prediction, Standing, TurnView, Wanted

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/bots/{bot_id}", tags=["conversations"], responses=FAULTS)

Status = Literal["waiting", "ended"]
_BEYOND = 2**31 - 1


class Conversation(Output):
    """Where a conversation stands."""

    chat_id: str
    state: str = Field(description="The state entered last; `end` before the first message.")
    next_state: str = Field(description="The state that awaits the next message, or `end`.")
    memory: dict[str, str] = Field(description="What was said, by the state it was said to.")


class LastTurn(Output):
    """What was said last."""

    message: str
    message_type: str
    reply: str = Field(description="The bot's last words; empty if it had none.")
    received_at: Moment


class ConversationSummary(Conversation):
    """A conversation in a list."""

    conversation_id: str
    channel: str
    turns: int
    created_at: Moment
    updated_at: Moment
    version_id: str = Field(description="The version that it goes by.")
    status: Status = Field(description="`waiting` for the chatter's next word, or `ended`.")
    last: LastTurn | None = Field(description="Null where nothing was said yet.")


def _wanted(
    *,
    search: Annotated[
        str,
        Query(
            description="Chat ids that begin so or, if none does, that hold it.",
            max_length=CHAT_ID_LONGEST,
        ),
    ] = "",
    channel: Annotated[str | None, Query(description="On this channel.")] = None,
    status: Annotated[Status | None, Query(description="In this status.")] = None,
    state: Annotated[str | None, Query(description="Awaiting this state.")] = None,
    version_id: Annotated[str | None, Query(description="Going by this version.")] = None,
    since: Annotated[datetime | None, Query(description="Active then or later.")] = None,
    until: Annotated[datetime | None, Query(description="Last active before then.")] = None,
) -> Wanted:
    return Wanted(
        search=search,
        channel=channel,
        status=status,
        state=state,
        version_id=version_id,
        since=0 if since is None else microseconds(since),
        until=None if until is None else microseconds(until),
    )


Order = Annotated[
    Literal["chat", "recent"],
    Query(description="By chat id, or the one that was active last first."),
]


class Move(Input):
    """Where a conversation should go on."""

    next_state: str = Field(examples=["number_of_pizzas"])


class TurnDelivery(Output):
    """A delivery that a turn caused, and what became of it."""

    id: str
    endpoint_id: str
    endpoint_name: str
    url: str
    trigger: str = Field(description="What caused it; several with commas between.")
    status: DeliveryStatus
    attempts: int = Field(description="How many were made.")
    outcome: str
    sentence: str = Field(description="What the last attempt came to, in words.")


class Turn(Output):
    """One message and its answer."""

    number: int
    message: str
    message_type: str
    replies: list[dict[str, Any]]
    trace: dict[str, Any] = Field(description="The states, the intent and the events of the turn.")
    received_at: Moment
    deliveries: list[TurnDelivery]


class Text(Input):
    """A text to be understood."""

    text: str = Field(examples=["I need a pizza"])


class Guess(Output):
    """An intent and how sure the recogniser is of it."""

    intent: str
    confidence: float


class Understanding(Guess):
    """What a text would be taken for."""

    understood: bool = Field(description="Whether the bot is sure enough to act on it.")
    ranked: list[Guess]


@router.get("/conversations", response_model=PageOf[ConversationSummary])
async def list_conversations(
    *,
    me: Me,
    services: Everything,
    bot_id: BotNumber,
    window: Window,
    wanted: Annotated[Wanted, Depends(_wanted)],
    order: Order = "chat",
) -> Page[ChatView]:
    """List a bot's conversations, by chat id or by when they were last active.

    Where few fit, a page ends after 20,000 were looked at: it has fewer items than asked for,
    perhaps none, and a `next_cursor` to go on.
    """
    return await services.conversations.chats(
        me,
        bot_id,
        wanted,
        recent=order == "recent",
        cursor=window.cursor,
        limit=window.limit,
    )


@router.get("/conversations/{chat_id:path}/transcript", response_model=PageOf[Turn])
async def transcript(
    *,
    me: Me,
    services: Everything,
    bot_id: BotNumber,
    chat_id: str,
    window: Window,
    order: Annotated[Literal["oldest", "newest"], Query(description="Which comes first.")] = (
        "oldest"
    ),
) -> Page[TurnView]:
    """Read what was said and what that sent; empty where nothing was."""
    reached = _turn_number(window.cursor) if window.cursor else None
    chat = chat_name(chat_id, "path", "chat_id")
    found = await services.conversations.transcript(
        me,
        bot_id,
        chat,
        after=reached or 0,
        before=None if order == "oldest" else _BEYOND if reached is None else reached,
        limit=window.limit + 1,
    )
    return cut(found, window.limit, lambda turn: str(turn.number))


@router.get("/conversations/{chat_id:path}", response_model=Conversation)
async def get_conversation(
    me: Me, services: Everything, bot_id: BotNumber, chat_id: str
) -> dict[str, Any]:
    """See where a conversation stands; one that never began is at the end."""
    chat = chat_name(chat_id, "path", "chat_id")
    return _conversation(chat, await services.conversations.status(me, bot_id, chat))


@router.patch("/conversations/{chat_id:path}", response_model=Conversation)
async def move(
    me: Me, services: Everything, bot_id: BotNumber, chat_id: str, wanted: Move
) -> dict[str, Any]:
    """Let a conversation go on at another state with its next message."""
    chat = chat_name(chat_id, "path", "chat_id")
    now = await services.conversations.set_state(me, bot_id, chat, wanted.next_state)
    return _conversation(chat, now)


@router.post("/predict", response_model=Understanding)
async def predict(me: Me, here: Here, bot_id: BotNumber, question: Text) -> dict[str, Any]:
    """Tell what a text would be taken for, without saying it to the bot."""
    if len(question.text) > here.message_limit:
        sentence = f"text has at most {here.message_limit} characters."
        raise Invalid(sentence, problems=[Problem(("body", "text"), sentence, "too_long")])
    found = await here.services().conversations.predict(me, bot_id, question.text)
    return _understanding(found)


def _conversation(chat_id: str, standing: Standing) -> dict[str, Any]:
    return {
        "chat_id": chat_id,
        "state": standing.state,
        "next_state": standing.next_state,
        "memory": standing.memory,
    }


def _understanding(found: Prediction) -> dict[str, Any]:
    return {
        "intent": found.intent,
        "confidence": found.confidence,
        "understood": found.status,
        "ranked": [{"intent": name, "confidence": sure} for name, sure in found.ranked],
    }


def _turn_number(cursor: str) -> int:
    text = decode_cursor(cursor)
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise Invalid("That cursor is not one of ours; start again without it.", code="bad_cursor")
    return int(text)
