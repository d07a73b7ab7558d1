"""What our own API says of endpoints, and is told of them."""

from typing import Any

from pydantic import Field

from kauli.api.v1.models import Input, Moment, Output
from kauli.services.endpoints import (
    CONCURRENCY,
    KINDS,
    LONGEST_OVERLAP_HOURS,
    MOST_PAUSES,
    OVERLAP_HOURS,
    RATE_LIMIT,
    SHAPES,
    TIMEOUT,
)

__all__ = [
    "Endpoint",
    "EndpointSettings",
    "EndpointWithSecret",
    "NewEndpoint",
    "Rotation",
    "SigningSecret",
]


def _within(least: int, most: int) -> dict[str, Any]:
    """Bounds for the description; they are held where the command line passes too."""
    return {"minimum": least, "maximum": most}


class Secret(Output):
    """A signing secret as it may be listed."""

    kind: str = Field(description="`symmetric` or `ed25519`.")
    preview: str
    public_key: str | None = Field(
        description="What receivers verify with, where it is ed25519.", examples=["whpk_…"]
    )
    created_at: Moment
    expires_at: Moment | None = Field(description="Set on one that was rotated out.")


class Endpoint(Output):
    """Where deliveries go."""

    id: str
    bot_id: int
    name: str
    is_default: bool = Field(description="The one that `webhook_url` of the bot stands for.")
    kind: str = Field(description="`http`: we send; `listen`: somebody comes for them.")
    url: str
    active: bool
    triggers: list[str]
    has_token: bool
    header_names: list[str] = Field(description="Its own headers; their values are not told.")
    shape: str = Field(description="Of the body: `flat` or `envelope`.")
    schedule: list[float] | None = Field(description="null for the usual pauses.")
    timeout: float | None = Field(description="Seconds; null for the server's.")
    rate_limit: int | None = Field(description="Attempts a minute, at most.")
    concurrency: int | None = Field(description="Attempts at once, at most.")
    off_at: Moment | None = Field(
        description="When Kauli switched it off; what it misses waits. `active: true` undoes it."
    )
    off_reason: str = Field(description="`gone`: it answered 410. `failing`: for days.")
    secrets: list[Secret]
    created_at: Moment
    updated_at: Moment


class EndpointWithSecret(Endpoint):
    """An endpoint with the secret that was just made for it."""

    secret: str = Field(
        description="Verify deliveries with it; shown only now. `whsec_…`, or of ed25519 the "
        "public key, `whpk_…`.",
        examples=["whsec_…"],
    )


class SigningSecret(Output):
    """The secret to verify deliveries with."""

    secret: str = Field(examples=["whsec_…"])


class EndpointSettings(Input):
    """What to set; what is left out stays.

    `null` sets `headers`, `schedule`, `timeout`, `rate_limit` and `concurrency` back to what is
    usual, and leaves anything else alone.
    """

    name: str | None = None
    url: str | None = Field(None, examples=["https://shop.example/new-order"])
    active: bool | None = Field(
        None, description="`true` also undoes that Kauli switched it off; what waits goes out."
    )
    triggers: list[str] | None = Field(
        None,
        description="Intents fire when their flow ends, states when they are entered.",
        examples=[["order_pizza"]],
    )
    token: str | None = Field(None, description="Sent along as `Authorization: Bearer …`.")
    headers: dict[str, str | None] | None = Field(
        None,
        description="Sent along too, and shown to nobody. `null` takes one away; those not named "
        "stay.",
        examples=[{"x-shop": "7"}],
    )
    shape: str | None = Field(
        None,
        description="`flat`: what was collected, and `chat_id`. `envelope`: the same as `data`, "
        "with what it is about around it.",
        json_schema_extra={"enum": [*SHAPES, None]},
    )
    schedule: list[float] | None = Field(
        None,
        description=f"The pauses between attempts: at most {MOST_PAUSES}, each of 1 second to 7 "
        "days, in seconds. Empty: one attempt.",
        examples=[[5, 300, 1_800]],
    )
    timeout: float | None = Field(None, description="Seconds.", json_schema_extra=_within(*TIMEOUT))
    rate_limit: int | None = Field(
        None, description="Attempts a minute, at most.", json_schema_extra=_within(*RATE_LIMIT)
    )
    concurrency: int | None = Field(
        None, description="Attempts at once, at most.", json_schema_extra=_within(*CONCURRENCY)
    )


class NewEndpoint(EndpointSettings):
    """An endpoint to make."""

    url: str = Field(examples=["https://shop.example/new-order"])
    is_default: bool = Field(
        default=False,
        description="Make it the one that `webhook_url` of the bot stands for, if there is none.",
    )
    secret_kind: str | None = Field(
        None,
        description="`symmetric` (if not given) or `ed25519`.",
        json_schema_extra={"enum": [*KINDS, None]},
    )
    secret: str | None = Field(
        None, description="One of your own, instead of a fresh one.", examples=["whsec_…"]
    )


class Rotation(Input):
    """How to replace a secret."""

    kind: str | None = Field(
        None,
        description="`symmetric` or `ed25519`; that of the old one if not given.",
        json_schema_extra={"enum": [*KINDS, None]},
    )
    secret: str | None = Field(
        None, description="One of your own, instead of a fresh one.", examples=["whsec_…"]
    )
    overlap_hours: float = Field(
        OVERLAP_HOURS,
        description="How long the old ones go on signing at most; 0 ends them at once.",
        json_schema_extra=_within(0, LONGEST_OVERLAP_HOURS),
    )
