"""Dealing out places: pure, so every case can be tried."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kauli.delivery.fairness import Windows, deal


def test_places_are_dealt_out_evenly():
    assert deal([(1, "a", 50), (1, "b", 50)], 10) == {"a": 5, "b": 5}


def test_what_one_has_no_room_for_goes_to_the_others():
    assert deal([(1, "a", 1), (1, "b", 50)], 10) == {"a": 1, "b": 9}


def test_a_workspace_with_many_endpoints_gets_no_more_than_another():
    rooms = [(1, f"a{number}", 8) for number in range(50)] + [(2, "b", 50)]
    dealt = deal(rooms, 40)
    assert dealt["b"] == 20
    assert sum(dealt.values()) == 40


def test_with_fewer_places_than_endpoints_those_that_waited_longest_come_first():
    assert deal([(1, "b", 5), (1, "c", 5), (1, "a", 5)], 2) == {"b": 1, "c": 1}
    assert deal([(1, "b", 5), (2, "c", 5), (3, "a", 5)], 2) == {"b": 1, "c": 1}


def test_a_place_that_is_given_back_goes_to_who_holds_the_fewest():
    slow = [(1, "slow", 5), (1, "slower", 5), (1, "quick", 5)]
    assert deal(slow, 1, {"slow": 8, "slower": 8}) == {"quick": 1}
    assert deal(slow, 7, {"slow": 3, "slower": 2}) == {"quick": 4, "slower": 2, "slow": 1}


def test_a_workspace_whose_endpoints_hold_many_places_comes_after_one_that_holds_none():
    rooms = [(1, "a", 5), (1, "b", 5), (2, "c", 5)]
    assert deal(rooms, 2, {"a": 8}) == {"c": 2}
    assert deal([(1, "full", 0), *rooms[1:]], 2, {"full": 8}) == {"c": 2}


@given(
    st.lists(st.tuples(st.integers(1, 4), st.integers(-2, 12), st.integers(0, 3)), max_size=12),
    st.integers(0, 40),
)
def test_no_more_is_dealt_than_there_is_and_nothing_that_fits_is_left(places, free):
    rooms = [(workspace, f"e{key}", room) for key, (workspace, room, _) in enumerate(places)]
    dealt = deal(rooms, free, {f"e{key}": held for key, (_, _, held) in enumerate(places)})
    able = {endpoint: room for _, endpoint, room in rooms if room > 0}
    assert all(0 < places <= able[endpoint] for endpoint, places in dealt.items())
    assert sum(dealt.values()) == min(free, sum(able.values()))


@pytest.mark.parametrize(
    ("reactions", "windows"),
    [
        (["quick"] * 5, [9, 10, 10, 10, 10]),
        (["silent"] * 5, [4, 2, 1, 1, 1]),
        (["slow"] * 2, [8, 8]),
        (["quick", "quick", "slow"], [9, 10, 8]),
        (["silent", "silent", "slow", "quick"], [4, 2, 3, 4]),
    ],
)
def test_a_window_follows_how_the_endpoint_answers(reactions, windows):
    kept = Windows(most=10, first=8)
    seen = []
    for reaction in reactions:
        kept.begin("a")
        kept.end("a", reaction)
        seen.append(kept.room("a"))
    assert seen == windows
    assert kept.room("b") == 8


def test_what_is_under_way_takes_room():
    windows = Windows(most=2)
    windows.begin("a")
    windows.begin("a")
    assert windows.room("a") == 0
    windows.end("a", "quick")
    assert windows.room("a") == 1
    assert windows.room("a", most=1) == 0
