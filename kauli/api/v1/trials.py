"""Trials: what an endpoint would get, sent once at somebody's word and not kept."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from kauli.api.dependencies import Everything, Me
from kauli.api.v1.delivery_models import Bytes
from kauli.api.v1.models import FAULTS, BotNumber, Input, Output
from kauli.services.endpoints import Trial, TrialDraft, TrialView

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", responses=FAULTS)

_TEST = "/bots/{bot_id}/endpoints/{endpoint_id}/test"


class Preview(Output):
    """What a trial would send."""

    endpoint_id: str
    url: str
    request_headers: dict[str, str] = Field(description="Secrets are hidden.")
    request_body: Bytes


class Tried(Preview):
    """What was sent, what came back, and what a delivery's log would say of it."""

    http_status: int | None = Field(description="Null where there was no answer.")
    response_headers: dict[str, str]
    response_body: Bytes
    response_truncated: bool
    duration_ms: int
    address: str = Field(description="The IP address that was called.")
    outcome: str
    sentence: str = Field(description="What happened, in words.")


class TrialSettings(Input):
    """What to send; without anything an example of what the endpoint's first trigger sends."""

    trigger: str | None = Field(None, description="An example of what this intent or state sends.")
    delivery_id: str | None = Field(None, description="What this delivery sent, instead.")
    url: str | None = Field(
        None,
        description="Send it there instead, without the endpoint's token and headers.",
        examples=["https://debug.example/new-order"],
    )
    draft: bool = Field(
        default=False, description="Make the example of the draft, not of what is published."
    )


class Elsewhere(Input):
    """Where to send a delivery for a look at it."""

    url: str = Field(examples=["https://debug.example/new-order"])


@router.get(_TEST, response_model=Preview, tags=["endpoints"])
async def preview(
    me: Me,
    services: Everything,
    bot_id: BotNumber,
    endpoint_id: str,
    *,
    trigger: Annotated[
        str | None, Query(description="An example of what this intent or state sends.")
    ] = None,
    draft: Annotated[
        bool, Query(description="Make the example of the draft, not of what is published.")
    ] = False,
) -> TrialDraft:
    """Show the exact bytes and headers that a test would send; nothing is sent."""
    trial = Trial(endpoint_id=endpoint_id, trigger=trigger, draft=draft)
    return await services.endpoints.trials.draft(me, bot_id, trial)


@router.post(_TEST, response_model=Tried, tags=["endpoints"])
async def try_out(
    me: Me,
    services: Everything,
    bot_id: BotNumber,
    endpoint_id: str,
    what: TrialSettings | None = None,
) -> TrialView:
    """Send an example to an endpoint, now and once; it is not kept as a delivery."""
    given = (what or TrialSettings()).model_dump()
    trial = Trial(endpoint_id=endpoint_id, **given)
    return await services.endpoints.try_out(me, bot_id, trial)


@router.post("/deliveries/{delivery_id}/try", response_model=Tried, tags=["deliveries"])
async def try_elsewhere(
    me: Me, services: Everything, delivery_id: str, where: Elsewhere
) -> TrialView:
    """Send a delivery to another URL, for debugging; the delivery itself stays as it is."""
    return await services.endpoints.trials.elsewhere(me, delivery_id, where.url)
