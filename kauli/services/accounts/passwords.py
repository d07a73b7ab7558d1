"""Passwords: hashed with Argon2id, off the event loop."""

import asyncio
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from kauli.kit.errors import Unauthorized
from kauli.storage import Database
from kauli.storage.queries import accounts
from kauli.storage.queries.accounts import Member, User

__all__ = ["hash_password", "is_password_of", "prove", "wrong_password"]

_hasher = PasswordHasher()


@lru_cache(1)
def _nobodys_hash() -> str:
    """Verified where there is no such person, so that the time taken does not tell."""
    return _hasher.hash("nobody signs in with this")


async def hash_password(password: str) -> str:
    """The hash to keep; takes some 50 ms of CPU on purpose."""
    return await asyncio.to_thread(_hasher.hash, password)


async def is_password_of(user: User | None, password: str) -> bool:
    """Whether it is somebody's password; takes the same time where there is nobody."""
    stored = user.password_hash if user is not None else ""
    return await asyncio.to_thread(_verify, stored, password)


async def prove(database: Database, username: str, password: str) -> Member:
    """Who signs in by that name and password.

    Raises:
        Unauthorized: no such person, not that password, or of no workspace any more.
    """
    user = await database.read(accounts.find_user, username.strip().casefold())
    right = await is_password_of(user, password)
    member = None
    if user is not None and right:
        member = await database.read(accounts.find_membership, user.id)
    if member is None:
        raise wrong_password()
    return member


def wrong_password() -> Unauthorized:
    """The error for a name and password that don't belong together; never tells which it was."""
    return Unauthorized("Wrong user name or password.", code="wrong_password")


def _verify(stored: str, password: str) -> bool:
    try:
        return _hasher.verify(stored or _nobodys_hash(), password) and bool(stored)
    except (VerificationError, InvalidHashError):
        return False
