"""An endpoint's health in a word and in a line."""

import msgspec
import pytest

from kauli.delivery.watch import OFF_AFTER, WARN_AFTER
from kauli.kit.clock import HOUR, MINUTE, SECOND
from kauli.services.insight import CONDITIONS, EndpointHealth
from kauli.services.insight.facts import facts_of
from kauli.services.insight.line import percent
from kauli.services.insight.views import health_view
from kauli.storage.queries.insight import COUNTED, Queue, Sending, Watched
from kauli.storage.queries.sums import Sum
from kauli.storage.tables import BEHIND

NOW = 1_767_258_780_000_000  # 2026-01-01T09:13:00Z
NONE = Queue()
QUIET = Watched(
    id="end_1",
    workspace_id=1,
    bot_id=1,
    bot_name="PizzaBot",
    name="Webhook",
    url="https://shop.example/new-order",
    kind="http",
    active=True,
    off_at=None,
    off_reason="",
    rate_limit=None,
    failures=0,
    failing_since=None,
    last_failure_at=None,
    last_failure="",
    last_success_at=None,
    rests=0,
    rest_until=0,
    paced_until=0,
    first_due_at=None,
)
DAY = [
    Sum("end_1", True, "delivered", 150, 1_200, 1),
    Sum("end_1", True, "delivered", 200, 38, 1),
    Sum("end_1", True, "timeout", 0, 2, 1),
]
DOWN = {"failures": 9, "failing_since": NOW - MINUTE, "last_failure": "503", "rests": 2}


def health(
    queue: Queue = NONE, sending: int = 0, sums: list[Sum] | None = None, **changes: object
) -> EndpointHealth:
    """Of an endpoint about which just this is known."""
    if queue.due and "first_due_at" not in changes:
        changes["first_due_at"] = NOW - SECOND
    watched = msgspec.structs.replace(QUIET, **changes)
    under_way = Sending("end_1", sending, NOW - SECOND) if sending else None
    return health_view(facts_of(watched, queue, under_way, sums or [], NOW), NOW)


def said(*args: object, **changes: object) -> str:
    return health(*args, **changes).line


LINES = {
    "new": (said(), "nothing sent yet"),
    "healthy": (said(sums=DAY), "healthy: 99.8 % of 1,240 in 24 h, p95 149 ms"),
    "unsteady": (
        said(Queue(later=3), sums=[*DAY[:1], Sum("end_1", True, "failing", 10, 400, 1)]),
        "unsteady: 75.0 % of 1,600 in 24 h, p95 147 ms, 3 waiting",
    ),
    "quiet": (
        said(last_success_at=NOW - 50 * HOUR),
        "quiet: nothing sent in 24 h, the last success 2 d 2 h ago",
    ),
    "failing": (
        said(
            Queue(later=2),
            failures=1,
            failing_since=NOW - MINUTE,
            last_failure="timeout",
            first_due_at=NOW + 40 * SECOND,
        ),
        "failing since 09:12 UTC: the last attempt got no answer in time; 2 waiting, next attempt "
        "in 40 s",
    ),
    "down": (
        said(Queue(due=10, later=4), sums=DAY, **DOWN),
        "down since 09:12 UTC: 9 failures in a row, the last was answered 503; 14 waiting, next "
        "attempt now",
    ),
    "resting": (
        said(Queue(due=14), **DOWN, rest_until=NOW + 4 * MINUTE),
        "resting for 4 min: 9 failures in a row, the last was answered 503; 14 waiting",
    ),
    "unattended": (
        said(Queue(due=14), first_due_at=NOW - 5 * MINUTE),
        "unattended: 14 due for 5 min and nobody sends; is `kauli serve` or `kauli worker` "
        "running?",
    ),
    "behind": (
        said(
            Queue(due=COUNTED, oldest_due_at=NOW - 12 * MINUTE),
            first_due_at=NOW - 2 * MINUTE,
            rate_limit=60,
            paced_until=NOW - SECOND,
            sums=DAY[:1],
        ),
        "behind: 10,000+ waiting, the oldest for 12 min, at 60 a minute; 100 % of 1,200 in 24 h, "
        "p95 148 ms",
    ),
    "listening": (
        said(Queue(due=2), kind="listen", sums=DAY[:1]),
        "`kauli listen` takes from it: 100 % of 1,200 in 24 h, p95 148 ms, 2 waiting",
    ),
    "off": (said(Queue(behind=1), active=False), "off, 1 waiting"),
    "switched_off": (
        said(Queue(due=14), off_at=NOW - 24 * HOUR, off_reason="failing"),
        "switched off 2025-12-31 09:13 UTC: 5 days without a success; 14 waiting",
    ),
}


@pytest.mark.parametrize(("line", "expected"), LINES.values(), ids=LINES)
def test_each_condition_is_said_in_a_line(line, expected):
    assert line == expected


def test_every_condition_has_its_line_here():
    assert set(LINES) == set(CONDITIONS)


def test_the_condition_is_the_word_that_the_line_is_of():
    assert health(sums=DAY).condition == "healthy"
    assert health(Queue(due=1), **DOWN, rest_until=NOW + 1).condition == "resting"
    assert health(**DOWN).condition == "down"
    assert health(**DOWN, off_at=NOW).condition == "switched_off"
    assert health(url="").line == "no URL yet"


def test_one_that_answered_410_says_so():
    assert said(off_at=NOW, off_reason="gone") == "switched off 09:13 UTC: it answered 410 (gone)"


def test_a_warning_comes_before_an_endpoint_is_switched_off():
    since = NOW - WARN_AFTER
    early, near = (
        health(**DOWN | {"failing_since": since + 1}),
        health(**DOWN | {"failing_since": since}),
    )
    assert early.warning == ""
    assert near.warning == "will be switched off on 2026-01-03 09:13 UTC unless a delivery succeeds"
    assert near.line.endswith(near.warning)
    assert (early.switch_off_at, near.switch_off_at) == (since + 1 + OFF_AFTER, since + OFF_AFTER)
    assert health(**DOWN | {"failing_since": since}, off_at=NOW).warning == ""


def test_the_next_attempt_waits_for_the_rest_and_for_the_pace():
    soon = Queue(due=1)
    assert health(soon).next_attempt_at == NOW
    assert health(soon, **DOWN, rest_until=NOW + 9).next_attempt_at == NOW + 9
    paced = health(soon, rate_limit=60, paced_until=NOW + 3 * SECOND)
    assert paced.next_attempt_at == NOW + 3 * SECOND
    assert health(Queue(later=1), first_due_at=NOW + 7).next_attempt_at == NOW + 7


@pytest.mark.parametrize(
    "changes",
    [{"active": False}, {"off_at": 1}, {"kind": "listen"}, {"first_due_at": BEHIND}],
)
def test_nobody_knows_the_next_attempt_of_what_is_not_sent(changes):
    assert health(Queue(due=1), **changes).next_attempt_at is None


def test_what_is_under_way_or_just_paced_is_not_unattended():
    late = NOW - HOUR
    assert health(Queue(due=9), first_due_at=late).condition == "unattended"
    assert health(Queue(due=9), 1, first_due_at=late).condition == "behind"
    paced = {"rate_limit": 60, "paced_until": NOW - SECOND}
    assert health(Queue(due=9), first_due_at=late, **paced).condition == "behind"


def test_the_oldest_may_be_due_or_later_or_under_way():
    queue = Queue(due=1, later=1, oldest_due_at=NOW - 5, oldest_later_at=NOW - 7)
    assert health(queue).oldest_undelivered_at == NOW - 7
    assert health(queue, 1).oldest_undelivered_at == NOW - SECOND
    assert health().oldest_undelivered_at is None


def test_a_share_is_not_rounded_up_to_all_nor_down_to_nothing():
    shares = (0, 1e-9, 0.5, 0.99999, 1)
    assert [percent(share) for share in shares] == ["0 %", "0.1 %", "50.0 %", "99.9 %", "100 %"]
