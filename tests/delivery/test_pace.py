"""The rate limit: never more than it says, and no less than it could."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kauli.delivery.pace import Pace
from kauli.kit.clock import MINUTE, SECOND

NOW = 1_800_000_000 * SECOND


@pytest.mark.parametrize(("limit", "at_once"), [(1, 1), (6, 1), (60, 1), (600, 10), (6_000, 100)])
def test_a_rested_endpoint_takes_a_seconds_worth_at_once(limit, at_once):
    assert Pace(limit, 0).permits(NOW) == at_once


def test_then_one_after_the_other():
    pace = Pace(60, NOW + SECOND)
    assert pace.permits(NOW) == 0
    assert pace.next_at(NOW) == NOW + SECOND
    assert pace.permits(NOW + SECOND) == 1


@given(st.integers(1, 5_000), st.lists(st.integers(0, 2_000), min_size=1, max_size=60))
def test_no_minute_sees_more_than_the_limit_and_a_seconds_worth(limit, pauses):
    now, until, made = NOW, 0, []
    for milliseconds in pauses:
        now += milliseconds * 1_000
        pace = Pace(limit, until)
        permits = pace.permits(now)
        made += [now] * permits
        until = pace.start(now) + permits * pace.interval
        assert Pace(limit, until).permits(now) == 0
        assert Pace(limit, until).permits(Pace(limit, until).next_at(now)) >= 1
    burst = max(1, limit // 60)
    for moment in made:
        assert sum(moment <= other < moment + MINUTE for other in made) <= limit + burst + 1
