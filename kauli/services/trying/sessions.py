"""Where a tried conversation stands, as it travels with whoever tries it."""

from collections.abc import Mapping
from typing import Annotated, Any

import msgspec
from msgspec import Meta

from kauli.flow import Limits, Session
from kauli.kit.errors import Invalid, Problem

__all__ = ["Journey", "check_memory", "packed", "unpacked"]


class Journey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How far a tried conversation has come.

    Attributes:
        at: where it stands.
        turns: how many there were.
        pushes: how many deliveries they would have caused.
    """

    at: Session = Session()
    turns: Annotated[int, Meta(ge=0, le=1_000_000)] = 0
    pushes: Annotated[int, Meta(ge=0, le=1_000_000_000)] = 0


def packed(journey: Journey) -> dict[str, Any]:
    """A journey as JSON-able data."""
    data: dict[str, Any] = msgspec.to_builtins(journey)
    return data


def unpacked(raw: object, limits: Limits) -> Journey:
    """A journey from data that ``packed`` made, or that somebody made up.

    Raises:
        Invalid: it is none.
    """
    if raw is None:
        return Journey()
    try:
        journey = msgspec.convert(raw, Journey)
    except msgspec.ValidationError as error:
        raise _refused("session", f"This is no session of a simulation: {error}.") from None
    if len(journey.at.offered) > limits.offered:
        raise _refused("session", f"A session has at most {limits.offered} buttons.")
    check_memory(journey.at.memory, limits, "session")
    return journey


def check_memory(memory: Mapping[str, str], limits: Limits, where: str) -> None:
    """Refuse more than a conversation remembers.

    Raises:
        Invalid: it is more.
    """
    size = sum(len(name.encode()) + len(value.encode()) for name, value in memory.items())
    if size > limits.memory_bytes:
        raise _refused(where, f"A conversation remembers at most {limits.memory_bytes} bytes.")


def _refused(where: str, message: str) -> Invalid:
    return Invalid(message, code=f"bad_{where}", problems=[Problem(("body", where), message)])
