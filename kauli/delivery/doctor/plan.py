"""How the doctor's requests are made: ordinary deliveries, each with one thing different. Pure."""

import json as standard_json
import secrets as chance
from base64 import b64encode
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import msgspec

from kauli.delivery.request import Job, Request, as_test, build
from kauli.delivery.signing import SIGNING, new_secret
from kauli.kit import json
from kauli.kit.clock import SECOND
from kauli.kit.errors import Invalid

__all__ = ["LARGE", "STALE_SECONDS", "Plan", "Shot", "a_secret_like", "make_request", "stored"]

STALE_SECONDS = 600
"""How far off the timestamp of the stale delivery is, and of the one from the future: twice what
receivers let pass."""

LARGE = 1024 * 1024 - 1
"""Bytes of the large body: a hair under the limit that many servers come with, since some refuse
what reaches it exactly."""

_TEXTS = 16
_WORDS = "Habari ya leo? Tungependa kuagiza chakula cha watu wengi. "


class Shot(NamedTuple):
    """One request of a probe; as it stands, an ordinary delivery.

    Attributes:
        age: seconds that its timestamp lies back; below zero, ahead.
        signed: with our secret, with another one, or not at all.
        body: ``tampered`` is changed after signing, ``rewritten`` the same JSON in other bytes,
            ``large`` padded to ``LARGE``.
        again: under the ``webhook-id`` of the probe's first request.
        sequence: what goes out as ``kauli-sequence``.
        dripped: the body comes in drops.
    """

    age: int = 0
    signed: Literal["ours", "other", "not"] = "ours"
    body: Literal["plain", "tampered", "rewritten", "large"] = "plain"
    again: bool = False
    sequence: int = 1
    dripped: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """What to examine, and with what.

    Attributes:
        url: of the receiver.
        secrets: that it verifies with, as an endpoint stores them (see ``kauli.delivery.keyring``).
        other: a secret of the same kind that it does not know.
        body: of an ordinary delivery, a JSON object.
        token: its query token, or "".
        headers: of the endpoint's own, JSON text.
        event: what the deliveries say triggered them.
        bot: what they say they are of.
        timeout: seconds for each request, beside the time that its body drips.
        quick_ms: how long a receiver may take before its slowness is a doubt.
        drip_seconds: how long the slow body takes to come.
        drops: how many pieces it comes in.
    """

    url: str
    secrets: str
    other: str
    body: bytes
    token: str = ""
    headers: str = "{}"
    event: str = "test"
    bot: int = 0
    timeout: float = 15.0
    quick_ms: int = 1_000
    drip_seconds: float = 3.0
    drops: int = 6

    def __post_init__(self) -> None:
        if not isinstance(json.parse_body(self.body), dict):
            raise Invalid("The body of a delivery is a JSON object.", code="bad_body")


def make_request(plan: Plan, shot: Shot, message_id: str, conversation: str, now: int) -> Request:
    """Put a request together.

    Args:
        plan: of the examination.
        shot: what is particular about this request.
        message_id: what goes out as ``webhook-id``.
        conversation: what goes out as ``kauli-conversation``.
        now: microseconds since the epoch.

    Raises:
        Invalid: a secret is not one.
    """
    body = _body(plan, shot.body)
    secrets = plan.secrets if shot.signed != "other" else stored(plan.other)
    signed = build(
        Job(
            id=message_id,
            body=plan.body if shot.body == "tampered" else body,
            url=plan.url,
            token=plan.token,
            headers=plan.headers,
            secrets=secrets,
            event=plan.event,
            sequence=shot.sequence,
            conversation=conversation,
            bot=plan.bot,
            attempt=1,
        ),
        now - shot.age * SECOND,
    )
    headers = dict(signed.headers)
    if shot.signed == "not":
        del headers["webhook-signature"]
    return as_test(msgspec.structs.replace(signed, headers=headers, body=body))


def a_secret_like(secret: str) -> str:
    """A fresh secret of the same kind, which nobody knows."""
    if secret.startswith(SIGNING):
        return SIGNING + b64encode(chance.token_bytes(32)).decode()
    return new_secret()


def stored(secret: str) -> str:
    """A secret as an endpoint keeps it."""
    return json.dumps([{"secret": secret, "expires_at": None}]).decode()


def _body(plan: Plan, kind: str) -> bytes:
    fields: dict[str, Any] = json.loads(plan.body)
    match kind:
        case "tampered":
            return json.dumps({**fields, "tampered": "after it was signed"})
        case "rewritten":
            return _rewritten(plan.body, fields)
        case "large":
            return _large(plan.body, fields)
    return plan.body


def _rewritten(body: bytes, fields: dict[str, Any]) -> bytes:
    """The same JSON in other bytes: as Python's own library writes it, or else compact."""
    # What parses a body and writes it again before verifying accepts just one of the two.
    spaced = standard_json.dumps(fields).encode()
    return spaced if spaced != body else json.dumps(fields)


def _large(body: bytes, fields: dict[str, Any]) -> bytes:
    """A flat body with long texts, ``LARGE`` bytes of it; what is larger anyway stays as it is."""
    names = [f"long_text_{number}" for number in range(1, _TEXTS + 1)]
    empty = json.dumps({**fields, **dict.fromkeys(names, "")})
    missing = LARGE - len(empty)
    if missing <= 0:
        return body
    each, rest = divmod(missing, _TEXTS)
    text = _WORDS * (each // len(_WORDS) + 2)
    texts = {name: text[: each + (rest if name == names[-1] else 0)] for name in names}
    return json.dumps({**fields, **texts})
