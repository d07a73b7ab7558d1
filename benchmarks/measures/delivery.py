"""Deliveries a second: a worker that drains a queue, beside a bare client loop."""

from typing import NamedTuple

from benchmarks.backlog import BODY, enqueue
from benchmarks.bare.sender import Posts, run_posts
from benchmarks.desk import Desk, receiving
from benchmarks.figures import Figure, Section, at_least
from benchmarks.receiver import Arrival
from benchmarks.rounds import alternating, medians
from benchmarks.sizes import Sizes
from benchmarks.stores import new_store
from benchmarks.subject import DELIVERING, Home, prepare, working

__all__ = ["HEADERS", "WARM", "Run", "drained", "measure", "run_of"]

WARM = 100
"""Deliveries before it is measured, so that everything is loaded that is loaded once."""

_AT_ONCE = 32
_MICRO = 1_000_000

HEADERS = {
    "content-type": "application/json",
    "user-agent": "Kauli/0.0.0",
    "webhook-timestamp": "1767225600",
    "webhook-signature": "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
    "kauli-attempt": "1",
    "kauli-event": "order_pizza",
    "kauli-sequence": "1",
    "kauli-conversation": "cnv_00000000000000000000000000",
    "kauli-bot": "1",
}
"""As many bytes of headers as a delivery has."""


class Run(NamedTuple):
    """Deliveries a second, and the sender's processor time for each in microseconds."""

    rate: float
    cpu: float


def measure(name: str, server: str | None, sizes: Sizes) -> Section:
    """One worker against one receiver, as fast as it goes."""
    with new_store(name, server) as store, receiving() as desk:
        home = prepare(store, webhook=desk.url)
        runs = alternating(
            sizes.drains,
            lambda _: drained(home, desk, sizes.deliveries),
            lambda _: _posted(desk, sizes.deliveries),
        )
    rates = medians(runs, lambda run: run.rate)
    aim = at_least("at least half", rates[0], rates[1] / 2)
    return Section(
        f"Deliveries, {name}",
        "One worker process claims, signs, sends and records what is queued for one receiver. "
        f"Bare: a loop of the same HTTP client, {_AT_ONCE} requests at once, the same bytes.",
        (
            Figure("deliveries a second", "/s", *rates, aim),
            Figure("processor time of a delivery", "µs", *medians(runs, lambda run: run.cpu)),
        ),
    )


def drained(home: Home, desk: Desk, count: int) -> Run:
    """Deliver so many by one ``kauli worker`` that has delivered some before."""
    with working(home) as worker:
        worker.wait_for_words(DELIVERING)
        enqueue(home, WARM)
        desk.arrivals(WARM)
        before = worker.cpu_seconds()
        enqueue(home, count)
        arrivals = desk.arrivals(count)
        return run_of(arrivals, worker.cpu_seconds() - before)


def _posted(desk: Desk, count: int) -> Run:
    posted = run_posts(Posts(desk.url, count, _AT_ONCE, HEADERS, BODY.decode()))
    return run_of(desk.arrivals(count), posted.cpu * count / _MICRO)


def run_of(arrivals: list[Arrival], spent: float) -> Run:
    """What it came to: so many arrivals for so many seconds of processor time."""
    moments = [moment for _, moment in arrivals]
    rate = (len(moments) - 1) / (max(moments) - min(moments)) * _MICRO
    return Run(rate, spent / len(moments) * _MICRO)
