"""The body of a delivery: the flat memory of the flow, as published receivers expect it.

Or, for an endpoint that wants it, the same in an envelope that says what it is about.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kauli.kit.clock import iso
from kauli.kit.json import dumps

__all__ = ["SHAPES", "Occasion", "enveloped_body", "flat_body"]

SHAPES = ("flat", "envelope")
"""What an endpoint may choose from."""


def flat_body(memory: Mapping[str, object], chat_id: str) -> bytes:
    """The bytes that are stored, signed and sent, such as ``{"chat_id":"255…","pizza":"2"}``.

    Args:
        memory: of the flow, in the order in which it was collected. A value remembered under the
            name ``chat_id`` gives way to the real one, on which receivers rely.
        chat_id: whose conversation it is.
    """
    return dumps(_flat(memory, chat_id))


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a delivery is about, beside the data itself.

    Attributes:
        type: ``intent.finished`` or ``state.entered``.
        delivery: its id.
        sequence: the how-manyeth delivery of its conversation it is.
        time: of the turn, in microseconds since the epoch.
        triggers: that were met.
        turn: the number of the turn.
    """

    type: Literal["intent.finished", "state.entered"]
    delivery: str
    sequence: int
    time: int
    triggers: Sequence[str]
    conversation: str
    channel: str
    turn: int
    bot: int


def enveloped_body(memory: Mapping[str, object], chat_id: str, occasion: Occasion) -> bytes:
    """The bytes that are stored, signed and sent; ``data`` is what ``flat_body`` has."""
    return dumps(
        {
            "type": occasion.type,
            "id": occasion.delivery,
            "time": iso(occasion.time),
            "sequence": occasion.sequence,
            "triggers": list(occasion.triggers),
            "conversation": {
                "id": occasion.conversation,
                "chat_id": chat_id,
                "channel": occasion.channel,
                "turn": occasion.turn,
            },
            "bot": {"id": occasion.bot},
            "data": _flat(memory, chat_id),
        }
    )


def _flat(memory: Mapping[str, object], chat_id: str) -> dict[str, object]:
    return {"chat_id": chat_id} | dict(memory) | {"chat_id": chat_id}
