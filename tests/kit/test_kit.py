"""The small tools keep their word."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kauli.kit import json
from kauli.kit.clock import iso, naive_iso
from kauli.kit.errors import Invalid
from kauli.kit.ids import new_id
from kauli.kit.pages import cut, decode_cursor, encode_cursor
from kauli.kit.tokens import fingerprint, new_token, preview


def test_a_moment_is_written_as_people_and_clients_read_it() -> None:
    assert iso(1_682_974_649_880_578) == "2023-05-01T20:57:29.880578Z"
    assert naive_iso(1_682_974_649_000_001) == "2023-05-01T20:57:29.000001"


def test_identifiers_sort_by_time_and_are_never_the_same() -> None:
    made = [new_id("dlv", moment * 1_000) for moment in range(100)]
    assert made == sorted(made)
    assert len({new_id("dlv", 1) for _ in range(1_000)}) == 1_000
    assert all(one.startswith("dlv_") and len(one) == 30 for one in made)


def test_a_key_is_kept_as_a_hash_and_listed_without_its_middle() -> None:
    token = new_token("kauli")
    assert token.startswith("kauli_")
    assert token not in fingerprint(token)
    assert len(preview(token)) < 20


@given(st.text())
def test_a_cursor_gives_back_its_key(key: str) -> None:
    assert decode_cursor(encode_cursor(key)) == key


@given(st.text())
def test_a_foreign_cursor_is_refused_or_harmless(cursor: str) -> None:
    with suppress(Invalid):
        assert isinstance(decode_cursor(cursor), str)


def test_a_page_says_whether_there_is_more() -> None:
    assert cut(["a", "b", "c"], 2, str).items == ["a", "b"]
    assert decode_cursor(cut(["a", "b", "c"], 2, str).next_cursor or "") == "b"
    assert cut(["a", "b"], 2, str).next_cursor is None
    assert cut([], 2, str).next_cursor is None


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"{", "not_json"),
        (b"\xff", "not_json"),
        (b"[" * 10_000, "json_too_deep"),
        (b"", "not_json"),
    ],
)
def test_a_body_that_is_no_json_is_said_so(body: bytes, code: str) -> None:
    with pytest.raises(Invalid) as caught:
        json.parse_body(body)
    assert caught.value.code == code
