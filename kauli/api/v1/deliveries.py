"""Deliveries: what was sent, what was answered, what is still to go."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BeforeValidator, Field

from kauli.api.dependencies import Everything, Me
from kauli.api.ids import in_range
from kauli.api.v1.models import FAULTS, Moment, Output, PageOf, Window
from kauli.kit.pages import Page
from kauli.services.deliveries import DeliveryView

__all__ = ["Bytes", "router"]

router = APIRouter(prefix="/api/v1/deliveries", tags=["deliveries"], responses=FAULTS)

Status = Literal["pending", "sending", "delivered", "failed", "exhausted", "cancelled"]


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
    conversation_id: str
    turn_number: int
    sequence: int = Field(description="Its place among the deliveries of its conversation.")
    trigger: str = Field(description="What caused it; several with commas between.")
    status: Status = Field(description="`failed` will be tried again, `exhausted` will not.")
    attempts_made: int
    due_at: Moment = Field(description="When the next attempt is due, if there is one to come.")
    created_at: Moment
    finished_at: Moment | None
    outcome: str


class DeliveryWithAttempts(Delivery):
    """A delivery, the exact body that is sent, and every attempt."""

    body: Bytes | None
    attempts: list[Attempt] | None


@router.get("", response_model=PageOf[Delivery])
async def list_deliveries(
    me: Me,
    services: Everything,
    window: Window,
    bot_id: Annotated[int | None, Query(description="Of this bot only.")] = None,
    status: Annotated[Status | None, Query(description="Of this status only.")] = None,
) -> Page[DeliveryView]:
    """List deliveries, newest first."""
    bot = None if bot_id is None else in_range(bot_id)
    return await services.deliveries.page(
        me, bot_id=bot, status=status, cursor=window.cursor, limit=window.limit
    )


@router.get("/{delivery_id}", response_model=DeliveryWithAttempts)
async def get(me: Me, services: Everything, delivery_id: str) -> DeliveryView:
    """Get a delivery with its attempts."""
    return await services.deliveries.get(me, delivery_id)


@router.post("/{delivery_id}/resend", response_model=DeliveryWithAttempts)
async def resend(me: Me, services: Everything, delivery_id: str) -> DeliveryView:
    """Send a delivery again now, under the same id."""
    return await services.deliveries.resend(me, delivery_id)
