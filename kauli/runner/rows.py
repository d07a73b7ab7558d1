"""What is written of a turn: a pure function from what happened to rows."""

from typing import Any

import msgspec

from kauli.flow import Input, Reply, Turn
from kauli.kit import json
from kauli.kit.ids import new_id
from kauli.runner.missing import missed_by
from kauli.runner.outbox import Place, deliveries_of
from kauli.runner.programs import Program, RunningBot
from kauli.runner.replies import pack_replies, unpack_replies
from kauli.runner.sessions import pack, unpack
from kauli.storage.queries import conversations
from kauli.storage.queries.conversations import Arrival, Conversation
from kauli.storage.queries.missed import Missed

__all__ = ["Answer", "Incoming", "Rows", "Scene", "answer_again", "rows_of"]


class Incoming(msgspec.Struct, frozen=True):
    """A message as it arrives.

    Attributes:
        workspace_id: whose bot it must be; ``None`` where the route is open to all (the widget).
        bot_id: the bot it is for.
        chat_id: the chatter, as the channel names them.
        input: what they said.
        channel: where.
        message_id: the channel's own id of the message; one that was seen before is not taken
            again but answered as it was.
    """

    workspace_id: int | None
    bot_id: int
    chat_id: str
    input: Input
    channel: str
    message_id: str | None = None


class Answer(msgspec.Struct, frozen=True):
    """What a turn came to, once it is on the disk."""

    conversation_id: str
    number: int
    replies: tuple[Reply, ...]
    memory: dict[str, str]
    state: str
    next_state: str
    intent: str | None
    confidence: float | None
    events: list[dict[str, str]]
    deliveries: list[str]
    duplicate: bool = False


class Scene(msgspec.Struct, frozen=True):
    """What a turn is played with: the bot, the version, where things stood and the message."""

    bot: RunningBot
    program: Program
    arrival: Arrival
    incoming: Incoming


class Rows(msgspec.Struct, frozen=True):
    """What one transaction writes, and what is true once it has.

    Attributes:
        missed: the message, if no intent was recognised in it.
        answer: what the chatter is told.
        arrival: what the conversation's next turn starts from, if nobody changes it meanwhile.
    """

    conversation: Conversation
    entry: conversations.Turn
    deliveries: list[dict[str, Any]]
    missed: Missed | None
    answer: Answer
    arrival: Arrival


def rows_of(scene: Scene, turn: Turn, now: int) -> Rows:
    """The conversation as it is now, its transcript's next entry and the deliveries it causes."""
    arrival, incoming = scene.arrival, scene.incoming
    conversation_id = arrival.conversation_id or new_id("cnv", now)
    number = (arrival.turns or 0) + 1
    sequence = arrival.sequence or 0
    place = Place(conversation_id, incoming.chat_id, incoming.channel, number, sequence, now)
    jobs = deliveries_of(scene.bot, scene.program.flow, turn, place)
    session = turn.session
    answer = Answer(
        conversation_id=conversation_id,
        number=number,
        replies=turn.replies,
        memory=session.memory,
        state=session.state,
        next_state=session.next_state,
        intent=turn.guess.intent if turn.guess else None,
        confidence=turn.guess.confidence if turn.guess else None,
        events=list(msgspec.to_builtins(turn.events)),
        deliveries=[job["id"] for job in jobs],
    )
    conversation = Conversation(
        id=conversation_id,
        bot_id=incoming.bot_id,
        chat_id=incoming.chat_id,
        channel=incoming.channel,
        version_id=scene.program.version_id,
        session=pack(session),
        revision=(arrival.revision or 0) + 1,
        turns=number,
        sequence=sequence + len(jobs),
        created_at=now,
        updated_at=now,
    )
    entry = conversations.Turn(
        conversation_id=conversation_id,
        number=number,
        message_id=incoming.message_id,
        message=incoming.input.text,
        message_type=incoming.input.type,
        replies=pack_replies(turn.replies),
        trace=json.dumps(_trace(answer)).decode(),
        received_at=now,
    )
    missed = missed_by(turn, incoming.input, now)
    return Rows(conversation, entry, jobs, missed, answer, _following(arrival, conversation))


def _following(arrival: Arrival, conversation: Conversation) -> Arrival:
    return Arrival(
        workspace_id=arrival.workspace_id,
        bot_revision=arrival.bot_revision,
        live_version_id=arrival.live_version_id,
        conversation_id=conversation.id,
        version_id=conversation.version_id,
        session=conversation.session,
        revision=conversation.revision,
        turns=conversation.turns,
        sequence=conversation.sequence,
        active_hour=conversations.hour_of(conversation.updated_at),
    )


def answer_again(arrival: Arrival, turn: conversations.Turn) -> Answer:
    """The answer of an earlier turn, read back from the transcript."""
    trace = json.loads(turn.trace)
    return Answer(
        conversation_id=turn.conversation_id,
        number=turn.number,
        replies=unpack_replies(turn.replies),
        memory=unpack(arrival.session).memory,
        state=trace["state"],
        next_state=trace["next_state"],
        intent=trace["intent"],
        confidence=trace["confidence"],
        events=trace["events"],
        deliveries=trace["deliveries"],
        duplicate=True,
    )


def _trace(answer: Answer) -> dict[str, object]:
    return {
        "state": answer.state,
        "next_state": answer.next_state,
        "intent": answer.intent,
        "confidence": answer.confidence,
        "events": answer.events,
        "deliveries": answer.deliveries,
    }
