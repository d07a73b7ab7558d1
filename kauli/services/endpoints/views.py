"""Endpoints as people see and change them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from kauli.kit import json
from kauli.kit.tokens import preview
from kauli.services.endpoints.headers import header_names
from kauli.services.endpoints.keys import Key, Kind, kind_of, read_keys, seen_by_receiver
from kauli.storage.queries.endpoints import Endpoint

__all__ = ["CLEAR", "Clear", "EndpointChanges", "EndpointView", "SecretView", "view"]


class Clear(Enum):
    """The type of ``CLEAR``."""

    CLEAR = "clear"


CLEAR = Clear.CLEAR
"""Sets a setting back to what is usual, where ``None`` leaves it alone."""


@dataclass(frozen=True, slots=True)
class SecretView:
    """A signing secret as it may be listed.

    Attributes:
        kind: ``symmetric`` or ``ed25519``.
        preview: enough to tell it from others.
        public_key: ``whpk_…``, what receivers verify with; only ed25519 has one.
        expires_at: set on one that was rotated out.
    """

    kind: Kind
    preview: str
    public_key: str | None
    created_at: int
    expires_at: int | None


@dataclass(frozen=True, slots=True)
class EndpointView:
    """An endpoint, without what is secret; see ``EndpointChanges`` for its settings.

    Attributes:
        kind: ``http`` (deliveries are sent to ``url``) or ``listen`` (somebody comes for them).
        header_names: of its own headers; their values are not told.
        schedule: ``None`` for the usual pauses.
        timeout: ``None`` for the server's.
        off_at: when Kauli itself switched it off, if it did.
        off_reason: ``gone`` (it answered 410) or ``failing`` (for days); "" if it is not off.
        secrets: that sign, the newest first.
    """

    id: str
    bot_id: int
    name: str
    is_default: bool
    kind: str
    url: str
    active: bool
    triggers: list[str]
    has_token: bool
    header_names: list[str]
    shape: str
    schedule: list[float] | None
    timeout: float | None
    rate_limit: int | None
    concurrency: int | None
    off_at: int | None
    off_reason: str
    secrets: list[SecretView]
    created_at: int
    updated_at: int


@dataclass(frozen=True, slots=True)
class EndpointChanges:
    """What to set; ``None`` leaves alone, ``CLEAR`` sets back to what is usual.

    Attributes:
        url: where to POST; ``http`` or ``https``.
        active: ``True`` also undoes that Kauli switched it off.
        triggers: intents (fire at the end of their flow) and states (fire when entered).
        token: sent as ``Authorization: Bearer …``; ``""`` for none.
        headers: of its own, by name; ``None`` takes one away, those not named stay.
        shape: of the body: ``flat`` or ``envelope``.
        schedule: the pauses between attempts, in seconds; empty for a single attempt.
        timeout: seconds for an attempt.
        rate_limit: attempts a minute, at most.
        concurrency: attempts at once, at most.
    """

    name: str | None = None
    url: str | None = None
    active: bool | None = None
    triggers: Sequence[str] | None = None
    token: str | None = None
    headers: Mapping[str, str | None] | Clear | None = None
    shape: str | None = None
    schedule: Sequence[float] | Clear | None = None
    timeout: float | Clear | None = None
    rate_limit: int | Clear | None = None
    concurrency: int | Clear | None = None


def view(endpoint: Endpoint, now: int) -> EndpointView:
    """An endpoint as people see it; ``now`` is in microseconds since the epoch."""
    return EndpointView(
        id=endpoint.id,
        bot_id=endpoint.bot_id,
        name=endpoint.name,
        is_default=bool(endpoint.is_default),
        kind=endpoint.kind,
        url=endpoint.url,
        active=bool(endpoint.active),
        triggers=json.loads(endpoint.triggers),
        has_token=bool(endpoint.token),
        header_names=header_names(endpoint.headers),
        shape=endpoint.shape,
        schedule=json.loads(endpoint.schedule) if endpoint.schedule else None,
        timeout=None if endpoint.timeout_ms is None else endpoint.timeout_ms / 1_000,
        rate_limit=endpoint.rate_limit,
        concurrency=endpoint.concurrency,
        off_at=endpoint.off_at,
        off_reason=endpoint.off_reason,
        secrets=[
            _secret(key)
            for key in read_keys(endpoint.secrets)
            if key.expires_at is None or key.expires_at > now
        ],
        created_at=endpoint.created_at,
        updated_at=endpoint.updated_at,
    )


def _secret(key: Key) -> SecretView:
    kind, seen = kind_of(key.secret), seen_by_receiver(key.secret)
    return SecretView(
        kind=kind,
        preview=preview(seen),
        public_key=seen if kind == "ed25519" else None,
        created_at=key.created_at,
        expires_at=key.expires_at,
    )
