"""The deliveries that a turn causes: a pure function from its events to rows."""

from collections.abc import Sequence
from typing import Any

import msgspec

from kauli.delivery.body import Occasion, enveloped_body, flat_body
from kauli.flow import Flow, Turn
from kauli.kit.ids import new_id
from kauli.runner.programs import RunningBot, Target
from kauli.runner.triggers import fired

__all__ = ["Place", "deliveries_of"]


class Place(msgspec.Struct, frozen=True):
    """Where and when a turn takes place.

    Attributes:
        turn: its number.
        sequence: how many deliveries the conversation has caused before.
        now: microseconds since the epoch.
    """

    conversation_id: str
    chat_id: str
    channel: str
    turn: int
    sequence: int
    now: int


def deliveries_of(bot: RunningBot, flow: Flow, turn: Turn, place: Place) -> list[dict[str, Any]]:
    """A delivery for each endpoint that the turn concerns.

    Returns:
        A value for each column of ``deliveries`` but ``due_at``.
    """
    rows: list[dict[str, Any]] = []
    for target in bot.targets:
        names = fired(turn.events, flow, target.triggers)
        if names:
            row = _row(bot, target, place, names, place.sequence + len(rows) + 1)
            memory = turn.session.memory
            if target.shape == "flat":
                row["body"] = flat_body(memory, place.chat_id)
            else:
                about = _occasion(flow, names, place, row)
                row["body"] = enveloped_body(memory, place.chat_id, about)
            rows.append(row)
    return rows


def _row(
    bot: RunningBot, target: Target, place: Place, names: Sequence[str], sequence: int
) -> dict[str, Any]:
    return {
        "id": new_id("dlv", place.now),
        "workspace_id": bot.workspace_id,
        "bot_id": bot.id,
        "endpoint_id": target.endpoint_id,
        "conversation_id": place.conversation_id,
        "turn_number": place.turn,
        "sequence": sequence,
        "trigger": ",".join(names),
        "status": "pending",
        "attempts": 0,
        "earlier_attempts": 0,
        "lease_until": None,
        "claim_id": None,
        "outcome": "",
        "created_at": place.now,
        "finished_at": None,
    }


def _occasion(flow: Flow, names: Sequence[str], place: Place, row: dict[str, Any]) -> Occasion:
    return Occasion(
        type="intent.finished" if flow.intents.keys() & set(names) else "state.entered",
        delivery=row["id"],
        sequence=row["sequence"],
        time=place.now,
        triggers=names,
        conversation=place.conversation_id,
        channel=place.channel,
        turn=place.turn,
        bot=row["bot_id"],
    )
