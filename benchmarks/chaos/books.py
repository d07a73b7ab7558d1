"""What was promised, what arrived, and what follows from it: pure."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise

import msgspec

from benchmarks.numbers import percentile

__all__ = ["Arrival", "Promise", "Row", "Verdict", "delays", "unharmed", "verdict_on"]


class Arrival(msgspec.Struct):
    """A request as a receiver got it.

    Attributes:
        endpoint: the receiver's number.
        delivery: its ``webhook-id``.
        genuine: whether the signature over the body verified.
        came_at: microseconds since the epoch.
        taken_at: when the receiver answered 2xx; 0 if it didn't.
    """

    endpoint: int
    delivery: str
    conversation: str
    sequence: int
    genuine: bool
    body: str
    came_at: int
    taken_at: int = 0


@dataclass(frozen=True, slots=True)
class Promise:
    """What a chatter saw confirmed: the body that must arrive, and when it was said."""

    body: str
    phase: str


class Row(msgspec.Struct, frozen=True):
    """A delivery as the database has it; ``endpoint`` is the receiver's number."""

    delivery: str
    endpoint: int
    conversation: str
    sequence: int
    made_at: int
    status: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of it.

    Attributes:
        deliveries: that chatters saw confirmed.
        arrived: of these, how many a receiver took.
        lost: of these, how many none took.
        repeated: requests for a delivery that had been taken, under the same id.
        doubled: deliveries that nobody saw confirmed.
        overtaken: deliveries that came before an earlier one of their conversation and endpoint
            had been taken.
        altered: requests that were not exactly what was promised, not signed by us, or elsewhere.
    """

    deliveries: int
    arrived: int
    lost: int
    repeated: int
    doubled: int
    overtaken: int
    altered: int

    @property
    def kept(self) -> bool:
        """Whether everything arrived, unaltered and in order."""
        broken = self.lost or self.doubled or self.overtaken or self.altered
        return self.deliveries > 0 and not broken

    @classmethod
    def names(cls) -> list[str]:
        """The figures' names."""
        return [field.name for field in fields(cls)]


def verdict_on(
    promises: Mapping[str, Promise], arrivals: Sequence[Arrival], rows: Mapping[str, Row]
) -> Verdict:
    """Close the books.

    Args:
        promises: by delivery.
        arrivals: in the order in which they came.
        rows: all deliveries in the database, by id.
    """
    taken: dict[str, int] = {}
    repeated = 0
    for arrival in arrivals:
        repeated += taken.get(arrival.delivery, arrival.came_at) < arrival.came_at
        if arrival.taken_at:
            before = taken.get(arrival.delivery, arrival.taken_at)
            taken[arrival.delivery] = min(before, arrival.taken_at)
    arrived = promises.keys() & taken.keys()
    known = rows.keys() | {arrival.delivery for arrival in arrivals}
    return Verdict(
        deliveries=len(promises),
        arrived=len(arrived),
        lost=len(promises) - len(arrived),
        repeated=repeated,
        doubled=len(known - promises.keys()),
        overtaken=_overtaken(_first_requests(arrivals), taken, rows.values()),
        altered=sum(not _as_promised(arrival, promises, rows) for arrival in arrivals),
    )


def _first_requests(arrivals: Sequence[Arrival]) -> dict[str, int]:
    came: dict[str, int] = {}
    for arrival in arrivals:
        came.setdefault(arrival.delivery, arrival.came_at)
    return came


def _overtaken(came: Mapping[str, int], taken: Mapping[str, int], rows: Iterable[Row]) -> int:
    lines: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in rows:
        lines[row.conversation, row.endpoint].append(row)
    overtaken = 0
    for line in lines.values():
        line.sort(key=lambda row: row.sequence)
        for earlier, later in pairwise(line):
            if later.delivery in came:
                in_time = taken.get(earlier.delivery)
                overtaken += in_time is None or in_time > came[later.delivery]
    return overtaken


def _as_promised(
    arrival: Arrival, promises: Mapping[str, Promise], rows: Mapping[str, Row]
) -> bool:
    promise, row = promises.get(arrival.delivery), rows.get(arrival.delivery)
    if promise is None or row is None:
        return arrival.genuine  # counted as doubled
    told = (arrival.endpoint, arrival.conversation, arrival.sequence)
    right = told == (row.endpoint, row.conversation, row.sequence)
    return arrival.genuine and right and arrival.body == promise.body


def delays(
    promises: Mapping[str, Promise],
    arrivals: Sequence[Arrival],
    rows: Mapping[str, Row],
    endpoints: Collection[int],
) -> dict[str, list[float]]:
    """Milliseconds from the commit to the first request, at some endpoints, by phase."""
    found: dict[str, list[float]] = defaultdict(list)
    for delivery, came_at in _first_requests(arrivals).items():
        row, promise = rows.get(delivery), promises.get(delivery)
        if row is not None and promise is not None and row.endpoint in endpoints:
            found[promise.phase].append((came_at - row.made_at) / 1_000)
    return found


def unharmed(well: Sequence[float], sick: Sequence[float], allowance: float) -> bool:
    """Whether healthy receivers were served as quickly beside sick ones as beside their like.

    Args:
        well: milliseconds from the commit to the receiver while all were healthy.
        sick: the same, at the same receivers and the same load, beside sick ones.
        allowance: how many milliseconds more the slowest hundredth may take.
    """
    if not well or not sick:
        return False
    return percentile(sick, 0.99) <= percentile(well, 0.99) + allowance
