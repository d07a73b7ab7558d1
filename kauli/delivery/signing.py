"""Signatures that receivers verify with any Standard Webhooks library.

What is signed is ``id.timestamp.body`` over the exact bytes sent. ``v1`` is HMAC-SHA256 with a
shared secret, ``v1a`` is ed25519, where the receiver holds only the public key. Several secrets
sign side by side while one replaces the other.

Source: the Standard Webhooks specification (signature scheme, secret serialization).
"""

import hmac
import secrets as chance
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from kauli.kit.errors import Invalid

__all__ = [
    "PUBLIC",
    "SECRET",
    "SIGNING",
    "TOLERANCE_SECONDS",
    "Signer",
    "Unverified",
    "new_secret",
    "new_signing_key",
    "public_key",
    "sign",
    "verify",
]

SECRET = "whsec_"  # noqa: S105 - the prefix of secrets, not one
SIGNING = "whsk_"
PUBLIC = "whpk_"
TOLERANCE_SECONDS = 300
"""How far a receiver lets the timestamp be from its own clock."""

_SECRET_BYTES = 32
_ALLOWED_BYTES = range(24, 65)
_KEPT = 4_096
_SHA256_BLOCK = 64
_INNER = bytes(byte ^ 0x36 for byte in range(256))
_OUTER = bytes(byte ^ 0x5C for byte in range(256))


class Unverified(Exception):
    """A delivery is not what it says, or not of now; the text says which."""


class Signer:
    """Signs with one or several secrets, decoded once.

    Args:
        secrets: ``whsec_…`` or ``whsk_…``, the newest first.

    Raises:
        Invalid: one of them is not a secret, or there is none.
    """

    __slots__ = ("_signatures",)

    def __init__(self, secrets: Iterable[str]) -> None:
        self._signatures = [_signature(secret) for secret in secrets]
        if not self._signatures:
            raise Invalid("There is no secret to sign with.", code="no_secret")

    def sign(self, message_id: str, timestamp: int, body: bytes) -> str:
        """The value of ``webhook-signature``.

        Args:
            message_id: what goes out as ``webhook-id``.
            timestamp: seconds since the epoch, what goes out as ``webhook-timestamp``.
            body: the exact bytes sent.
        """
        content = b"%b.%d.%b" % (message_id.encode(), timestamp, body)
        if len(self._signatures) == 1:
            return self._signatures[0](content)
        return " ".join([signature(content) for signature in self._signatures])


def new_secret() -> str:
    """A fresh shared secret: ``whsec_`` and 32 random bytes in base64."""
    return SECRET + b64encode(chance.token_bytes(_SECRET_BYTES)).decode()


def new_signing_key() -> str:
    """A fresh ed25519 key pair: ``whsk_`` and seed and public key in base64."""
    key = Ed25519PrivateKey.generate()
    return (
        SIGNING + b64encode(key.private_bytes_raw() + key.public_key().public_bytes_raw()).decode()
    )


def public_key(signing_key: str) -> str:
    """The ``whpk_…`` that receivers of a ``whsk_…`` verify with.

    Raises:
        Invalid: it is not a signing key.
    """
    return PUBLIC + b64encode(_private_key(signing_key).public_key().public_bytes_raw()).decode()


def sign(secrets: Iterable[str], message_id: str, timestamp: int, body: bytes) -> str:
    """``Signer(secrets).sign(…)``, for a single signature."""
    return Signer(secrets).sign(message_id, timestamp, body)


def verify(
    secrets: Iterable[str],
    headers: Mapping[str, str],
    body: bytes,
    *,
    now: int,
    tolerance: int = TOLERANCE_SECONDS,
) -> None:
    """Check a delivery as its receiver does.

    Args:
        secrets: ``whsec_…`` or ``whpk_…``; one that fits is enough.
        headers: of the request, in whatever case.
        body: the exact bytes received.
        now: seconds since the epoch.
        tolerance: seconds that the timestamp may be off, either way.

    Raises:
        Unverified: the delivery must not be trusted.
        Invalid: a secret is none.
    """
    given = {name.lower(): value for name, value in headers.items()}
    try:
        message_id, signatures = given["webhook-id"], given["webhook-signature"].split()
        timestamp = int(given["webhook-timestamp"])
    except (KeyError, ValueError):
        raise Unverified("A webhook header is missing or can't be read.") from None
    if abs(now - timestamp) > tolerance:
        raise Unverified("The timestamp is too far from now.")
    content = b"%b.%d.%b" % (message_id.encode(), timestamp, body)
    checks = [_check(secret) for secret in secrets]
    if not any(check(content, signature) for check in checks for signature in signatures):
        raise Unverified("No signature fits.")


@lru_cache(_KEPT)
def _signature(secret: str) -> Callable[[bytes], str]:
    """The function that signs with this secret."""
    if secret.startswith(SIGNING):
        sign_bytes = _private_key(secret).sign
        return lambda content: f"v1a,{b64encode(sign_bytes(content)).decode()}"
    return _hmac(_shared_key(secret))


def _hmac(key: bytes) -> Callable[[bytes], str]:
    """HMAC-SHA256 (RFC 2104) with the key's two blocks hashed in advance: a third of the time."""
    padded = key.ljust(_SHA256_BLOCK, b"\0")
    inner, outer = sha256(padded.translate(_INNER)), sha256(padded.translate(_OUTER))

    def signature(content: bytes) -> str:
        first, second = inner.copy(), outer.copy()
        first.update(content)
        second.update(first.digest())
        return f"v1,{b64encode(second.digest()).decode()}"

    return signature


def _check(secret: str) -> Callable[[bytes, str], bool]:
    """The function that says whether a signature is by the holder of this secret."""
    if not secret.startswith(PUBLIC):
        signature = _signature(secret)
        return lambda content, given: hmac.compare_digest(
            signature(content).encode(), given.encode()
        )
    try:
        key = Ed25519PublicKey.from_public_bytes(_decode(secret, PUBLIC))
    except ValueError:
        raise Invalid("That is not a public key (whpk_…).", code="bad_secret") from None

    def check(content: bytes, given: str) -> bool:
        version, _, signature = given.partition(",")
        try:
            key.verify(b64decode(signature, validate=True), content)
        except (InvalidSignature, Base64Error, ValueError):
            return False
        return version == "v1a"

    return check


def _shared_key(secret: str) -> bytes:
    key = _decode(secret, SECRET)
    if len(key) not in _ALLOWED_BYTES:
        raise Invalid("A signing secret is whsec_ and 24 to 64 bytes in base64.", code="bad_secret")
    return key


def _private_key(secret: str) -> Ed25519PrivateKey:
    raw = _decode(secret, SIGNING)
    try:
        key = Ed25519PrivateKey.from_private_bytes(raw[:32])
    except ValueError:
        key = None
    if key is None or raw[32:] not in (b"", key.public_key().public_bytes_raw()):
        raise Invalid("That is not a signing key (whsk_…).", code="bad_secret")
    return key


def _decode(secret: str, prefix: str) -> bytes:
    """The bytes behind the prefix; padding may be missing."""
    text = secret.removeprefix(prefix).rstrip("=")
    try:
        decoded = b64decode(text + "=" * (-len(text) % 4), validate=True)
    except ValueError:
        decoded = b""
    if not decoded or not secret.startswith(prefix):
        raise Invalid(f"A secret begins with {prefix} and goes on in base64.", code="bad_secret")
    return decoded
