"""Dealing out places: pure, so every case can be tried."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kauli.delivery.fairness import Windows, deal
from kauli.storage.queries.deliveries import Waiting

NOW = 100


def waiting(**due: int) -> list[Waiting]:
    return [Waiting(name, due_at, "", "", "[]") for name, due_at in due.items()]


def test_places_are_dealt_out_evenly():
    assert deal(waiting(a=1, b=2), lambda _: 50, free=10, now=NOW) == {"a": 5, "b": 5}


def test_what_one_has_no_room_for_goes_to_the_others():
    room = {"a": 1, "b": 50}.__getitem__
    assert deal(waiting(a=1, b=2), room, free=10, now=NOW) == {"a": 1, "b": 9}


def test_what_is_not_due_yet_or_has_no_room_gets_nothing():
    room = {"a": 0, "b": 5, "c": 5}.__getitem__
    assert deal(waiting(a=1, b=NOW, c=NOW + 1), room, free=10, now=NOW) == {"b": 5}


def test_with_fewer_places_than_endpoints_those_that_waited_longest_come_first():
    assert deal(waiting(a=3, b=1, c=2), lambda _: 5, free=2, now=NOW) == {"b": 1, "c": 1}


@given(
    st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(0, 200), max_size=12),
    st.integers(0, 40),
    st.integers(-3, 12),
)
def test_no_more_is_dealt_than_there_is_and_nothing_that_fits_is_left(due, free, room):
    dealt = deal(waiting(**due), lambda _: room, free=free, now=NOW)
    able = [name for name, due_at in due.items() if due_at <= NOW]
    assert set(dealt) <= set(able)
    assert all(0 < places <= room for places in dealt.values())
    assert sum(dealt.values()) == min(free, len(able) * max(room, 0))


@pytest.mark.parametrize(
    ("paces", "windows"),
    [
        (["quick"] * 5, [9, 10, 10, 10, 10]),
        (["silent"] * 5, [4, 2, 1, 1, 1]),
        (["slow"] * 2, [8, 8]),
        (["quick", "quick", "slow"], [9, 10, 8]),
        (["silent", "silent", "slow", "quick"], [4, 2, 3, 4]),
    ],
)
def test_a_window_follows_how_the_endpoint_answers(paces, windows):
    kept = Windows(most=10, first=8)
    seen = []
    for pace in paces:
        kept.begin("a")
        kept.end("a", pace)
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
