"""Who was promised what, and what arrived: the books of the proof. Pure."""

from collections import Counter
from dataclasses import dataclass, fields

from benchmarks.faults.orders import Order

__all__ = ["Arrival", "Tally", "Verdict"]


@dataclass(frozen=True, slots=True)
class Arrival:
    """A request as the receiver got it.

    Attributes:
        delivery: its ``webhook-id``.
        genuine: whether the signature over the body verified.
        body: decoded.
    """

    delivery: str
    genuine: bool
    body: dict[str, str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of it.

    Attributes:
        confirmed: orders whose confirmation a chatter saw.
        arrived: of these, how many the receiver got.
        lost: of these, how many it did not get.
        repeated: arrivals of a delivery that had arrived before, under the same id.
        doubled: deliveries that arrived and that no confirmation had named.
        altered: arrivals that were not exactly what was ordered, or not signed by us.
        overtaken: orders of a chatter that arrived after a later one of theirs.
    """

    confirmed: int
    arrived: int
    lost: int
    repeated: int
    doubled: int
    altered: int
    overtaken: int

    @property
    def kept(self) -> bool:
        """Whether the promise was kept: each order arrived, in order, unaltered, and no other."""
        broken = self.lost or self.doubled or self.altered or self.overtaken
        return self.confirmed > 0 and not broken

    @classmethod
    def names(cls) -> list[str]:
        """The figures' names."""
        return [field.name for field in fields(cls)]


class Tally:
    """Counts while the proof runs."""

    def __init__(self) -> None:
        self._promised: dict[str, Order] = {}
        self._arrivals: list[Arrival] = []
        self._missing: set[str] = set()
        self._seen: set[str] = set()
        self.confirmed = 0

    def promise(self, order: Order, deliveries: list[str]) -> None:
        """A chatter saw this order confirmed, as these deliveries."""
        self.confirmed += 1
        for delivery in deliveries or [f"none for {order.chat_id}, {order.place}"]:
            self._promised[delivery] = order
            if delivery not in self._seen:
                self._missing.add(delivery)

    def arrive(self, arrival: Arrival) -> None:
        """The receiver got this."""
        self._arrivals.append(arrival)
        self._seen.add(arrival.delivery)
        self._missing.discard(arrival.delivery)

    @property
    def outstanding(self) -> int:
        """Deliveries promised that have not arrived yet."""
        return len(self._missing)

    def verdict(self) -> Verdict:
        """The books, closed."""
        lost = {
            (order.chat_id, order.place)
            for order in map(self._promised.get, self._missing)
            if order is not None
        }
        return Verdict(
            confirmed=self.confirmed,
            arrived=self.confirmed - len(lost),
            lost=len(lost),
            repeated=len(self._arrivals) - len(self._seen),
            doubled=len(self._seen - self._promised.keys()) + self._extra(),
            altered=sum(not self._as_ordered(arrival) for arrival in self._arrivals),
            overtaken=self._overtaken(),
        )

    def _extra(self) -> int:
        """Deliveries beyond the one that each order makes."""
        orders = Counter((order.chat_id, order.place) for order in self._promised.values())
        return sum(orders.values()) - len(orders)

    def _as_ordered(self, arrival: Arrival) -> bool:
        order = self._promised.get(arrival.delivery)
        return arrival.genuine and (order is None or arrival.body == order.body)

    def _overtaken(self) -> int:
        latest: dict[str, int] = {}
        seen: set[str] = set()
        overtaken = 0
        for arrival in self._arrivals:
            order = self._promised.get(arrival.delivery)
            if order is None or arrival.delivery in seen:
                continue
            seen.add(arrival.delivery)
            overtaken += order.place < latest.get(order.chat_id, 0)
            latest[order.chat_id] = max(order.place, latest.get(order.chat_id, 0))
        return overtaken
