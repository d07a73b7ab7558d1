"""Deleting what is known of a person: the conversation, and all that came of it.

A part at a time, so that nobody has to wait; what has still to be sent is looked for in each of the
transactions, and nothing that somebody waits for is deleted.
"""

from dataclasses import dataclass

from kauli.kit import json
from kauli.kit.errors import Conflict
from kauli.nlu import fingerprint
from kauli.storage.queries import forgetting
from kauli.storage.queries.conversations import find_conversation
from kauli.storage.queries.forgetting import Said
from kauli.storage.queries.missed import find_missed, forget_missed
from kauli.storage.queries.resending import call_off
from kauli.storage.queries.retention import delete_aged
from kauli.storage.statements import Steps

__all__ = ["Forgotten", "Wish", "check_settled", "forget_some"]

_AT_ONCE = 500
_EVER = 2**62


@dataclass(slots=True)
class Forgotten:
    """How much was deleted.

    Attributes:
        attempts: of those deliveries.
        wordings: among what bots did not understand.
        cancelled: deliveries that were called off before; they are among ``deliveries`` too.
    """

    conversations: int = 0
    turns: int = 0
    deliveries: int = 0
    attempts: int = 0
    wordings: int = 0
    cancelled: int = 0

    def add(self, other: "Forgotten") -> None:
        """Add what else was deleted."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass(frozen=True, slots=True)
class Wish:
    """Who is to be forgotten.

    Attributes:
        cancel: call off what has still to be sent, rather than refuse.
    """

    workspace_id: int
    bot_id: int
    chat_id: str
    cancel: bool


def check_settled(bot_ids: list[int], chat_id: str) -> Steps[None]:
    """Refuse if anything has still to be sent.

    Raises:
        Conflict: it has.
    """
    waiting = 0
    for bot_id in bot_ids:
        found = yield from find_conversation(bot_id, chat_id)
        if found is not None:
            waiting += len((yield from forgetting.list_unsettled(found.id)))
    if waiting:
        raise _pending(waiting)


def forget_some(wish: Wish, now: int, *, dialect: str) -> Steps[tuple[Forgotten, bool]]:
    """Delete some of what is known.

    Returns:
        How much, and whether there is more.

    Raises:
        Conflict: something has still to be sent, or is being sent this moment.
    """
    done = Forgotten()
    found = yield from find_conversation(wish.bot_id, wish.chat_id)
    if found is None or not (yield from forgetting.hold_conversation(found.id)):
        return done, False
    done.cancelled = yield from _settle(wish, found.id, now, dialect)
    ids = yield from forgetting.list_delivery_ids(found.id, _AT_ONCE)
    if ids:
        done.attempts = yield from forgetting.count_attempts(dialect, ids)
        done.deliveries = yield from delete_aged(dialect, ids, _EVER)
        if done.deliveries < len(ids):
            raise _pending(len(ids) - done.deliveries)
    said = yield from forgetting.list_said(found.id, _AT_ONCE)
    if said:
        done.wordings = yield from _forget_wordings(wish.bot_id, said)
        done.turns = yield from forgetting.delete_turns(found.id, said[-1].number)
    if len(ids) == _AT_ONCE or len(said) == _AT_ONCE:
        return done, True
    done.conversations = yield from forgetting.delete_conversation(found.id)
    return done, False


def _settle(wish: Wish, conversation_id: str, now: int, dialect: str) -> Steps[int]:
    unsettled = yield from forgetting.list_unsettled(conversation_id)
    if not unsettled:
        return 0
    if not wish.cancel:
        raise _pending(len(unsettled))
    ids = [id_ for id_, _ in unsettled]
    cancelled = yield from call_off(dialect, wish.workspace_id, ids, now)
    if cancelled < len(ids):
        raise Conflict(
            "A delivery is being sent this very moment; try again when that attempt is over.",
            code="delivery_sending",
        )
    return cancelled


def _forget_wordings(bot_id: int, said: list[Said]) -> Steps[int]:
    keys = {
        fingerprint(one.message)
        for one in said
        if any(event["kind"] == "not_understood" for event in json.loads(one.trace)["events"])
    } - {""}
    known = yield from find_missed(bot_id, sorted(keys))
    if known:
        yield from forget_missed(bot_id, [one.fingerprint for one in known])
    return len(known)


def _pending(number: int) -> Conflict:
    some = "1 delivery has" if number == 1 else f"{number} deliveries have"
    return Conflict(
        f"{some} still to be sent to a receiver; wait for that, or ask to cancel it too.",
        code="deliveries_pending",
    )
