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

__all__ = ["HEADERS", "measure"]

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


class _Run(NamedTuple):
    """Deliveries a second, and the sender's processor time for each in microseconds."""

    rate: float
    cpu: float


def measure(name: str, server: str | None, sizes: Sizes) -> Section:
    """One worker against one receiver, as fast as it goes."""
    with new_store(name, server) as store, receiving() as desk:
        home = prepare(store, webhook=desk.url)
        runs = alternating(
            sizes.drains,
            lambda _: _drained(home, desk, sizes.deliveries),
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


def _drained(home: Home, desk: Desk, count: int) -> _Run:
    enqueue(home, count)
    with working(home) as worker:
        worker.wait_for_words(DELIVERING)
        before = worker.cpu_seconds()
        arrivals = desk.arrivals(count)
        spent = worker.cpu_seconds() - before
    return _Run(_rate(arrivals), spent / count * _MICRO)


def _posted(desk: Desk, count: int) -> _Run:
    posted = run_posts(Posts(desk.url, count, _AT_ONCE, HEADERS, BODY.decode()))
    return _Run(_rate(desk.arrivals(count)), posted.cpu)


def _rate(arrivals: list[Arrival]) -> float:
    moments = [moment for _, moment in arrivals]
    return (len(moments) - 1) / (max(moments) - min(moments)) * _MICRO
