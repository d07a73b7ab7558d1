"""Merging stretches of an index: nothing is left out, nothing comes twice, the order holds."""

from hypothesis import given
from hypothesis import strategies as st

from kauli.storage.queries.slices import merge


def row(key: str) -> tuple[str, str]:
    return key, "fits" if int(key) % 3 else "does not"


@st.composite
def stretches(draw: st.DrawFn) -> list[list[str]]:
    """Some tracks of ids; no id is in two of them."""
    keys = draw(st.lists(st.integers(0, 400).map("{:03}".format), unique=True, max_size=60))
    tracks: list[list[str]] = [[] for _ in range(draw(st.integers(1, 5)))]
    for key in keys:
        draw(st.sampled_from(tracks)).append(key)
    return tracks


@given(stretches(), st.integers(1, 9), st.integers(1, 9), st.booleans())
def test_looking_again_and_again_finds_all_that_fits_in_order(tracks, depth, most, newest_first):
    found: list[str] = []
    reached, looks = None, 0
    while True:
        read = []
        for track in tracks:
            left = [
                key
                for key in sorted(track, reverse=newest_first)
                if reached is None or (key < reached if newest_first else key > reached)
            ]
            read.append([row(key) for key in left[:depth]])
        slice_ = merge(
            read, depth, lambda one: one[1] == "fits", most=most, newest_first=newest_first
        )
        assert len(slice_.ids) <= most
        found += slice_.ids
        reached, looks = slice_.reached, looks + 1
        if reached is None:
            break
        assert looks < 500
    wanted = [key for track in tracks for key in track if int(key) % 3]
    assert found == sorted(wanted, reverse=newest_first)


def test_what_lies_beyond_a_track_that_may_go_on_is_left_for_later():
    tracks = [[row("001"), row("002")], [row("004")]]
    slice_ = merge(tracks, 2, lambda one: True, most=9, newest_first=False)
    assert (slice_.ids, slice_.reached) == (["001", "002"], "002")
