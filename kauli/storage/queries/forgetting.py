"""Deleting what is known of a conversation, some of it in a transaction."""

from collections.abc import Sequence
from typing import Any

import msgspec
import sqlalchemy as sa

from kauli.storage.queries.lines import UNSETTLED
from kauli.storage.queries.lists import Among, listed, prepared
from kauli.storage.statements import Prepared, Steps, one
from kauli.storage.tables import attempts, conversations, deliveries, turns

__all__ = [
    "Said",
    "count_attempts",
    "delete_conversation",
    "delete_turns",
    "hold_conversation",
    "list_delivery_ids",
    "list_said",
    "list_unsettled",
]


class Said(msgspec.Struct, frozen=True, gc=False):
    """What a chatter said; ``trace`` is JSON text."""

    number: int
    message: str
    trace: str


_THIS = conversations.c.id == sa.bindparam("conversation")
_OF_THIS = deliveries.c.conversation_id == sa.bindparam("conversation")
_TURN = turns.c.conversation_id == sa.bindparam("conversation")
_THERE = sa.select(conversations.c.id).where(_THIS)
_HOLD = Prepared(sqlite=_THERE, postgresql=_THERE.with_for_update())
_UNSETTLED = Prepared(
    sa.select(deliveries.c.id, deliveries.c.status).where(
        _OF_THIS, deliveries.c.status.in_(UNSETTLED)
    )
)
_IDS = Prepared(
    sa.select(deliveries.c.id).where(_OF_THIS).order_by(deliveries.c.id).limit(sa.bindparam("most"))
)
_SAID = Prepared(
    sa.select(turns.c.number, turns.c.message, turns.c.trace)
    .where(_TURN)
    .order_by(turns.c.number)
    .limit(sa.bindparam("most"))
)
_DELETE_TURNS = Prepared(sa.delete(turns).where(_TURN, turns.c.number <= sa.bindparam("last")))
_DELETE = Prepared(sa.delete(conversations).where(_THIS))


def _attempts(among: Among) -> sa.Select[Any]:
    return (
        sa.select(sa.func.count()).select_from(attempts).where(among(attempts.c.delivery_id, "ids"))
    )


_ATTEMPTS = prepared(_attempts)


def hold_conversation(conversation_id: str) -> Steps[bool]:
    """Keep everybody else from writing a turn of it until the transaction is over.

    Returns:
        False when it is gone.
    """
    return bool((yield _HOLD.bind(conversation=conversation_id)))


def list_unsettled(conversation_id: str) -> Steps[list[tuple[str, str]]]:
    """The deliveries that have not ended, each with its status."""
    rows = yield _UNSETTLED.bind(conversation=conversation_id)
    return [(row[0], row[1]) for row in rows]


def list_delivery_ids(conversation_id: str, most: int) -> Steps[list[str]]:
    """The first of a conversation's deliveries."""
    rows = yield _IDS.bind(conversation=conversation_id, most=most)
    return [row[0] for row in rows]


def count_attempts(dialect: str, delivery_ids: Sequence[str]) -> Steps[int]:
    """How many attempts are kept of some deliveries; ``dialect`` is ``Database.dialect``."""
    row = one((yield _ATTEMPTS.bind(ids=listed(dialect, delivery_ids))))
    return int(row[0]) if row else 0


def list_said(conversation_id: str, most: int) -> Steps[list[Said]]:
    """The first of a conversation's turns."""
    rows = yield _SAID.bind(conversation=conversation_id, most=most)
    return [Said(*row) for row in rows]


def delete_turns(conversation_id: str, last: int) -> Steps[int]:
    """Delete turns up to a number; answers how many."""
    return int((yield _DELETE_TURNS.bind(conversation=conversation_id, last=last)))


def delete_conversation(conversation_id: str) -> Steps[int]:
    """Delete the conversation itself, once nothing of it is left."""
    return int((yield _DELETE.bind(conversation=conversation_id)))
