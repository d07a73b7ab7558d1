"""When it is tried again: the whole table, and properties of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kauli.delivery.schedule import DEFAULT_SCHEDULE, Schedule, parse_retry_after
from kauli.kit.clock import HOUR, MINUTE, SECOND

STEPS = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 10 * HOUR]
NOW = 1_800_000_000 * SECOND
jitters = st.floats(0, 1, exclude_max=True)


@pytest.mark.parametrize(("attempts", "step"), list(enumerate(STEPS, start=1)))
def test_the_pauses_are_the_published_ones_give_or_take_a_fifth(attempts, step):
    assert DEFAULT_SCHEDULE.pause(attempts, jitter=0.5) == step
    assert DEFAULT_SCHEDULE.pause(attempts, jitter=0.0) == round(step * 0.8)
    assert DEFAULT_SCHEDULE.pause(attempts, jitter=0.999999) == pytest.approx(step * 1.2, rel=1e-5)


def test_after_the_eighth_attempt_there_is_no_other():
    assert DEFAULT_SCHEDULE.pause(8, jitter=0.5) is None
    assert DEFAULT_SCHEDULE.pause(9, jitter=0.5, slow_down=True, retry_after=5) is None


@given(st.integers(1, 7), jitters, st.none() | st.integers(0, 10**15))
def test_a_receiver_that_needs_a_rest_gets_a_minute_at_least(attempts, jitter, retry_after):
    pause = DEFAULT_SCHEDULE.pause(attempts, jitter=jitter, slow_down=True, retry_after=retry_after)
    assert pause >= MINUTE


@given(st.integers(1, 7), jitters, st.integers(0, 10**15))
def test_retry_after_is_honoured_between_once_and_twice_the_step(attempts, jitter, wanted):
    pause = DEFAULT_SCHEDULE.pause(attempts, jitter=jitter, retry_after=wanted)
    step = STEPS[attempts - 1]
    assert pause == min(max(wanted, step), 2 * step)


def test_an_endpoint_may_have_a_schedule_of_its_own():
    schedule = Schedule(steps=(SECOND,), spread=0.0)
    assert schedule.pause(1, jitter=0.9) == SECOND
    assert schedule.pause(2, jitter=0.9) is None


@pytest.mark.parametrize(
    ("value", "pause"),
    [
        ("120", 120 * SECOND),
        (" 0 ", 0),
        ("Fri, 15 Jan 2027 08:01:00 GMT", 60 * SECOND),
        ("Friday, 15-Jan-27 08:01:00 GMT", 60 * SECOND),
        ("Fri, 15 Jan 2027 07:59:00 GMT", 0),
        ("Fri, 15 Jan 2027 10:01:00 +0200", 60 * SECOND),
        ("", None),
        (None, None),
        ("soon", None),
        ("-5", None),
        ("1.5", None),
        ("١٢", None),
        ("Fri, 99 Jan 2027 08:01:00 GMT", None),
    ],
)
def test_retry_after_is_read_in_seconds_or_as_a_date(value, pause):
    assert parse_retry_after(value, NOW) == pause


@given(st.text(max_size=60))
def test_any_retry_after_is_read_or_ignored(value):
    pause = parse_retry_after(value, NOW)
    assert pause is None or pause >= 0
