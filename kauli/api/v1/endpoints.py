"""Endpoints: where a bot's deliveries go."""

from typing import Any

from fastapi import APIRouter
from starlette.responses import Response

from kauli.api.dependencies import Everything, Me
from kauli.api.v1.endpoint_models import (
    Endpoint,
    EndpointSettings,
    EndpointWithSecret,
    NewEndpoint,
    Rotation,
    SigningSecret,
)
from kauli.api.v1.models import FAULTS, BotNumber, PageOf
from kauli.services.endpoints import CLEAR, EndpointChanges, EndpointView, Wish

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/bots/{bot_id}/endpoints", tags=["endpoints"], responses=FAULTS)

_CLEARABLE = {"headers", "schedule", "timeout", "rate_limit", "concurrency"}


@router.get("", response_model=PageOf[Endpoint])
async def list_endpoints(me: Me, services: Everything, bot_id: BotNumber) -> dict[str, Any]:
    """List a bot's endpoints, oldest first, all on one page."""
    return {"items": await services.endpoints.list(me, bot_id)}


@router.post("", response_model=EndpointWithSecret, status_code=201)
async def create(
    me: Me, services: Everything, bot_id: BotNumber, new: NewEndpoint
) -> EndpointWithSecret:
    """Make an endpoint; the answer has the secret that signs what is sent there."""
    wish = Wish(new.secret_kind, new.secret)
    made = await services.endpoints.create(
        me, bot_id, _changes(new), wish, is_default=new.is_default
    )
    return _with_secret(*made)


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
    return await services.endpoints.update(me, bot_id, endpoint_id, _changes(settings))


@router.delete("/{endpoint_id}", status_code=204)
async def delete(me: Me, services: Everything, bot_id: BotNumber, endpoint_id: str) -> Response:
    """Delete an endpoint; what was still to be sent there is cancelled."""
    await services.endpoints.delete(me, bot_id, endpoint_id)
    return Response(status_code=204)


@router.get("/{endpoint_id}/secret", response_model=SigningSecret)
async def secret(
    me: Me, services: Everything, bot_id: BotNumber, endpoint_id: str
) -> dict[str, str]:
    """Get the secret to verify with, as long as nobody has seen it; a public key always."""
    return {"secret": await services.endpoints.reveal(me, bot_id, endpoint_id)}


@router.post("/{endpoint_id}/rotate", response_model=EndpointWithSecret)
async def rotate(
    me: Me,
    services: Everything,
    bot_id: BotNumber,
    endpoint_id: str,
    rotation: Rotation | None = None,
) -> EndpointWithSecret:
    """Let a new secret sign, which is in the answer; the old ones go on for a while."""
    rotation = rotation or Rotation()
    done = await services.endpoints.rotate(
        me,
        bot_id,
        endpoint_id,
        Wish(rotation.kind, rotation.secret),
        overlap_hours=rotation.overlap_hours,
    )
    return _with_secret(*done)


def _changes(settings: EndpointSettings) -> EndpointChanges:
    """What was given; ``null`` clears what can be cleared."""
    given = settings.model_dump(exclude_unset=True, exclude={"is_default", "secret_kind", "secret"})
    cleared = {name: CLEAR for name in _CLEARABLE & given.keys() if given[name] is None}
    return EndpointChanges(**(given | cleared))


def _with_secret(endpoint: EndpointView, secret: str) -> EndpointWithSecret:
    shown = Endpoint.model_validate(endpoint)
    return EndpointWithSecret(**shown.model_dump(), secret=secret)
