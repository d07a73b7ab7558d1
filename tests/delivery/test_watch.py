"""What endpoints may be sent, and what is learnt of them."""

import msgspec
import pytest

from kauli.delivery.outcome import judge_answer, judge_failure
from kauli.delivery.sender import Attempt
from kauli.delivery.watch import OFF_AFTER, WARN_AFTER, Watch
from kauli.kit.clock import HOUR, SECOND
from kauli.storage.queries.deliveries import Waiting
from kauli.storage.queries.health import News

NOW = 1_800_000_000 * SECOND


def waiting(endpoint: str = "a", **changes) -> Waiting:
    row = Waiting(endpoint, NOW - 1, 1, "http://h/", "", "{}", "[]", "", None, None, None)
    return msgspec.structs.replace(row, **changes)


def attempt(status: int, started_at: int = NOW, milliseconds: int = 5) -> Attempt:
    outcome = judge_answer(status, None, started_at)
    return Attempt(1, started_at, outcome, {}, status=status, duration_ms=milliseconds)


@pytest.fixture
def watch() -> Watch:
    return Watch(per_endpoint=64)


def rooms(watch: Watch, *endpoints: Waiting, now: int = NOW) -> dict[str, int]:
    return {endpoint: room for _, endpoint, room in watch.openings(endpoints, now).rooms}


def test_what_is_due_has_room_and_what_is_not_says_when(watch):
    later = waiting("b", due_at=NOW + 7)
    openings = watch.openings([later, waiting()], NOW)
    assert openings.rooms == [(1, "a", 8)]
    assert (openings.next_at, openings.crowded, openings.grants) == (NOW + 7, False, {})


def test_a_resting_endpoint_is_not_called_and_then_called_once(watch):
    resting = waiting(rests=1, rest_until=NOW + SECOND, changed_at=NOW - SECOND)
    openings = watch.openings([resting], NOW)
    assert (openings.rooms, openings.next_at) == ([], NOW + SECOND)
    assert rooms(watch, resting, now=NOW + SECOND) == {"a": 1}


def test_what_is_under_way_anywhere_counts_against_its_limit(watch):
    limited = waiting(concurrency=3, sending=2, claims=5)
    openings = watch.openings([limited], NOW)
    assert openings.rooms == [(1, "a", 1)]
    assert openings.grants["a"].claims == 5
    assert watch.openings([waiting(concurrency=3, sending=3)], NOW).crowded


def test_a_rate_limit_gives_room_and_says_when_there_is_more(watch):
    paced = waiting(rate_limit=60)
    assert rooms(watch, paced) == {"a": 1}
    grant = watch.openings([paced], NOW).grants["a"]
    assert (grant.paced_until, grant.interval) == (NOW, SECOND)
    used = watch.openings([waiting(rate_limit=60, paced_until=NOW + SECOND)], NOW)
    assert (used.rooms, used.next_at) == ([], NOW + SECOND)


def test_five_failures_begin_a_rest_that_all_workers_are_told_of(watch):
    news = [watch.heard(waiting(), attempt(500), NOW, 0.0) for _ in range(5)]
    assert [one.rest for one in news[:4]] == [None] * 4
    assert (news[4].rest.number, news[4].rest.until) == (1, NOW + 5 * SECOND)
    assert rooms(watch, waiting()) == {}


def test_a_success_is_told_when_it_follows_a_failure_and_else_now_and_then(watch):
    assert watch.heard(waiting(), attempt(200), NOW, 0.0) == News("a", succeeded=True)
    assert watch.heard(waiting(), attempt(200), NOW + SECOND, 0.0) is None
    assert watch.heard(waiting(), attempt(200), NOW + 40 * SECOND, 0.0) is not None
    watch.heard(waiting(), attempt(500), NOW + 41 * SECOND, 0.0)
    assert watch.heard(waiting(), attempt(200), NOW + 42 * SECOND, 0.0) is not None


@pytest.mark.parametrize(
    ("failing_for", "warned", "off"),
    [
        (0, False, ""),
        (WARN_AFTER - 1, False, ""),
        (WARN_AFTER, True, ""),
        (OFF_AFTER - 1, True, ""),
        (OFF_AFTER, True, "failing"),
    ],
)
def test_five_days_without_a_success_switch_it_off_after_a_warning(watch, failing_for, warned, off):
    endpoint = waiting(failing_since=NOW - failing_for)
    news = watch.heard(endpoint, attempt(500), NOW, 0.0)
    assert (news.warned, news.off, news.failing_since) == (warned, off, NOW - failing_for)
    again = watch.heard(endpoint, attempt(500), NOW + HOUR, 0.0)
    assert not again.warned or not warned


def test_one_that_was_forgiven_is_warned_of_anew(watch):
    long_failing = waiting(failing_since=NOW - WARN_AFTER)
    assert watch.heard(long_failing, attempt(500), NOW, 0.5).warned
    assert not watch.heard(long_failing, attempt(500), NOW, 0.5).warned
    watch.heard(waiting(), attempt(500), NOW, 0.5)
    assert watch.heard(long_failing, attempt(500), NOW, 0.5).warned


def test_who_answers_410_is_switched_off_at_once(watch):
    assert watch.heard(waiting(), attempt(410), NOW, 0.0).off == "gone"


def test_a_silent_endpoint_holds_fewer_places(watch):
    for _ in range(2):
        watch.begin("a")
        silent = Attempt(1, NOW, judge_failure("timeout", "…"), {})
        watch.end("a", silent)
    assert rooms(watch, waiting()) == {"a": 2}
