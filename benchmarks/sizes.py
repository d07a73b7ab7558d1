"""How much is measured: enough to be told apart from noise, or just enough to see it run."""

from dataclasses import dataclass

__all__ = ["FULL", "QUICK", "Sizes"]


@dataclass(frozen=True, slots=True)
class Sizes:
    """Numbers of things.

    Attributes:
        rounds: each measures Kauli and the baseline, in changing order.
        orders: of 32 chatters at once, in a round.
        quiet_orders: of a single chatter, in a round.
        drains: rounds of deliveries.
        deliveries: drained in a round.
        paced: deliveries made one by one.
        stored: conversations, and deliveries, already there where growth is measured.
        claims: of the worker, in a round.
        starts: of the server.
    """

    rounds: int
    orders: int
    quiet_orders: int
    drains: int
    deliveries: int
    paced: int
    stored: int
    claims: int
    starts: int


FULL = Sizes(
    rounds=11,
    orders=400,
    quiet_orders=60,
    drains=5,
    deliveries=5_000,
    paced=200,
    stored=1_000_000,
    claims=100,
    starts=5,
)
QUICK = Sizes(
    rounds=1,
    orders=60,
    quiet_orders=15,
    drains=1,
    deliveries=200,
    paced=15,
    stored=10_000,
    claims=30,
    starts=1,
)
