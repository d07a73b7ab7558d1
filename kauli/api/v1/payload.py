"""What a bot's webhooks carry, derived from its flow."""

from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import Field

from kauli.api.dependencies import Everything, Me
from kauli.api.v1.models import FAULTS, BotNumber, Output, PageOf
from kauli.flow.payload import Shape
from kauli.services.bots import PayloadView

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/bots/{bot_id}", tags=["endpoints"], responses=FAULTS)


class PayloadOut(Output):
    """What the deliveries of a trigger carry."""

    trigger: str = Field(examples=["order_pizza"])
    shape: str = Field(description="Of the body: `flat` or `envelope`.", examples=["flat"])
    json_schema: dict[str, Any] = Field(
        validation_alias="schema",
        serialization_alias="schema",
        description="The JSON Schema (2020-12) of the body.",
    )
    example: dict[str, Any] = Field(description="A body that fits it.")


@router.get("/payload", response_model=PageOf[PayloadOut])
async def payload(
    me: Me,
    services: Everything,
    bot_id: BotNumber,
    *,
    trigger: Annotated[
        str | None, Query(description="An intent or a state; all of the endpoints' if not given.")
    ] = None,
    shape: Annotated[
        Shape | None, Query(description="Of the body; the endpoints' own if not given.")
    ] = None,
    draft: Annotated[
        bool, Query(description="Of the draft instead of the published version.")
    ] = False,
) -> dict[str, Sequence[PayloadView]]:
    """Get what a bot's webhooks carry: a JSON Schema and an example by trigger, on one page."""
    found = await services.bots.payloads(me, bot_id, trigger=trigger, shape=shape, draft=draft)
    return {"items": found}
