"""Counting attempts by how long they took."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kauli.delivery.tally import BUCKETS, bucket_of, hour_of, percentile
from kauli.kit.clock import HOUR


@given(st.integers(0, 10**7))
def test_an_attempt_is_counted_under_the_nearest_bound_above_it(duration):
    bound = bucket_of(duration)
    assert bound >= min(duration, BUCKETS[-1])
    assert all(other >= bound for other in BUCKETS if other >= duration)


@given(st.integers(0, 2**60))
def test_an_hour_begins_at_or_before_its_moments(moment):
    assert hour_of(moment) <= moment < hour_of(moment) + HOUR
    assert hour_of(moment) % HOUR == 0


def test_without_attempts_there_is_no_percentile():
    assert percentile({}, 0.5) is None


@pytest.mark.parametrize(("share", "expected"), [(0.5, 5), (0.9, 9), (0.99, 17)])
def test_percentiles_lie_where_the_attempts_do(share, expected):
    counts = {5: 50, 10: 48, 20: 2}
    assert percentile(counts, share) == pytest.approx(expected, abs=1)


@given(st.lists(st.integers(1, 100_000), min_size=1, max_size=200), st.floats(0.01, 1.0))
def test_a_percentile_is_within_a_bucket_of_the_exact_one(durations, share):
    counts: dict[int, int] = {}
    for duration in durations:
        counts[bucket_of(duration)] = counts.get(bucket_of(duration), 0) + 1
    exact = sorted(durations)[max(0, -int(-share * len(durations) // 1) - 1)]
    found = percentile(counts, share)
    assert found is not None
    low, high = BUCKETS.index(bucket_of(exact)), BUCKETS.index(bucket_of(max(found, 1)))
    assert abs(low - high) <= 1
