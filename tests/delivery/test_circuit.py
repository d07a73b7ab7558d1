"""When an endpoint is left in peace: pure, so every case can be tried."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kauli.delivery.circuit import FAILURES, LONGEST_REST, SHORTEST_REST, Circuit
from kauli.delivery.outcome import Outcome, judge_answer, judge_failure
from kauli.kit.clock import MINUTE, SECOND

NOW = 1_800_000_000 * SECOND
FAILING = judge_answer(500, None, NOW)


def fail(circuit: Circuit, outcome: Outcome = FAILING, *, at: int = NOW, times: int = 1) -> bool:
    """Failures in a row, each begun and ended at once; whether the last one began a rest."""
    return [circuit.failed(outcome, at, at, 0.0) for _ in range(times)][-1]


def test_five_failures_in_a_row_open_it_and_four_do_not():
    circuit = Circuit()
    assert not fail(circuit, times=FAILURES - 1)
    assert circuit.most(NOW) is None
    assert fail(circuit)
    assert circuit.most(NOW) == 0


def test_a_success_in_between_starts_the_count_anew():
    circuit = Circuit()
    fail(circuit, times=FAILURES - 1)
    assert not circuit.succeeded(NOW)  # there was nothing to close
    assert not fail(circuit, times=FAILURES - 1)


@pytest.mark.parametrize(
    ("outcome", "rests"),
    [
        (judge_answer(429, None, NOW), True),
        (judge_answer(503, "20", NOW), True),
        (judge_answer(503, None, NOW), False),
        (judge_answer(500, "20", NOW), False),
        (judge_failure("timeout", "…"), False),
    ],
)
def test_who_asks_for_patience_gets_it_at_once(outcome, rests):
    assert fail(Circuit(), outcome) is rests


@pytest.mark.parametrize(
    ("wish", "seconds"), [("1", 5), ("20", 20), ("600", 600), ("86400", 15 * 60)]
)
def test_a_wish_is_granted_within_reason(wish, seconds):
    circuit = Circuit()
    fail(circuit, judge_answer(429, wish, NOW))
    assert circuit.rest_until == NOW + seconds * SECOND


def test_after_the_rest_one_request_finds_out():
    circuit = Circuit()
    fail(circuit, times=FAILURES)
    assert circuit.most(circuit.rest_until - 1) == 0
    assert circuit.most(circuit.rest_until) == 1
    assert circuit.succeeded(circuit.rest_until)
    assert circuit.most(circuit.rest_until) is None


def test_rests_grow_to_a_bound():
    circuit, now, rests = Circuit(), NOW, []
    fail(circuit, times=FAILURES)
    for _ in range(10):
        rests.append(circuit.rest_until - now)
        now = circuit.rest_until
        assert fail(circuit, at=now)
    assert rests[:3] == [SHORTEST_REST, 2 * SHORTEST_REST, 4 * SHORTEST_REST]
    assert rests[-1] == LONGEST_REST == 5 * MINUTE


def test_what_began_before_the_rest_says_nothing_new():
    circuit = Circuit()
    fail(circuit, times=FAILURES)
    until = circuit.rest_until
    assert not circuit.failed(FAILING, NOW - SECOND, NOW + SECOND, 0.0)
    assert circuit.rest_until == until


def test_what_another_worker_found_out_later_counts():
    circuit = Circuit()
    fail(circuit, times=FAILURES)
    circuit.adopt(0, 0, NOW - 1)
    assert circuit.most(NOW) == 0
    circuit.adopt(0, 0, NOW + 1)
    assert circuit.most(NOW + 1) is None


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 400)), max_size=40))
def test_it_always_opens_again_and_never_for_long(story):
    circuit, now = Circuit(), NOW
    for good, seconds in story:
        now += seconds * SECOND
        if good:
            circuit.succeeded(now)
            assert circuit.most(now) is None
        else:
            circuit.failed(FAILING, now, now, 0.99)
        assert circuit.rest_until <= now + LONGEST_REST * 1.2
    assert circuit.most(now + 2 * LONGEST_REST) in (1, None)
