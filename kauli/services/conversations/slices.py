"""How many turns are read in one go, so that others get in between."""

from collections.abc import Iterable, Iterator

from kauli.storage.queries.conversations import Conversation

__all__ = ["AT_ONCE", "LONG", "in_slices"]

AT_ONCE = 400
"""Turns, or conversations."""

LONG = 50
"""So many turns are not read only to leave them out."""


def in_slices(found: Iterable[Conversation]) -> Iterator[list[Conversation]]:
    """Short conversations together, so many as have a slice's turns; each long one alone."""
    some: list[Conversation] = []
    turns = 0
    for one in found:
        if some and turns + one.turns > AT_ONCE:
            yield some
            some, turns = [], 0
        some.append(one)
        turns += one.turns
    if some:
        yield some
