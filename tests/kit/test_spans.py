"""Spans of time, said and typed."""

import pytest

from kauli.kit.clock import HOUR, MINUTE, SECOND
from kauli.kit.errors import Invalid
from kauli.kit.spans import DAY, parse_moment, parse_span, span_in_words

NOW = 1_767_225_600_000_000  # 2026-01-01T00:00:00Z


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (0, "0 s"),
        (-5 * SECOND, "0 s"),
        (1, "1 s"),
        (59 * SECOND, "59 s"),
        (60 * SECOND, "1 min"),
        (4 * MINUTE + 10 * SECOND, "4 min 10 s"),
        (4 * MINUTE + 9 * SECOND + 1, "4 min 10 s"),
        (HOUR + 3 * SECOND, "1 h"),
        (2 * HOUR + 5 * MINUTE + 59 * SECOND, "2 h 5 min"),
        (3 * DAY + 4 * HOUR + 59 * MINUTE, "3 d 4 h"),
        (400 * DAY, "400 d"),
    ],
)
def test_a_span_is_said_in_its_two_largest_units(span: int, words: str) -> None:
    assert span_in_words(span) == words


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("45s", 45 * SECOND),
        ("10m", 10 * MINUTE),
        ("10 min", 10 * MINUTE),
        ("2h", 2 * HOUR),
        (" 3D ", 3 * DAY),
        ("1w", 7 * DAY),
    ],
)
def test_a_typed_span_is_read(text: str, span: int) -> None:
    assert parse_span(text) == span


@pytest.mark.parametrize("text", ["", "2", "h", "-2h", "2 fortnights", "1e3h", "99999999d", "٣h"])
def test_what_is_no_span_is_refused_in_words(text: str) -> None:
    with pytest.raises(Invalid, match="write 10m, 2h, 3d or 1w"):
        parse_span(text)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2h", NOW - 2 * HOUR),
        ("999999w", 0),
        ("2025-12-31", NOW - DAY),
        ("2025-12-31T23:59:30", NOW - 30 * SECOND),
        ("2026-01-01T03:00+03:00", NOW),
        ("2025-12-31T23:00:00Z", NOW - HOUR),
        ("1969-07-20", 0),
    ],
)
def test_a_typed_moment_is_read(text: str, moment: int) -> None:
    assert parse_moment(text, NOW) == moment


@pytest.mark.parametrize("text", ["", "yesterday", "2026-13-01", "2 hours ago"])
def test_what_is_no_moment_is_refused_in_words(text: str) -> None:
    with pytest.raises(Invalid, match="is no moment"):
        parse_moment(text, NOW)
