"""The same deliveries as jobs of PgQueuer: its worker posts what is queued, and acknowledges.

``python -m benchmarks.bare.queuer WORK`` takes a ``Work`` as JSON, and works until it is told to
stop. It does no more for a delivery than the bare client loop does: no signature, no guard, no
attempts on record, no lines.
"""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import aiohttp
import asyncpg
import msgspec
import uvloop
from pgqueuer import AsyncpgDriver, Job, PgQueuer, Queries

__all__ = ["DELIVERING", "Work", "enqueue", "install", "queries"]

DELIVERING = "Delivering"
"""What it says once it does."""

_JOB = "deliver"


class Work(msgspec.Struct, frozen=True):
    """What to do.

    Attributes:
        address: of the database.
        url: where the payloads go.
        headers: of each post; ``webhook-id`` comes on top.
        at_once: posts at the same time.
        batch: jobs taken at a time.
    """

    address: str
    url: str
    headers: dict[str, str]
    at_once: int = 64
    batch: int = 50
    """Its documentation says: more than the usual 10 for short jobs. Of 10 to 100 this was best."""


@asynccontextmanager
async def queries(address: str) -> AsyncIterator[Queries]:
    """What its users queue with, on a connection for the length of the block."""
    connection = await asyncpg.connect(address)
    try:
        yield Queries.from_asyncpg_connection(connection)
    finally:
        await connection.close()


async def install(address: str) -> None:
    """Make its tables, as durable as it makes them by default."""
    async with queries(address) as its:
        await its.install()


async def enqueue(its: Queries, bodies: Sequence[bytes]) -> list[str]:
    """Queue a job for each body, in one statement; answers the ids under which they arrive."""
    payloads: list[bytes | None] = list(bodies)
    made = await its.enqueue([_JOB] * len(payloads), payloads, [0] * len(payloads))
    return [str(job) for job in made]


async def _run(work: Work) -> None:
    connection = await asyncpg.connect(work.address)
    queuer = PgQueuer(AsyncpgDriver(connection))
    connector = aiohttp.TCPConnector(limit=work.at_once)
    async with aiohttp.ClientSession(connector=connector) as session:

        @queuer.entrypoint(_JOB)
        async def deliver(job: Job) -> None:
            headers = {**work.headers, "webhook-id": str(job.id)}
            async with session.post(work.url, data=job.payload, headers=headers) as answer:
                await answer.read()

        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, queuer.shutdown.set)
        print(DELIVERING, flush=True)
        await queuer.run(batch_size=work.batch)


if __name__ == "__main__":
    uvloop.run(_run(msgspec.json.decode(sys.argv[1], type=Work)))
