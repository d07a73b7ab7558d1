"""Conversations as people see them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kauli.delivery import CODES
from kauli.flow import END, Session
from kauli.kit import json
from kauli.runner import unpack
from kauli.storage.queries.conversations import Conversation, Turn
from kauli.storage.queries.transcript import Caused

__all__ = [
    "ChatView",
    "LastTurn",
    "Prediction",
    "Standing",
    "TurnDelivery",
    "TurnView",
    "awaits",
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
class TurnDelivery:
    """A delivery that a turn caused, and what became of it.

    Attributes:
        url: of the endpoint as it is now.
        attempts: how many were made.
        outcome: of the last one; "" before it.
        sentence: what happened then, in words.
    """

    id: str
    endpoint_id: str
    endpoint_name: str
    url: str
    trigger: str
    status: str
    attempts: int
    outcome: str
    sentence: str


@dataclass(frozen=True, slots=True)
class TurnView:
    """One message and its answer, as the transcript keeps them.

    Attributes:
        deliveries: that it caused, where they were asked for.
    """

    number: int
    message: str
    message_type: str
    replies: list[dict[str, Any]]
    trace: dict[str, Any]
    received_at: int
    deliveries: list[TurnDelivery] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class LastTurn:
    """What was said last.

    Attributes:
        reply: the bot's last words, "" if it had none.
    """

    message: str
    message_type: str
    reply: str
    received_at: int


@dataclass(frozen=True, slots=True)
class ChatView:
    """A conversation in a list.

    Attributes:
        status: ``waiting`` for the chatter's next word, or ``ended``.
        last: where it was asked for, and something was said.
    """

    conversation_id: str
    chat_id: str
    channel: str
    state: str
    next_state: str
    memory: dict[str, str]
    turns: int
    created_at: int
    updated_at: int
    version_id: str = ""
    status: str = "ended"
    last: LastTurn | None = None


def standing(conversation: Conversation | None) -> Standing:
    """Where a conversation stands; one that never was is idle."""
    session = unpack(conversation.session if conversation else None)
    return Standing(session.state, session.next_state, session.memory)


def chat_view(conversation: Conversation, last: Turn | None = None) -> ChatView:
    """A conversation from its row, perhaps with its last turn."""
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
        version_id=conversation.version_id,
        status="waiting" if awaits(session) else "ended",
        last=_last(last) if last is not None else None,
    )


def awaits(session: Session) -> bool:
    """Whether the chatter is expected to answer: a state waits, or buttons that lead on."""
    return session.next_state != END or bool(session.root)


def _last(turn: Turn) -> LastTurn:
    said = [line for reply in json.loads(turn.replies) for line in reply.get("lines", ())]
    return LastTurn(turn.message, turn.message_type, said[-1] if said else "", turn.received_at)


def turn_view(turn: Turn, caused: Iterable[Caused] = ()) -> TurnView:
    """A transcript's entry from its row, with the deliveries that it caused."""
    return TurnView(
        number=turn.number,
        message=turn.message,
        message_type=turn.message_type,
        replies=json.loads(turn.replies),
        trace=json.loads(turn.trace),
        received_at=turn.received_at,
        deliveries=[_delivery(one) for one in caused],
    )


def _delivery(row: Caused) -> TurnDelivery:
    return TurnDelivery(
        id=row.id,
        endpoint_id=row.endpoint_id,
        endpoint_name=row.endpoint_name,
        url=row.url,
        trigger=row.trigger,
        status=row.status,
        attempts=row.attempts,
        outcome=row.outcome,
        sentence=row.sentence or CODES.get(row.outcome, ""),
    )
