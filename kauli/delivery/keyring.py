"""An endpoint's secrets, read once and kept ready to sign."""

from functools import lru_cache

from kauli.delivery.signing import Signer
from kauli.kit import json

__all__ = ["signer_of"]

_KEPT = 4_096


def signer_of(secrets: str, now: int) -> Signer | None:
    """The signer with the secrets that are valid now, or ``None`` where there are none.

    Args:
        secrets: JSON text, newest first: ``[{"secret": "whsec_…", "expires_at": null}]``, the
            moment in microseconds since the epoch.
        now: microseconds since the epoch.

    Raises:
        Invalid: one of them is not a secret.
    """
    valid = tuple([secret for secret, until in _read(secrets) if until is None or until > now])
    return _signer(valid) if valid else None


@lru_cache(_KEPT)
def _read(secrets: str) -> tuple[tuple[str, int | None], ...]:
    return tuple((one["secret"], one.get("expires_at")) for one in json.loads(secrets))


@lru_cache(_KEPT)
def _signer(secrets: tuple[str, ...]) -> Signer:
    return Signer(secrets)
