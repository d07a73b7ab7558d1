"""Passwords: hashed with Argon2id, judged before they are taken."""

from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from kauli.kit.errors import Invalid, Problem

__all__ = ["check_password", "check_username", "hash_password", "verify_password"]

_SHORTEST = 8
_LONGEST = 512
_NAME_LONGEST = 100

_hasher = PasswordHasher()


@lru_cache(1)
def _nobodys_hash() -> str:
    """Verified where there is no such person, so that the time taken does not tell."""
    return _hasher.hash("nobody signs in with this")


def hash_password(password: str) -> str:
    """The hash to keep; takes some 50 ms of CPU on purpose, so call it off the event loop."""
    return _hasher.hash(password)


def verify_password(stored: str, password: str) -> bool:
    """Whether the password is the one that was hashed; call it off the event loop."""
    try:
        return _hasher.verify(stored or _nobodys_hash(), password) and bool(stored)
    except (VerificationError, InvalidHashError):
        return False


def check_password(password: str) -> None:
    """Refuse what is too short to protect anything, or long enough to be an attack.

    Raises:
        Invalid: with the bounds.
    """
    if not _SHORTEST <= len(password) <= _LONGEST:
        sentence = f"A password has {_SHORTEST} to {_LONGEST} characters."
        raise Invalid(
            sentence, code="bad_password", problems=[Problem(("body", "password"), sentence)]
        )


def check_username(username: str) -> str:
    """The name as it is kept: trimmed, in lower case.

    Raises:
        Invalid: empty, or too long.
    """
    name = username.strip().casefold()
    if not name or len(name) > _NAME_LONGEST:
        sentence = f"A user name has 1 to {_NAME_LONGEST} characters."
        raise Invalid(
            sentence, code="bad_username", problems=[Problem(("body", "username"), sentence)]
        )
    return name
