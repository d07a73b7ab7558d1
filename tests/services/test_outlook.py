"""What happens next to a delivery, in words."""

import pytest

from kauli.kit.clock import MINUTE, SECOND
from kauli.services.deliveries.outlook import what_next
from kauli.storage.queries.delivery_log import LoggedDelivery
from kauli.storage.tables import BEHIND

NOW = 1_767_225_600_000_000  # 2026-01-01T00:00:00Z


def delivery(**changes) -> LoggedDelivery:
    usual = {
        "id": "dlv_1",
        "bot_id": 1,
        "endpoint_id": "end_1",
        "conversation_id": "cnv_1",
        "turn_number": 1,
        "sequence": 1,
        "trigger": "order",
        "status": "failed",
        "attempts": 3,
        "due_at": NOW + 4 * MINUTE + 10 * SECOND,
        "outcome": "timeout",
        "created_at": NOW,
        "finished_at": None,
        "url": "https://shop.example/",
        "name": "Shop",
        "kind": "http",
        "active": True,
        "off_at": None,
        "off_reason": "",
        "deleted_at": None,
        "rest_until": 0,
        "waits_for": None,
    }
    return LoggedDelivery(**usual | changes)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({}, "Next attempt in 4 min 10 s."),
        ({"attempts": 0, "status": "pending"}, "First attempt in 4 min 10 s."),
        ({"due_at": NOW}, "It is due, and goes out as soon as a worker has a place for it."),
        (
            {"due_at": NOW - 5, "rest_until": NOW + MINUTE},
            "The endpoint keeps failing, so it rests until 2026-01-01 00:01:00 UTC, another 1 min.",
        ),
        ({"rest_until": NOW + MINUTE}, "Next attempt in 4 min 10 s."),
        ({"due_at": NOW, "rest_until": NOW - 1}, "It is due, and goes out as soon as a worker has"),
        (
            {"status": "pending", "due_at": BEHIND, "waits_for": "dlv_0"},
            "It waits behind dlv_0, an earlier one of the same conversation.",
        ),
        (
            {"off_at": NOW, "off_reason": "gone"},
            "The endpoint is switched off: it answered 410, that it wants no more. "
            "It goes out once it is switched on again.",
        ),
        (
            {"off_at": NOW, "off_reason": "failing", "waits_for": "dlv_0", "due_at": BEHIND},
            "The endpoint is switched off: nothing reached it for days.",
        ),
        ({"active": False}, "The endpoint is switched off by hand."),
        ({"kind": "listen", "due_at": NOW}, "It goes to whoever comes to listen."),
        ({"kind": "listen"}, "Next attempt in 4 min 10 s."),
        ({"status": "sending"}, "It is being sent this very moment."),
        ({"status": "delivered", "due_at": 0}, "Nothing: it was delivered."),
        (
            {"status": "delivered", "due_at": 0, "deleted_at": 5, "active": False},
            "Nothing: it was delivered.",
        ),
        (
            {"status": "exhausted", "due_at": 0},
            "It will not be tried again; `kauli deliveries resend dlv_1` sends it once more.",
        ),
        (
            {"status": "cancelled", "due_at": 0},
            "It was called off; `kauli deliveries resend dlv_1` sends it after all.",
        ),
        ({"status": "cancelled", "deleted_at": 5}, "Nothing: its endpoint was removed."),
        ({"status": "exhausted", "active": False}, "It will not be tried again;"),
    ],
)
def test_a_sentence_says_what_happens_next(changes: dict, sentence: str) -> None:
    said = what_next(delivery(**changes), NOW)
    assert said.startswith(sentence)
    assert said.endswith(".")
