"""A worker's claim, timed: the look for what is due, and the taking of ten deliveries."""

import asyncio
import time

from benchmarks.backlog import add, new_rows
from benchmarks.subject import Home, settings_of
from kauli.kit.ids import new_id
from kauli.storage import Database, open_database
from kauli.storage.queries import deliveries as queries
from kauli.storage.queries.settling import Acknowledgement, Batch, acknowledge

__all__ = ["claim_times"]

_LEASE = 30_000_000
_BATCH = 10


def claim_times(home: Home, count: int) -> list[float]:
    """Milliseconds of each of so many claims; what was claimed is settled before the next one."""
    return asyncio.run(_claims(home, count))


async def _claims(home: Home, count: int) -> list[float]:
    settings = settings_of(home.store)
    database = await open_database(settings.database_url, settings.data_dir)
    try:
        return [await _claim(database, home) for _ in range(count)]
    finally:
        await database.close()


async def _claim(database: Database, home: Home) -> float:
    await database.write(add, new_rows(home, _BATCH))
    now = time.time_ns() // 1_000
    claim_id = new_id("clm", now)
    began = time.perf_counter()
    waiting = await database.read(queries.waiting_endpoints)
    quotas = {one.endpoint_id: _BATCH for one in waiting}
    claimed = await database.write(
        queries.claim,
        database.dialect,
        quotas,
        claim_id=claim_id,
        now=now,
        lease_until=now + _LEASE,
    )
    took = (time.perf_counter() - began) * 1_000
    if len(claimed) != _BATCH:
        raise RuntimeError(f"{len(claimed)} of {_BATCH} deliveries were claimed")
    done = [_delivered(one.id, claim_id) for one in claimed]
    await database.write(acknowledge, database.dialect, Batch(done, [], [], [], now))
    return took


def _delivered(delivery: str, claim_id: str) -> Acknowledgement:
    settled = {
        "status": "delivered",
        "attempts": 1,
        "due_at": 0,
        "outcome": "delivered",
        "finished_at": 1,
    }
    return Acknowledgement(delivery, claim_id, settled, None)
