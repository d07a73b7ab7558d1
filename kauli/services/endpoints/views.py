"""Endpoints as people see and change them."""

from dataclasses import dataclass

from kauli.kit import json
from kauli.kit.tokens import preview
from kauli.storage.queries.endpoints import Endpoint

__all__ = ["EndpointChanges", "EndpointView", "SecretView", "view"]


@dataclass(frozen=True, slots=True)
class SecretView:
    """A signing secret as it may be listed; ``expires_at`` is set on one that was rotated out."""

    preview: str
    created_at: int
    expires_at: int | None


@dataclass(frozen=True, slots=True)
class EndpointView:
    """An endpoint, without what is secret."""

    id: str
    bot_id: int
    name: str
    is_default: bool
    url: str
    active: bool
    triggers: list[str]
    has_token: bool
    secrets: list[SecretView]
    created_at: int
    updated_at: int


@dataclass(frozen=True, slots=True)
class EndpointChanges:
    """What to set; ``None`` leaves alone.

    Attributes:
        url: where to POST; ``http`` or ``https``.
        triggers: intents (fire at the end of their flow) and states (fire when entered).
        token: sent as ``Authorization: Bearer …``; ``""`` for none.
    """

    name: str | None = None
    url: str | None = None
    active: bool | None = None
    triggers: list[str] | None = None
    token: str | None = None


def view(endpoint: Endpoint) -> EndpointView:
    """An endpoint as people see it."""
    return EndpointView(
        id=endpoint.id,
        bot_id=endpoint.bot_id,
        name=endpoint.name,
        is_default=bool(endpoint.is_default),
        url=endpoint.url,
        active=bool(endpoint.active),
        triggers=json.loads(endpoint.triggers),
        has_token=bool(endpoint.token),
        secrets=[
            SecretView(preview(item["secret"]), item["created_at"], item["expires_at"])
            for item in json.loads(endpoint.secrets)
        ],
        created_at=endpoint.created_at,
        updated_at=endpoint.updated_at,
    )
