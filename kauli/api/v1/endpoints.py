"""Endpoints: where a bot's deliveries go."""

from typing import Any

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response

from kauli.api.dependencies import Everything, Me
from kauli.api.v1.models import FAULTS, BotNumber, Input, Moment, Output, PageOf
from kauli.services.endpoints import EndpointChanges, EndpointView

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/bots/{bot_id}/endpoints", tags=["endpoints"], responses=FAULTS)


class Secret(Output):
    """A signing secret as it may be listed."""

    preview: str
    created_at: Moment
    expires_at: Moment | None


class Endpoint(Output):
    """Where deliveries go."""

    id: str
    bot_id: int
    name: str
    is_default: bool = Field(description="The one that `webhook_url` of the bot stands for.")
    url: str
    active: bool
    triggers: list[str]
    has_token: bool
    secrets: list[Secret]
    created_at: Moment
    updated_at: Moment


class NewEndpointOut(Endpoint):
    """A fresh endpoint with its signing secret."""

    secret: str = Field(description="Verify deliveries with it.", examples=["whsec_…"])


class SigningSecret(Output):
    """The secret to verify deliveries with."""

    secret: str = Field(examples=["whsec_…"])


class EndpointSettings(Input):
    """What to set; what is left out stays."""

    name: str | None = None
    url: str | None = Field(None, examples=["https://shop.example/new-order"])
    active: bool | None = None
    triggers: list[str] | None = Field(
        None,
        description="Intents fire when their flow ends, states when they are entered.",
        examples=[["order_pizza"]],
    )
    token: str | None = Field(None, description="Sent along as `Authorization: Bearer …`.")


class NewEndpoint(EndpointSettings):
    """An endpoint to make."""

    url: str = Field(examples=["https://shop.example/new-order"])


@router.get("", response_model=PageOf[Endpoint])
async def list_endpoints(me: Me, services: Everything, bot_id: BotNumber) -> dict[str, Any]:
    """List a bot's endpoints, oldest first, all on one page."""
    return {"items": await services.endpoints.list(me, bot_id)}


@router.post("", response_model=NewEndpointOut, status_code=201)
async def create(
    me: Me, services: Everything, bot_id: BotNumber, new: NewEndpoint
) -> NewEndpointOut:
    """Make an endpoint; the answer has the secret that signs what is sent there."""
    changes = EndpointChanges(**new.model_dump())
    made, secret = await services.endpoints.create(me, bot_id, changes)
    shown = Endpoint.model_validate(made)
    return NewEndpointOut(**shown.model_dump(), secret=secret)


@router.get("/{endpoint_id}", response_model=Endpoint)
async def get(me: Me, services: Everything, bot_id: BotNumber, endpoint_id: str) -> EndpointView:
    """Get an endpoint."""
    return await services.endpoints.get(me, bot_id, endpoint_id)


@router.patch("/{endpoint_id}", response_model=Endpoint)
async def update(
    me: Me,
    services: Everything,
    bot_id: BotNumber,
    endpoint_id: str,
    settings: EndpointSettings,
) -> EndpointView:
    """Change an endpoint; conversations under way see it with their next message."""
    changes = EndpointChanges(**settings.model_dump())
    return await services.endpoints.update(me, bot_id, endpoint_id, changes)


@router.delete("/{endpoint_id}", status_code=204)
async def delete(me: Me, services: Everything, bot_id: BotNumber, endpoint_id: str) -> Response:
    """Delete an endpoint; what is on its way still goes out."""
    await services.endpoints.delete(me, bot_id, endpoint_id)
    return Response(status_code=204)


@router.get("/{endpoint_id}/secret", response_model=SigningSecret)
async def secret(
    me: Me, services: Everything, bot_id: BotNumber, endpoint_id: str
) -> dict[str, str]:
    """Get the newest secret that signs what is sent to an endpoint."""
    return {"secret": await services.endpoints.secret(me, bot_id, endpoint_id)}
