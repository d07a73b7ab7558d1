"""Identifiers as bounds: which were made before a moment, and which after."""

from hypothesis import given
from hypothesis import strategies as st

from kauli.kit.ids import first_id, last_id, new_id

moments = st.integers(0, 4_102_444_800_000_000)  # to the year 2100


@given(moments, moments)
def test_a_moment_parts_what_was_made_before_it_from_the_rest(made: int, moment: int) -> None:
    made, moment = made // 1_000 * 1_000, moment // 1_000 * 1_000
    assert (new_id("dlv", made) >= first_id("dlv", moment)) == (made >= moment)
    assert new_id("dlv", made) < last_id("dlv")


def test_a_bound_beyond_all_time_is_still_one() -> None:
    assert new_id("dlv", 4_102_444_800_000_000) < first_id("dlv", 10**18) < last_id("dlv")
