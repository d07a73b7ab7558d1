"""What may come in as a body, and what may not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kauli.api.body import DEEPEST, check_text, check_value, decode, decode_small
from kauli.kit.errors import Invalid
from kauli.kit.json import dumps

_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | _TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(_TEXT, inner),
)


@given(_JSON)
def test_what_passes_can_be_written_out_again(value):
    assert decode(dumps(value)) == value
    assert decode_small(dumps(value)) == value


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"not json",
        b"{'a': 1}",
        b'{"a": 1,}',
        b'"\xff"',
        b'"\xed\xa0\x80"',
        b'"\\ud800"',
        b"NaN",
        b"[1e999]",
        b"\xef\xbb\xbf{}",
        b"1" * 10_000,
        b"[" * 10_000,
        b"[" * 10_000 + b"]" * 10_000,
        b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
    ],
)
def test_what_is_not_plain_json_is_refused(data):
    for read in (decode, decode_small):
        with pytest.raises(Invalid):
            read(data)


@pytest.mark.parametrize(
    "data", [b'"\\u0000"', b'{"\\u0000": 1}', b'[{"a": ["x\\u0000"]}]', b'{"a": "\\u0000"}']
)
def test_a_nul_character_is_found_wherever_it_is(data):
    for read in (decode, decode_small):
        with pytest.raises(Invalid) as caught:
            read(data)
        assert caught.value.code == "nul_character"


def test_a_backslash_before_u0000_is_no_nul_character():
    assert decode_small(b'"\\\\u0000"') == "\\u0000"


def test_the_deepest_nesting_is_just_allowed():
    def nested(levels):
        value = []
        for _ in range(levels - 1):
            value = [value]
        return value

    check_value(nested(DEEPEST + 1))
    with pytest.raises(Invalid) as caught:
        check_value(nested(DEEPEST + 2))
    assert caught.value.code == "json_too_deep"


def test_the_last_of_two_equal_keys_counts():
    assert decode(b'{"a": 1, "a": 2}') == {"a": 2}


def test_a_text_alone_is_held_to_the_same():
    assert check_text("fine") == "fine"
    with pytest.raises(Invalid):
        check_text("\x00")
