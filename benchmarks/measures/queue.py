"""The same deliveries by a queue library, in the same run: PgQueuer on PostgreSQL."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from benchmarks.backlog import BODY, add, new_rows
from benchmarks.bare.queuer import DELIVERING, Work, enqueue, install, queries
from benchmarks.desk import Desk, receiving
from benchmarks.figures import Figure, Section
from benchmarks.measures.delivery import HEADERS, WARM, Run, drained, run_of
from benchmarks.numbers import percentile
from benchmarks.processes import Child, running
from benchmarks.rounds import alternating, medians
from benchmarks.sizes import Sizes
from benchmarks.stores import Store, new_store
from benchmarks.subject import DELIVERING as KAULI_DELIVERS
from benchmarks.subject import Home, prepare, settings_of, working
from kauli.storage import DELIVERIES, open_database

__all__ = ["measure"]

_PAUSE = 0.02


def measure(name: str, server: str | None, sizes: Sizes) -> Section:
    """One worker of each, on a database of its own, for the same receiver."""
    with new_store(name, server) as store, new_store(name, server) as other, receiving() as desk:
        home = prepare(store, webhook=desk.url)
        asyncio.run(install(other.url))
        runs = alternating(
            sizes.drains,
            lambda _: drained(home, desk, sizes.deliveries),
            lambda _: _queued(other, desk, sizes.deliveries),
        )
        ours, theirs = _paced(home, desk, sizes.paced), _paced_jobs(other, desk, sizes.paced)
        p50 = percentile(ours, 0.5), percentile(theirs, 0.5)
        p99 = percentile(ours, 0.99), percentile(theirs, 0.99)
    return Section(
        f"Deliveries beside a queue library, {name}",
        "One worker process each, for the same bytes to the same receiver over the same HTTP "
        "client. Kauli also signs, judges addresses, keeps each conversation in order and each "
        "attempt on record; PgQueuer's job only posts.",
        (
            Figure("deliveries a second", "/s", *medians(runs, lambda run: run.rate)),
            Figure("processor time of a delivery", "µs", *medians(runs, lambda run: run.cpu)),
            Figure("commit to receiver, p50", "ms", *p50),
            Figure("commit to receiver, p99", "ms", *p99),
        ),
        ("Kauli", "PgQueuer"),
    )


def _queued(store: Store, desk: Desk, count: int) -> Run:
    with _worker(store, desk) as worker:
        worker.wait_for_words(DELIVERING)
        asyncio.run(_fill(store, WARM))
        desk.arrivals(WARM)
        before = worker.cpu_seconds()
        asyncio.run(_fill(store, count))
        arrivals = desk.arrivals(count)
        return run_of(arrivals, worker.cpu_seconds() - before)


@contextmanager
def _worker(store: Store, desk: Desk) -> Iterator[Child]:
    work = Work(store.url, desk.url, HEADERS)
    with running("benchmarks.bare.queuer", msgspec.json.encode(work).decode()) as worker:
        yield worker


async def _fill(store: Store, count: int) -> None:
    async with queries(store.url) as its:
        await enqueue(its, [BODY] * count)


def _paced(home: Home, desk: Desk, count: int) -> list[float]:
    """Milliseconds from just before the commit to the arrival, one delivery after the other."""
    with working(home) as worker:
        worker.wait_for_words(KAULI_DELIVERS)
        return _delays(asyncio.run(_write_paced(home, WARM + count)), desk)


async def _write_paced(home: Home, count: int) -> dict[str, int]:
    settings = settings_of(home.store)
    database = await open_database(settings.database_url, settings.data_dir)
    begun: dict[str, int] = {}
    try:
        for _ in range(count):
            (row,) = new_rows(home, 1)
            begun[row["id"]] = row["created_at"]
            await database.write(add, [row])
            database.signal(DELIVERIES).send()
            await asyncio.sleep(_PAUSE)
    finally:
        await database.close()
    return begun


def _paced_jobs(store: Store, desk: Desk, count: int) -> list[float]:
    with _worker(store, desk) as worker:
        worker.wait_for_words(DELIVERING)
        return _delays(asyncio.run(_enqueue_paced(store, WARM + count)), desk)


async def _enqueue_paced(store: Store, count: int) -> dict[str, int]:
    begun: dict[str, int] = {}
    async with queries(store.url) as its:
        for _ in range(count):
            now = time.time_ns() // 1_000
            (job,) = await enqueue(its, [BODY])
            begun[job] = now
            await asyncio.sleep(_PAUSE)
    return begun


def _delays(begun: dict[str, int], desk: Desk) -> list[float]:
    arrivals = desk.arrivals(len(begun))
    return [(moment - begun[one]) / 1_000 for one, moment in arrivals[WARM:]]
