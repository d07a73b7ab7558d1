"""Conversations and their transcript: the hot path."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from kauli.kit.clock import HOUR
from kauli.storage.queries.lines import unsettled_ahead
from kauli.storage.queries.missed import Missed, note_missed
from kauli.storage.statements import Bound, Prepared, Steps, columns, insert_into, one
from kauli.storage.tables import BEHIND, bots, conversations, deliveries, turns

__all__ = [
    "Arrival",
    "Conversation",
    "Turn",
    "arrive",
    "find_conversation",
    "find_turn_by_message",
    "hour_of",
    "list_conversations",
    "list_turns",
    "list_turns_backwards",
    "record_turn",
    "set_session",
]


class Arrival(msgspec.Struct, frozen=True, gc=False):
    """What a turn starts from: the bot as it stands, and the conversation where there is one."""

    workspace_id: int
    bot_revision: int
    live_version_id: str | None
    conversation_id: str | None
    version_id: str | None
    session: str | None
    revision: int | None
    turns: int | None
    sequence: int | None
    active_hour: int | None


class Conversation(msgspec.Struct, frozen=True, gc=False):
    """A conversation as it stands; ``session`` is JSON text."""

    id: str
    bot_id: int
    chat_id: str
    channel: str
    version_id: str
    session: str
    revision: int
    turns: int
    sequence: int
    created_at: int
    updated_at: int


class Turn(msgspec.Struct, frozen=True, gc=False):
    """One message and what was answered; ``replies`` and ``trace`` are JSON text."""

    conversation_id: str
    number: int
    message_id: str | None
    message: str
    message_type: str
    replies: str
    trace: str
    received_at: int


_ARRIVE = Prepared(
    sa.select(
        bots.c.workspace_id,
        bots.c.revision,
        bots.c.live_version_id,
        conversations.c.id,
        conversations.c.version_id,
        conversations.c.session,
        conversations.c.revision,
        conversations.c.turns,
        conversations.c.sequence,
        conversations.c.active_hour,
    )
    .join(
        conversations,
        (conversations.c.bot_id == bots.c.id) & (conversations.c.chat_id == sa.bindparam("chat")),
        isouter=True,
    )
    .where(bots.c.id == sa.bindparam("bot"), bots.c.deleted_at.is_(None))
)
_NEW: dict[str, sa.BindParameter[Any]] = {
    column.name: sa.bindparam(column.name) for column in conversations.c
}
_START = Prepared(
    sqlite=sqlite.insert(conversations).values(_NEW).on_conflict_do_nothing(),
    postgresql=postgresql.insert(conversations).values(_NEW).on_conflict_do_nothing(),
)
_AS_IT_WAS = (conversations.c.id == sa.bindparam("conversation")) & (
    conversations.c.revision == sa.bindparam("expected")
)
_BOT_AS_IT_WAS = sa.exists().where(
    bots.c.id == sa.bindparam("bot"),
    bots.c.revision == sa.bindparam("bot_revision"),
    bots.c.deleted_at.is_(None),
)
_MOVE = Prepared(
    sa.update(conversations)
    .where(_AS_IT_WAS)
    .values(
        session=sa.bindparam("session"),
        revision=conversations.c.revision + 1,
        updated_at=sa.bindparam("updated_at"),
        active_hour=sa.bindparam("active_hour"),
    )
)


def _go_on(*names: str) -> Prepared:
    return Prepared(
        sa.update(conversations)
        .where(_AS_IT_WAS, _BOT_AS_IT_WAS)
        .values({name: sa.bindparam(name) for name in names})
    )


_MOVING = ("channel", "version_id", "session", "revision", "turns", "sequence", "updated_at")
_GO_ON = _go_on(*_MOVING)
# Only where the hour is another: SQLite would else write the index with every turn.
_GO_ON_IN_ANOTHER_HOUR = _go_on(*_MOVING, "active_hour")
_ADD_TURN = Prepared(insert_into(turns))
_ADD_DELIVERY = Prepared(insert_into(deliveries))
_CONVERSATION = sa.select(*columns(conversations, Conversation))
_FIND = Prepared(
    _CONVERSATION.where(
        conversations.c.bot_id == sa.bindparam("bot"),
        conversations.c.chat_id == sa.bindparam("chat"),
    )
)
_LIST = Prepared(
    _CONVERSATION.where(
        conversations.c.bot_id == sa.bindparam("bot"),
        conversations.c.chat_id > sa.bindparam("after"),
    )
    .order_by(conversations.c.chat_id)
    .limit(sa.bindparam("limit"))
)
_TURN = sa.select(*columns(turns, Turn))
_TURNS = Prepared(
    _TURN.where(
        turns.c.conversation_id == sa.bindparam("conversation"),
        turns.c.number > sa.bindparam("after"),
    )
    .order_by(turns.c.number)
    .limit(sa.bindparam("limit"))
)
_TURNS_BACKWARDS = Prepared(
    _TURN.where(
        turns.c.conversation_id == sa.bindparam("conversation"),
        turns.c.number < sa.bindparam("before"),
    )
    .order_by(turns.c.number.desc())
    .limit(sa.bindparam("limit"))
)
_TURN_BY_MESSAGE = Prepared(
    _TURN.where(
        turns.c.conversation_id == sa.bindparam("conversation"),
        turns.c.message_id == sa.bindparam("message"),
    )
)


def arrive(bot_id: int, chat_id: str) -> Steps[Arrival | None]:
    """Everything a turn needs to know, in one look; ``None`` when there is no such bot."""
    row = one((yield _ARRIVE.bind(bot=bot_id, chat=chat_id)))
    return Arrival(*row) if row else None


def record_turn(
    conversation: Conversation,
    turn: Turn,
    new_deliveries: Sequence[Mapping[str, Any]],
    *,
    bot_revision: int,
    last_active: int | None = None,
    missed: Missed | None = None,
) -> Steps[bool]:
    """Write what was said, what was answered and what must be sent, as one.

    Args:
        conversation: as it is after the turn; its ``revision`` is one more than it was, and 1
            where there was none.
        turn: the transcript's next entry.
        new_deliveries: a value for each column of ``deliveries`` but ``due_at``.
        bot_revision: of the bot that the turn was played with.
        last_active: ``Arrival.active_hour`` of the conversation that it was made from.
        missed: the message, if no intent was recognised in it.

    Returns:
        False when the conversation or the bot changed meanwhile; then nothing was written.
    """
    if conversation.revision == 1:
        written = yield _start(conversation)
    else:
        hour = hour_of(conversation.updated_at)
        statement = _GO_ON if hour == last_active else _GO_ON_IN_ANOTHER_HOUR
        written = yield statement.bind(
            active_hour=hour,
            conversation=conversation.id,
            expected=conversation.revision - 1,
            bot=conversation.bot_id,
            bot_revision=bot_revision,
            channel=conversation.channel,
            version_id=conversation.version_id,
            session=conversation.session,
            revision=conversation.revision,
            turns=conversation.turns,
            sequence=conversation.sequence,
            updated_at=conversation.updated_at,
        )
    if not written:
        return False
    yield _ADD_TURN.bind(
        conversation_id=turn.conversation_id,
        number=turn.number,
        message_id=turn.message_id,
        message=turn.message,
        message_type=turn.message_type,
        replies=turn.replies,
        trace=turn.trace,
        received_at=turn.received_at,
    )
    if missed is not None:
        yield note_missed(conversation.bot_id, missed)
    for delivery in new_deliveries:
        yield _ADD_DELIVERY.bind(**delivery, due_at=(yield from _due_at(delivery, turn)))
    return True


def _due_at(delivery: Mapping[str, Any], turn: Turn) -> Steps[int]:
    """Now, or when the one ahead of it in its line is settled."""
    line = (turn.conversation_id, delivery["endpoint_id"])
    if delivery["sequence"] > 1 and (yield from unsettled_ahead(line)):
        return BEHIND
    return turn.received_at


def set_session(conversation: Conversation) -> Steps[bool]:
    """Replace where a conversation stands, without a turn.

    Args:
        conversation: as for ``record_turn``.

    Returns:
        False when it changed meanwhile; then nothing was written.
    """
    if conversation.revision == 1:
        written = yield _start(conversation)
    else:
        written = yield _MOVE.bind(
            conversation=conversation.id,
            expected=conversation.revision - 1,
            session=conversation.session,
            updated_at=conversation.updated_at,
            active_hour=hour_of(conversation.updated_at),
        )
    return bool(written)


def _start(conversation: Conversation) -> Bound:
    return _START.bind(
        id=conversation.id,
        bot_id=conversation.bot_id,
        chat_id=conversation.chat_id,
        channel=conversation.channel,
        version_id=conversation.version_id,
        session=conversation.session,
        revision=1,
        turns=conversation.turns,
        sequence=conversation.sequence,
        created_at=conversation.created_at,
        updated_at=conversation.updated_at,
        active_hour=hour_of(conversation.updated_at),
    )


def hour_of(moment: int) -> int:
    """The hour since the epoch in which a moment is, as ``conversations.active_hour`` has it."""
    return moment // HOUR


def find_conversation(bot_id: int, chat_id: str) -> Steps[Conversation | None]:
    """The conversation that a bot has with a chatter."""
    row = one((yield _FIND.bind(bot=bot_id, chat=chat_id)))
    return Conversation(*row) if row else None


def list_conversations(
    bot_id: int, *, after: str = "", limit: int = 1_000_000
) -> Steps[list[Conversation]]:
    """A bot's conversations, by chat id."""
    rows = yield _LIST.bind(bot=bot_id, after=after, limit=limit)
    return [Conversation(*row) for row in rows]


def list_turns(
    conversation_id: str, *, after: int = 0, limit: int = 1_000_000
) -> Steps[list[Turn]]:
    """A conversation's transcript, from the first message."""
    rows = yield _TURNS.bind(conversation=conversation_id, after=after, limit=limit)
    return [Turn(*row) for row in rows]


def list_turns_backwards(conversation_id: str, *, before: int, limit: int) -> Steps[list[Turn]]:
    """A conversation's transcript, from the turn before a number back to the first message."""
    rows = yield _TURNS_BACKWARDS.bind(conversation=conversation_id, before=before, limit=limit)
    return [Turn(*row) for row in rows]


def find_turn_by_message(conversation_id: str, message_id: str) -> Steps[Turn | None]:
    """The turn that answered a message which its channel had given this id."""
    row = one((yield _TURN_BY_MESSAGE.bind(conversation=conversation_id, message=message_id)))
    return Turn(*row) if row else None
