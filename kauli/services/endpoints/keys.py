"""The secrets of an endpoint, from the first to the last rotation: pure but for their making.

An endpoint keeps them as JSON text, the newest first; those that are rotated out go on signing
until they expire, so that a receiver has time to take over the new one.
"""

from dataclasses import dataclass
from typing import Literal

import msgspec

from kauli.delivery.signing import SIGNING, Signer, new_secret, new_signing_key, public_key
from kauli.kit import json
from kauli.kit.clock import HOUR
from kauli.kit.errors import Conflict, Invalid

__all__ = [
    "KINDS",
    "LONGEST_OVERLAP_HOURS",
    "MOST_SECRETS",
    "OVERLAP_HOURS",
    "USUAL",
    "Key",
    "Kind",
    "Wish",
    "check_kind",
    "fresh",
    "kind_of",
    "mark_shown",
    "read_keys",
    "rotated",
    "seen_by_receiver",
    "write_keys",
]

Kind = Literal["symmetric", "ed25519"]

KINDS: tuple[Kind, Kind] = ("symmetric", "ed25519")
"""``symmetric``: both sides know the secret. ``ed25519``: the receiver's half can't sign."""

OVERLAP_HOURS = 24
"""How long a secret goes on signing after it was rotated out, unless told otherwise."""

LONGEST_OVERLAP_HOURS = 168

MOST_SECRETS = 5
"""How many may sign at once: each makes the header of every delivery longer."""

_LONGEST = 200


class Key(msgspec.Struct, frozen=True):
    """A secret as it is kept; moments are microseconds since the epoch.

    Attributes:
        secret: ``whsec_…`` or ``whsk_…``.
        expires_at: when it stops signing, once it is rotated out.
        shown_at: when it was shown to somebody, if it was.
    """

    secret: str
    created_at: int = 0
    expires_at: int | None = None
    shown_at: int | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """What a new secret should be.

    Attributes:
        kind: ``symmetric`` or ``ed25519``; ``None`` for that of the secret it replaces.
        secret: one of somebody's own; ``None`` for a fresh one.
    """

    kind: str | None = None
    secret: str | None = None


USUAL = Wish()
"""A fresh secret, of the kind that it replaces."""

_keys = msgspec.json.Decoder(list[Key])


def read_keys(secrets: str) -> list[Key]:
    """An endpoint's secrets, newest first, from the JSON text that is kept."""
    return _keys.decode(secrets)


def write_keys(keys: list[Key]) -> str:
    """The JSON text to keep."""
    return json.dumps(keys).decode()


def check_kind(kind: str | None) -> None:
    """Refuse what is no kind of secret.

    Raises:
        Invalid: it is none.
    """
    if kind not in (None, *KINDS):
        raise Invalid(f"A secret is {' or '.join(KINDS)}.", code="bad_kind")


def fresh(wish: Wish, usual: Kind = "symmetric") -> str:
    """A secret as it is wished for, of the ``usual`` kind where none is named.

    Raises:
        Invalid: what was brought along is not a secret, or not of that kind.
    """
    if wish.secret is None:
        return new_signing_key() if (wish.kind or usual) == "ed25519" else new_secret()
    secret = wish.secret.strip()
    if len(secret) > _LONGEST:
        raise Invalid("That is too long for a secret.", code="bad_secret")
    Signer([secret])
    if wish.kind not in (None, kind_of(secret)):
        raise Invalid(f"That secret is {kind_of(secret)}, not {wish.kind}.", code="bad_secret")
    return secret


def kind_of(secret: str) -> Kind:
    """Which kind a secret is of."""
    return "ed25519" if secret.startswith(SIGNING) else "symmetric"


def seen_by_receiver(secret: str) -> str:
    """What a receiver verifies with: the secret, or of ed25519 the public half (``whpk_…``)."""
    return public_key(secret) if kind_of(secret) == "ed25519" else secret


def rotated(keys: list[Key], secret: str, now: int, overlap_hours: float) -> list[Key]:
    """The secrets with a new one in front, which counts as shown.

    Args:
        keys: as they are; those that have expired are dropped.
        secret: the new one; if it is one of ``keys``, it comes back to the front.
        now: microseconds since the epoch.
        overlap_hours: how long the others go on signing at most; 0 ends them all now.

    Raises:
        Invalid: the overlap is out of its bounds.
        Conflict: too many would sign at once.
    """
    if not 0 <= overlap_hours <= LONGEST_OVERLAP_HOURS:
        raise Invalid(
            f"The old secret may go on for 0 to {LONGEST_OVERLAP_HOURS} hours.",
            code="bad_overlap_hours",
        )
    end = now + round(overlap_hours * HOUR)
    ending = [
        msgspec.structs.replace(key, expires_at=min(end, key.expires_at or end))
        for key in keys
        if key.secret != secret
    ]
    kept = [key for key in ending if key.expires_at is not None and key.expires_at > now]
    if len(kept) >= MOST_SECRETS:
        raise Conflict(
            f"{MOST_SECRETS} secrets sign already. Wait until one has expired, or rotate with an "
            "overlap of 0 hours, which ends them all.",
            code="too_many_secrets",
        )
    return [Key(secret, now, shown_at=now), *kept]


def mark_shown(keys: list[Key], now: int) -> list[Key]:
    """The secrets, the newest one marked as shown.

    Raises:
        Conflict: it was shown before.
    """
    newest, *others = keys
    if newest.shown_at is not None:
        raise Conflict(
            "This secret was shown before and is not shown again. Rotating gives a new one, and "
            f"the old goes on signing for {OVERLAP_HOURS} hours meanwhile.",
            code="secret_shown",
        )
    return [msgspec.structs.replace(newest, shown_at=now), *others]
