"""What our own API says of deliveries, and how it is told which."""

from collections.abc import Sequence
from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import Depends, Query
from pydantic import BeforeValidator, Field

from kauli.api.ids import CHAT_ID_LONGEST, in_range
from kauli.api.v1.models import Input, Moment, Output
from kauli.kit.spans import microseconds
from kauli.services.deliveries import Wanted

__all__ = [
    "Bytes",
    "Cancelled",
    "Delivery",
    "DeliveryWithAttempts",
    "Filters",
    "Resent",
    "ToCancel",
    "ToResend",
]

Status = Literal["pending", "sending", "delivered", "failed", "exhausted", "cancelled"]

_MOST = 10_000
_SINCE = "Made then or later; UTC unless it says otherwise."
_UNTIL = "Made before then."
_TRIGGER = "Triggered by this intent or state, perhaps among others."
_CHAT = "Of the conversation with this chatter; goes with `bot_id`."


def _readable(value: object) -> object:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


Bytes = Annotated[str, BeforeValidator(_readable)]
"""Bytes as text; what is not UTF-8 in them is replaced."""


class Attempt(Output):
    """One attempt: what was sent, what came back, what that means."""

    number: int
    started_at: Moment
    duration_ms: int
    address: str = Field(description="The IP address that was called.")
    http_status: int | None
    outcome: str
    sentence: str = Field(description="What happened, in words.")
    request_headers: dict[str, str]
    response_headers: dict[str, str]
    response_body: Bytes
    response_truncated: bool


class Delivery(Output):
    """Something that must reach an endpoint."""

    id: str = Field(description="Sent as `webhook-id`; the same with every attempt.")
    bot_id: int
    endpoint_id: str
    url: str
    endpoint_name: str
    conversation_id: str
    turn_number: int
    sequence: int = Field(description="Its place among the deliveries of its conversation.")
    trigger: str = Field(description="What caused it; several with commas between.")
    status: Status = Field(description="`failed` will be tried again, `exhausted` will not.")
    attempts_made: int
    due_at: Moment | None = Field(
        description="When the next attempt is due; null when none is to come, or another delivery "
        "has to be settled before."
    )
    waits_for: str | None = Field(description="The id of that other.")
    next: str = Field(
        description="What happens next, in words.", examples=["Next attempt in 4 min 10 s."]
    )
    created_at: Moment
    finished_at: Moment | None
    outcome: str


class DeliveryWithAttempts(Delivery):
    """A delivery, the exact body that is sent, and every attempt."""

    body: Bytes | None
    attempts: list[Attempt] | None


def _filters(
    *,
    bot_id: Annotated[int | None, Query(description="Of this bot.")] = None,
    endpoint_id: Annotated[str | None, Query(description="To this endpoint.")] = None,
    conversation_id: Annotated[str | None, Query(description="Of this conversation.")] = None,
    chat_id: Annotated[str | None, Query(description=_CHAT, max_length=CHAT_ID_LONGEST)] = None,
    status: Annotated[
        list[Status] | None, Query(description="Of this status; several for one of them.")
    ] = None,
    trigger: Annotated[str | None, Query(description=_TRIGGER)] = None,
    since: Annotated[datetime | None, Query(description=_SINCE)] = None,
    until: Annotated[datetime | None, Query(description=_UNTIL)] = None,
) -> Wanted:
    return Wanted(
        bot_id=None if bot_id is None else in_range(bot_id),
        endpoint_id=endpoint_id,
        conversation_id=conversation_id,
        chat_id=chat_id,
        statuses=tuple(status or ()),
        trigger=trigger,
        since=None if since is None else microseconds(since),
        until=None if until is None else microseconds(until),
    )


Filters = Annotated[Wanted, Depends(_filters)]
"""Which deliveries, by the address."""


class _Many(Input):
    """Which deliveries, and how many of them; what is not given narrows nothing."""

    bot_id: int | None = Field(default=None, description="Of this bot.", examples=[5])
    endpoint_id: str | None = Field(default=None, description="To this endpoint.")
    conversation_id: str | None = Field(default=None, description="Of this conversation.")
    chat_id: str | None = Field(default=None, description=_CHAT, max_length=CHAT_ID_LONGEST)
    trigger: str | None = Field(default=None, description=_TRIGGER)
    since: datetime | None = Field(default=None, description=_SINCE)
    until: datetime | None = Field(default=None, description=_UNTIL)
    dry_run: bool = Field(default=False, description="Only count them.")
    limit: int = Field(default=_MOST, ge=1, le=_MOST, description="Look at so many at most.")
    cursor: str | None = Field(
        default=None, description="`next_cursor` of the answer before.", max_length=2_000
    )

    def wanted(self, statuses: Sequence[str] | None) -> Wanted:
        """Which they are, of one of these statuses."""
        given: dict[str, Any] = {
            "endpoint_id": self.endpoint_id,
            "conversation_id": self.conversation_id,
            "chat_id": self.chat_id,
            "trigger": self.trigger,
        }
        return Wanted(
            bot_id=None if self.bot_id is None else in_range(self.bot_id),
            statuses=tuple(statuses or ()),
            since=None if self.since is None else microseconds(self.since),
            until=None if self.until is None else microseconds(self.until),
            **given,
        )


class ToResend(_Many):
    """Which deliveries to send again."""

    status: list[Literal["pending", "delivered", "failed", "exhausted", "cancelled"]] | None = (
        Field(
            default=None,
            description="Of one of these; `exhausted` and `failed` if not given.",
            examples=[["exhausted"]],
        )
    )


class ToCancel(_Many):
    """Which deliveries to call off."""

    status: list[Literal["pending", "failed"]] | None = Field(
        default=None, description="Of one of these; both if not given.", examples=[["failed"]]
    )


class _Some(Output):
    more: bool = Field(description="Whether there are more than were looked at.")
    next_cursor: str | None = Field(description="Give it as `cursor` to go on with them.")


class Resent(_Some):
    """How many were sent again."""

    resent: int = Field(description="With `dry_run`: how many would be looked at.")


class Cancelled(_Some):
    """How many were called off."""

    cancelled: int = Field(description="With `dry_run`: how many would be looked at.")
