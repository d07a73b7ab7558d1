"""Merging what was read of several stretches of an index into one stretch: pure."""

from collections.abc import Callable, Sequence

import msgspec

from kauli.storage.statements import Row

__all__ = ["Slice", "merge"]


class Slice(msgspec.Struct, frozen=True):
    """Some of what is wanted, in order.

    Attributes:
        reached: how far was looked, the rest is beyond this id; ``None`` when there is no more.
    """

    ids: list[str]
    reached: str | None


def merge(
    tracks: Sequence[Sequence[Row]],
    depth: int,
    fits: Callable[[Row], bool],
    *,
    most: int,
    newest_first: bool,
) -> Slice:
    """The first of all tracks together.

    A track that was not read to its end may go on right behind its last row; what lies beyond the
    nearest such point is not known well enough, and left for the next look.

    Args:
        tracks: rows that begin with an id, each in order and none in two of them.
        depth: how many were read of each at most; a track with fewer has ended.
        fits: whether a row is wanted.
        most: how many to answer.
        newest_first: the order, of the tracks as of the answer.
    """
    ends = [track[-1][0] for track in tracks if len(track) >= depth]
    horizon = (max(ends) if newest_first else min(ends)) if ends else None
    near = sorted((row for track in tracks for row in track), key=_id, reverse=newest_first)
    ids = [row[0] for row in near if _is_near(row[0], horizon, newest_first) and fits(row)]
    if len(ids) > most or (len(ids) == most and ids[-1] == horizon):
        return Slice(ids[:most], ids[most - 1])
    return Slice(ids, horizon)


def _id(row: Row) -> str:
    found: str = row[0]
    return found


def _is_near(key: str, horizon: str | None, newest_first: bool) -> bool:
    if horizon is None:
        return True
    return key >= horizon if newest_first else key <= horizon
