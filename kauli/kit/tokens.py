"""Secrets that people carry around: made from strong randomness, stored as a hash."""

import hashlib
import secrets

__all__ = ["fingerprint", "new_token", "preview"]


def new_token(prefix: str) -> str:
    """A fresh secret such as ``kauli_4fQ…``: 256 random bits behind a prefix that scanners know."""
    return f"{prefix}_{secrets.token_urlsafe(32)}"


def fingerprint(token: str) -> str:
    """What is stored instead of the token: its SHA-256 (enough for 256 random bits), in hex."""
    return hashlib.sha256(token.encode()).hexdigest()


def preview(token: str) -> str:
    """The part that may be shown in a list, so that people can tell their keys apart."""
    return f"{token[:10]}…{token[-4:]}"
