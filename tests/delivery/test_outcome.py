"""What an attempt means, and what becomes of the delivery."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kauli.delivery.outcome import CODES, judge_answer, judge_failure
from kauli.delivery.schedule import DEFAULT_SCHEDULE
from kauli.delivery.settle import Settled, settle
from kauli.kit.clock import MINUTE, SECOND
from kauli.net import KINDS

NOW = 1_800_000_000 * SECOND


@pytest.mark.parametrize(
    ("status", "code", "delivered", "slow_down"),
    [
        (200, "delivered", True, False),
        (204, "delivered", True, False),
        (299, "delivered", True, False),
        (101, "unexpected", False, False),
        (301, "redirected", False, False),
        (304, "redirected", False, False),
        (400, "refused", False, False),
        (404, "refused", False, False),
        (410, "gone", False, False),
        (429, "throttled", False, True),
        (500, "failing", False, False),
        (502, "unavailable", False, True),
        (503, "unavailable", False, True),
        (504, "unavailable", False, True),
        (599, "failing", False, False),
        (600, "unexpected", False, False),
    ],
)
def test_an_answer_is_judged_by_its_status(status, code, delivered, slow_down):
    outcome = judge_answer(status, None, NOW)
    assert (outcome.code, outcome.delivered) == (code, delivered)
    assert outcome.slow_down == slow_down
    assert str(status) in outcome.sentence


@given(st.integers(0, 999))
def test_only_2xx_is_a_success_and_every_answer_has_a_code_and_a_sentence(status):
    outcome = judge_answer(status, None, NOW)
    assert outcome.delivered == (200 <= status <= 299)
    assert outcome.code in CODES
    assert outcome.sentence.endswith(".")


@pytest.mark.parametrize("kind", KINDS)
def test_every_failure_to_get_an_answer_has_a_code_and_is_tried_again(kind):
    outcome = judge_failure(kind, "It did not work.")
    assert outcome.code in CODES
    assert not outcome.delivered
    assert outcome.slow_down == (kind == "timeout")


def test_retry_after_comes_along():
    assert judge_answer(503, "120", NOW).retry_after == 2 * MINUTE
    assert judge_answer(503, "soon", NOW).retry_after is None


def settled(outcome, attempts: int = 1) -> Settled:
    return settle(outcome, attempts, schedule=DEFAULT_SCHEDULE, jitter=0.5, now=NOW)


def test_a_delivered_one_is_finished():
    assert settled(judge_answer(200, None, NOW)) == Settled("delivered")


def test_a_failed_one_is_due_again_after_its_pause():
    assert settled(judge_answer(500, None, NOW)) == Settled("failed", NOW + 5 * SECOND)
    assert settled(judge_answer(500, "7", NOW)) == Settled("failed", NOW + 7 * SECOND)
    assert settled(judge_failure("timeout", "…")) == Settled("failed", NOW + MINUTE)


@pytest.mark.parametrize("status", [410, 500])
def test_it_is_exhausted_when_no_attempt_is_left(status):
    assert settled(judge_answer(status, None, NOW), 7).status == "failed"
    assert settled(judge_answer(status, None, NOW), 8) == Settled("exhausted")
