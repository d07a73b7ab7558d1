"""Sessions as the database keeps them: compact JSON text, straight from the engine's own type."""

import msgspec

from kauli.flow import Session

__all__ = ["pack", "unpack"]

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Session).decode


def pack(session: Session) -> str:
    """A session as text."""
    return _encode(session).decode()


def unpack(text: str | None) -> Session:
    """A session from text; a fresh one where there is none."""
    return _decode(text) if text else Session.fresh()
