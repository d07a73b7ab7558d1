"""Deliveries put straight into the database, as the turns of other chatters would have."""

import time
from typing import Any

from benchmarks.inside import write_down
from benchmarks.subject import Home
from kauli.delivery.body import flat_body
from kauli.kit.ids import new_id
from kauli.storage.statements import Prepared, Steps, insert_into
from kauli.storage.tables import deliveries

__all__ = ["BODY", "add", "enqueue", "new_rows"]

BODY = flat_body(
    {
        "order_pizza": "I need a pizza",
        "number_of_pizzas": "2",
        "pizza_toppings": "cheese and mushrooms",
        "address": "12 Uhuru Street",
        "phone_number": "0712345678",
        "choice_confirmation": "1",
    },
    "255712345678",
)
"""What an order delivers."""

_ADD = Prepared(insert_into(deliveries))


def new_rows(home: Home, count: int) -> list[dict[str, Any]]:
    """Rows of deliveries that are due now."""
    now = time.time_ns() // 1_000
    return [
        {
            "id": new_id("dlv", now),
            "workspace_id": home.workspace_id,
            "bot_id": home.bot_id,
            "endpoint_id": home.endpoint_id,
            "conversation_id": new_id("cnv", now),
            "turn_number": 7,
            "sequence": 1,
            "trigger": "order_pizza",
            "body": BODY,
            "status": "pending",
            "attempts": 0,
            "earlier_attempts": 0,
            "due_at": now,
            "lease_until": None,
            "claim_id": None,
            "outcome": "",
            "created_at": now,
            "finished_at": None,
        }
        for _ in range(count)
    ]


def enqueue(home: Home, count: int) -> None:
    """Put deliveries in line."""
    write_down(home.store, add, new_rows(home, count))


def add(rows: list[dict[str, Any]]) -> Steps[None]:
    """Write rows of deliveries."""
    yield _ADD.many(rows)
