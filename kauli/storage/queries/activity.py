"""Conversations as they are looked through: by chat id or by when they were last active.

The hour of the last activity is in an index, so that it is written once an hour and not with every
turn; within an hour the moment itself decides.
"""

import msgspec
import sqlalchemy as sa

from kauli.storage.queries.conversations import Conversation, hour_of
from kauli.storage.statements import Prepared, Steps, columns, one
from kauli.storage.tables import bots, conversations

__all__ = [
    "TOP",
    "Spot",
    "count_conversations",
    "find_bots_of_chat",
    "list_by_activity",
    "list_by_chat",
    "list_that_begin",
]


class Spot(msgspec.Struct, frozen=True):
    """A place in the order of activity; what comes behind it was active before."""

    updated_at: int
    id: str


TOP = Spot(2**60, "")
"""Before the most active."""

_LAST_CHARACTER = chr(0x10FFFF)
_OF_BOT = conversations.c.bot_id == sa.bindparam("bot")
_CONVERSATION = sa.select(*columns(conversations, Conversation))
_BEHIND = sa.or_(
    conversations.c.updated_at < sa.bindparam("updated_at"),
    sa.and_(
        conversations.c.updated_at == sa.bindparam("updated_at"),
        conversations.c.id < sa.bindparam("id"),
    ),
)
_BY_ACTIVITY = Prepared(
    _CONVERSATION.where(
        _OF_BOT,
        conversations.c.active_hour <= sa.bindparam("hour"),
        conversations.c.active_hour >= sa.bindparam("since_hour"),
        conversations.c.updated_at >= sa.bindparam("since"),
        _BEHIND,
    )
    .order_by(
        conversations.c.active_hour.desc(),
        conversations.c.updated_at.desc(),
        conversations.c.id.desc(),
    )
    .limit(sa.bindparam("limit"))
)
_BY_CHAT = Prepared(
    _CONVERSATION.where(_OF_BOT, conversations.c.chat_id > sa.bindparam("after"))
    .order_by(conversations.c.chat_id)
    .limit(sa.bindparam("limit"))
)
_BEGINNING = (
    conversations.c.chat_id >= sa.bindparam("beginning"),
    conversations.c.chat_id <= sa.bindparam("end"),
    conversations.c.chat_id > sa.bindparam("after"),
)
_THAT_BEGIN = Prepared(
    _CONVERSATION.where(_OF_BOT, *_BEGINNING)
    .order_by(conversations.c.chat_id)
    .limit(sa.bindparam("limit"))
)
_OF_CHAT = Prepared(
    sa.select(bots.c.id)
    .join(
        conversations,
        sa.and_(
            conversations.c.bot_id == bots.c.id,
            conversations.c.chat_id == sa.bindparam("chat"),
        ),
    )
    .where(bots.c.workspace_id == sa.bindparam("workspace"))
    .order_by(bots.c.id)
)
_COUNT = Prepared(sa.select(sa.func.count()).select_from(conversations).where(_OF_BOT))


def list_by_activity(
    bot_id: int, *, behind: Spot = TOP, since: int = 0, limit: int
) -> Steps[list[Conversation]]:
    """A bot's conversations, the one that was active last first.

    Args:
        bot_id: of which bot.
        behind: where to go on.
        since: active then or later, in microseconds since the epoch.
        limit: how many at most.
    """
    rows = yield _BY_ACTIVITY.bind(
        bot=bot_id,
        hour=min(hour_of(behind.updated_at), 2**31 - 1),
        since_hour=min(hour_of(since), 2**31 - 1),
        since=since,
        updated_at=behind.updated_at,
        id=behind.id,
        limit=limit,
    )
    return [Conversation(*row) for row in rows]


def list_by_chat(bot_id: int, *, after: str, limit: int) -> Steps[list[Conversation]]:
    """A bot's conversations behind a chat id, in the order of the chat ids."""
    rows = yield _BY_CHAT.bind(bot=bot_id, after=after, limit=limit)
    return [Conversation(*row) for row in rows]


def list_that_begin(
    bot_id: int, beginning: str, *, after: str = "", limit: int
) -> Steps[list[Conversation]]:
    """A bot's conversations whose chat ids begin so, in their order; perhaps some others too.

    (How PostgreSQL orders texts depends on its settings.)
    """
    end = beginning + _LAST_CHARACTER
    rows = yield _THAT_BEGIN.bind(
        bot=bot_id, beginning=beginning, end=end, after=after, limit=limit
    )
    return [Conversation(*row) for row in rows]


def count_conversations(bot_id: int) -> Steps[int]:
    """How many conversations a bot has; an index is counted."""
    row = one((yield _COUNT.bind(bot=bot_id)))
    return int(row[0]) if row else 0


def find_bots_of_chat(workspace_id: int, chat_id: str) -> Steps[list[int]]:
    """The bots of a workspace, removed ones too, that have a conversation with a chatter."""
    rows = yield _OF_CHAT.bind(workspace=workspace_id, chat=chat_id)
    return [row[0] for row in rows]
