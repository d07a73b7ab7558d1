"""Identifiers: a short prefix that says what it is, then 26 characters that sort by time.

The body is a ULID (48 bits of milliseconds, 80 random bits, Crockford base 32), so rows
written together lie together in an index, and two processes never make the same one.
"""

import random

__all__ = ["first_id", "last_id", "new_id"]

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_chance = random.Random()  # noqa: S311 - seeded by the system; ids are unique, not secret
_PAIRS = [a + b for a in _ALPHABET for b in _ALPHABET]
_LONGEST = 2**48 - 1


def new_id(prefix: str, now: int) -> str:
    """A fresh identifier such as ``dlv_01J9Z…``.

    Args:
        prefix: what it names, such as ``dlv`` for a delivery.
        now: microseconds since the epoch.
    """
    return _id(prefix, (now // 1_000 & _LONGEST) << 80 | _chance.getrandbits(80))


def first_id(prefix: str, moment: int) -> str:
    """The least identifier made in a moment's millisecond: none that is older is as great.

    Args:
        prefix: what it names.
        moment: microseconds since the epoch, 0 or more.
    """
    return _id(prefix, min(moment // 1_000, _LONGEST) << 80)


def last_id(prefix: str) -> str:
    """An identifier that is no less than any other."""
    return f"{prefix}_{'Z' * 26}"


def _id(prefix: str, number: int) -> str:
    body = "".join([_PAIRS[number >> shift & 0x3FF] for shift in range(120, -1, -10)])
    return f"{prefix}_{body}"
