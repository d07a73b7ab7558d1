"""What is measured, in the order in which it is shown."""

from collections.abc import Callable, Mapping

from benchmarks.figures import Section
from benchmarks.measures import delivery, growth, latency, queue, recognition, start, turn
from benchmarks.sizes import Sizes
from benchmarks.stores import POSTGRESQL, SQLITE

__all__ = ["MEASURES", "Measure"]

Measure = Callable[[str, str | None, Sizes], Section]
"""Given the database's name, PostgreSQL's address and the sizes, one table."""

_BOTH = (SQLITE, POSTGRESQL)

MEASURES: Mapping[str, tuple[Measure, tuple[str, ...]]] = {
    "turn": (turn.measure, _BOTH),
    "delivery": (delivery.measure, _BOTH),
    "queue": (queue.measure, (POSTGRESQL,)),
    "latency": (latency.measure, _BOTH),
    "growth": (growth.measure, _BOTH),
    "recognition": (recognition.measure, (SQLITE,)),
    "start": (start.measure, (SQLITE,)),
}
"""By name, how it is measured and on which databases."""
