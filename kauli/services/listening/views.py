"""What a listener is told, and what it tells."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

__all__ = ["Forward", "Listener", "Report", "Seat", "TriggersFrom", "Verdict", "Wish"]

TriggersFrom = Literal["wish", "webhook", "intents"]


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to listen to.

    Attributes:
        name: of the listener; the same name finds the same one again, with what waits there.
        triggers: intents and states; ``None`` for those of the bot's webhook, and where it has
            none for all intents.
        timeout: seconds that the receiver may take; ``None`` for what the webhook allows.
    """

    name: str
    triggers: list[str] | None = None
    timeout: float | None = None


@dataclass(frozen=True, slots=True)
class Listener:
    """A listener, just opened.

    Attributes:
        session: proves in what follows that it is this opening's, until somebody opens it anew.
        triggers_from: the wish, the bot's webhook, or all its intents.
        unknown_triggers: those of the wish that nothing in the flow is called.
        timeout: seconds that the receiver may take.
        waiting: deliveries that were there before.
    """

    endpoint_id: str
    session: str
    bot_id: int
    bot_name: str
    name: str
    triggers: list[str]
    triggers_from: TriggersFrom
    unknown_triggers: list[str]
    timeout: float
    waiting: int


@dataclass(frozen=True, slots=True)
class Seat:
    """Which listener, and by which right."""

    bot_id: int
    endpoint_id: str
    session: str


@dataclass(frozen=True, slots=True)
class Forward:
    """A delivery to post now, exactly as it is.

    Attributes:
        claim_id: under which it is held until there is an answer.
        attempt: which this is, from 1.
        signed_at: microseconds since the epoch.
        headers: signed, the endpoint's token and own headers among them.
        body: UTF-8; these bytes are what was signed.
        timeout: seconds that the receiver may take.
    """

    delivery_id: str
    claim_id: str
    trigger: str
    conversation_id: str
    sequence: int
    attempt: int
    signed_at: int
    headers: Mapping[str, str]
    body: bytes
    timeout: float


@dataclass(frozen=True, slots=True)
class Report:
    """What a receiver made of a delivery.

    Attributes:
        claim_id: of the ``Forward``; so ``attempt`` and ``signed_at``.
        duration_ms: from the call to the end of the answer.
        status: of HTTP; ``None`` where there was no answer.
        failure: why there was none, one of ``kauli.delivery.CODES``.
        sentence: the same in words.
        headers: of the answer, names in lower case, secrets hidden.
        body: of the answer, to the cap.
        truncated: the answer had more.
    """

    delivery_id: str
    claim_id: str
    attempt: int
    signed_at: int
    duration_ms: int
    status: int | None = None
    failure: str = ""
    sentence: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    truncated: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a delivery by an answer.

    Attributes:
        status: of the delivery: ``delivered``, ``failed`` (it will be tried again), ``exhausted``,
            or what it was already when the answer came too late to count.
        outcome: a stable code.
        sentence: what happened, for a person.
        due_at: of the next attempt, in microseconds since the epoch, if there is one to come.
        counted: whether this answer settled it.
    """

    status: str
    outcome: str
    sentence: str
    due_at: int | None
    counted: bool
