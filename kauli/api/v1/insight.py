"""How a bot's endpoints are doing."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from kauli.api.dependencies import Everything, Me
from kauli.api.v1.models import FAULTS, BotNumber, Moment, Output, PageOf
from kauli.services.insight import Condition, EndpointHealth

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/bots/{bot_id}", tags=["endpoints"], responses=FAULTS)

_DONE = {"delivered": 1_237, "exhausted": 3}


class Period(Output):
    """What attempts came to in some time, by the clock's hours."""

    attempts: int = Field(examples=[1_240])
    delivered: int = Field(examples=[1_237])
    share: float | None = Field(description="Delivered of all, 0 to 1.", examples=[0.998])
    p50_ms: int | None = Field(
        description="Half of the answers came within so many milliseconds.", examples=[40]
    )
    p95_ms: int | None = Field(description="95 of 100 answers did.", examples=[180])


class Queue(Output):
    """What has still to be delivered."""

    due: int = Field(description="Could go out now.")
    later: int = Field(description="Their next attempt is not due yet.")
    behind: int = Field(description="Stand behind an earlier one of their conversation.")
    sending: int = Field(description="Are under way.")
    more: bool = Field(
        description="Whether one of the first three was counted no further, at 10000."
    )


class Health(Output):
    """How an endpoint is doing."""

    id: str
    bot_id: int
    bot_name: str
    name: str
    url: str
    kind: Literal["http", "listen"]
    active: bool
    condition: Condition
    line: str = Field(
        description="All of it in a line to read.",
        examples=["healthy: 99.8 % of 1,240 in 24 h, p95 180 ms"],
    )
    last_day: Period
    last_week: Period
    queue: Queue
    oldest_undelivered_at: Moment | None = Field(
        description="When the oldest delivery that has still to go was made."
    )
    next_attempt_at: Moment | None
    resting_until: Moment | None = Field(
        description="Until then it is left in peace, for the failures it had."
    )
    off_at: Moment | None = Field(description="When Kauli switched it off by itself.")
    off_reason: str = Field(description="`gone`: it answered 410. `failing`: for days.")
    failures: int = Field(description="In a row.")
    failing_since: Moment | None
    last_failure: str = Field(
        description="The HTTP status, or the outcome where there was no answer.",
        examples=["503", "timeout"],
    )
    last_failure_at: Moment | None
    last_success_at: Moment | None
    switch_off_at: Moment | None = Field(
        description="When it is switched off if nothing is delivered before."
    )
    warning: str = Field(description="What is said of that once it is near.")
    statuses: dict[str, int] | None = Field(
        description="With `totals`: how many deliveries there ever were, by status.",
        examples=[_DONE],
    )


Totals = Annotated[
    bool,
    Query(description="Count all deliveries by status too; slow where very many are kept."),
]


@router.get("/health", response_model=PageOf[Health])
async def of_bot(
    me: Me, services: Everything, bot_id: BotNumber, totals: Totals = False
) -> dict[str, Any]:
    """See how a bot's endpoints are doing, oldest first, all on one page."""
    return {"items": await services.insight.bot(me, bot_id, totals=totals)}


@router.get("/endpoints/{endpoint_id}/health", response_model=Health)
async def of_endpoint(
    me: Me, services: Everything, bot_id: BotNumber, endpoint_id: str, totals: Totals = False
) -> EndpointHealth:
    """See how an endpoint is doing."""
    return await services.insight.endpoint(me, bot_id, endpoint_id, totals=totals)
