"""Counting attempts: pure. A tally holds how many, of one hour, took about as long."""

from bisect import bisect_left
from collections.abc import Mapping

from kauli.kit.clock import HOUR

__all__ = ["BUCKETS", "bucket_of", "hour_of", "percentile"]

BUCKETS = (
    *(1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 150, 200, 300, 500, 700),
    *(1_000, 1_500, 2_000, 3_000, 5_000, 7_000, 10_000, 15_000, 20_000, 30_000, 60_000, 120_000),
)
"""Upper bounds in milliseconds; a step is at most half as much again or, from 1, double."""


def bucket_of(duration_ms: int) -> int:
    """The upper bound under which an attempt is counted."""
    return BUCKETS[min(bisect_left(BUCKETS, duration_ms), len(BUCKETS) - 1)]


def hour_of(moment: int) -> int:
    """The beginning of the hour; both in microseconds since the epoch."""
    return moment // HOUR * HOUR


def percentile(counts: Mapping[int, int], share: float) -> int | None:
    """The time within which a share of attempts was answered, in milliseconds.

    Args:
        counts: how many attempts there are under each upper bound.
        share: such as 0.95.

    Returns:
        Interpolated within the bucket; ``None`` if there were none.
    """
    wanted = share * sum(counts.values())
    seen = 0
    for bound in sorted(counts):
        count = counts[bound]
        if count and seen + count >= wanted:
            below = BUCKETS[BUCKETS.index(bound) - 1] if bound != BUCKETS[0] else 0
            return round(below + (bound - below) * (wanted - seen) / count)
        seen += count
    return None
