"""Conversations as people see them."""

from dataclasses import dataclass
from typing import Any

from kauli.kit import json
from kauli.runner import unpack
from kauli.storage.queries.conversations import Conversation, Turn

__all__ = [
    "ChatView",
    "Prediction",
    "Standing",
    "TurnView",
    "chat_view",
    "standing",
    "turn_view",
]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a conversation stands: the state entered last, the one awaited, what is remembered."""

    state: str
    next_state: str
    memory: dict[str, str]


@dataclass(frozen=True, slots=True)
class Prediction:
    """What a message would be taken for.

    Attributes:
        intent: the best guess; empty when there is none.
        confidence: 0 to 1.
        status: whether that reaches the bot's threshold.
        ranked: every intent with its confidence, best first.
    """

    intent: str
    confidence: float
    status: bool
    ranked: list[tuple[str, float]]


@dataclass(frozen=True, slots=True)
class TurnView:
    """One message and its answer, as the transcript keeps them."""

    number: int
    message: str
    message_type: str
    replies: list[dict[str, Any]]
    trace: dict[str, Any]
    received_at: int


@dataclass(frozen=True, slots=True)
class ChatView:
    """A conversation in a list."""

    conversation_id: str
    chat_id: str
    channel: str
    state: str
    next_state: str
    memory: dict[str, str]
    turns: int
    created_at: int
    updated_at: int


def standing(conversation: Conversation | None) -> Standing:
    """Where a conversation stands; one that never was is idle."""
    session = unpack(conversation.session if conversation else None)
    return Standing(session.state, session.next_state, session.memory)


def chat_view(conversation: Conversation) -> ChatView:
    """A conversation from its row."""
    session = unpack(conversation.session)
    return ChatView(
        conversation_id=conversation.id,
        chat_id=conversation.chat_id,
        channel=conversation.channel,
        state=session.state,
        next_state=session.next_state,
        memory=session.memory,
        turns=conversation.turns,
        created_at=conversation.created_at,
        updated_at=conversation.updated_at,
    )


def turn_view(turn: Turn) -> TurnView:
    """A transcript's entry from its row."""
    return TurnView(
        number=turn.number,
        message=turn.message,
        message_type=turn.message_type,
        replies=json.loads(turn.replies),
        trace=json.loads(turn.trace),
        received_at=turn.received_at,
    )
