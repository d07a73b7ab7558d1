"""Deliveries as people see them."""

from dataclasses import dataclass

from kauli.kit import json
from kauli.services.deliveries.outlook import what_next
from kauli.storage.queries.delivery_log import LoggedAttempt, LoggedDelivery
from kauli.storage.queries.resending import WAITING

__all__ = ["STATUSES", "AttemptView", "DeliveryView", "attempt_view", "delivery_view"]

STATUSES = ("pending", "sending", "delivered", "failed", "exhausted", "cancelled")
"""``failed`` will be tried again; ``exhausted`` will not."""


@dataclass(frozen=True, slots=True)
class AttemptView:
    """One attempt: what was sent, what came back, what that means."""

    number: int
    started_at: int
    duration_ms: int
    address: str
    http_status: int | None
    outcome: str
    sentence: str
    request_headers: dict[str, str]
    response_headers: dict[str, str]
    response_body: bytes
    response_truncated: bool


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """A delivery; ``attempts`` and ``body`` are there where one was asked for by its id.

    Attributes:
        url: of the endpoint; "" where a listener comes and takes.
        endpoint_name: of the endpoint.
        due_at: when the next attempt is (or was) due; ``None`` when none is to come, or when
            another has to be settled before.
        waits_for: the id of that other.
        next: what happens next, in words.
        outcome: the last attempt's outcome, a stable code.
    """

    id: str
    bot_id: int
    endpoint_id: str
    url: str
    endpoint_name: str
    conversation_id: str
    turn_number: int
    sequence: int
    trigger: str
    status: str
    attempts_made: int
    due_at: int | None
    waits_for: str | None
    next: str
    created_at: int
    finished_at: int | None
    outcome: str
    body: bytes | None = None
    attempts: list[AttemptView] | None = None


def delivery_view(
    row: LoggedDelivery, now: int, attempts: list[LoggedAttempt] | None = None
) -> DeliveryView:
    """A delivery from its row, with its attempts where they were read.

    Args:
        row: as it is stored.
        now: microseconds since the epoch.
        attempts: first to last.
    """
    waits = row.status in WAITING
    return DeliveryView(
        id=row.id,
        bot_id=row.bot_id,
        endpoint_id=row.endpoint_id,
        url=row.url,
        endpoint_name=row.name,
        conversation_id=row.conversation_id,
        turn_number=row.turn_number,
        sequence=row.sequence,
        trigger=row.trigger,
        status=row.status,
        attempts_made=row.attempts,
        due_at=row.due_at if waits and row.waits_for is None else None,
        waits_for=row.waits_for,
        next=what_next(row, now),
        created_at=row.created_at,
        finished_at=row.finished_at,
        outcome=row.outcome,
        body=bytes(row.body) if attempts is not None else None,
        attempts=None if attempts is None else [attempt_view(one) for one in attempts],
    )


def attempt_view(row: LoggedAttempt) -> AttemptView:
    """An attempt from its row."""
    return AttemptView(
        number=row.number,
        started_at=row.started_at,
        duration_ms=row.duration_ms,
        address=row.address,
        http_status=row.http_status,
        outcome=row.outcome,
        sentence=row.sentence,
        request_headers=json.loads(row.request_headers),
        response_headers=json.loads(row.response_headers),
        response_body=bytes(row.response_body),
        response_truncated=bool(row.response_truncated),
    )
