"""The load: chatters that order pizza after pizza, in a process of their own.

``python -m benchmarks.load`` reads a ``Job`` as JSON from standard input and writes an
``Outcome`` as JSON to standard output.
"""

import asyncio
import subprocess
import sys
import time
from collections.abc import Iterator

import msgspec
import uvloop

from benchmarks.numbers import percentile
from benchmarks.order import CONFIRMED, requests
from benchmarks.wire import Connection

__all__ = ["Job", "Outcome", "run_load"]


class Job(msgspec.Struct, frozen=True):
    """What to do.

    Attributes:
        port: of the server, on 127.0.0.1.
        token: the API key to send.
        bot_id: the bot to chat with.
        prefix: of the chat ids, fresh for each job.
        chats: orders in all.
        at_once: how many chatters talk at the same time, each on a connection of its own.
        pause: seconds between two orders of one chatter.
    """

    port: int
    token: str
    bot_id: int
    prefix: str
    chats: int
    at_once: int
    pause: float = 0.0


class Outcome(msgspec.Struct, frozen=True):
    """What came of it; latencies in milliseconds."""

    turns: int
    seconds: float
    p50: float
    p99: float

    @property
    def rate(self) -> float:
        """Turns a second."""
        return self.turns / self.seconds


def run_load(job: Job) -> Outcome:
    """Run a job in a process of its own.

    Raises:
        RuntimeError: a turn was not answered as it should be.
    """
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.load"],
        input=msgspec.json.encode(job),
        capture_output=True,
        timeout=300,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"the load failed:\n{done.stderr.decode()}")
    return msgspec.json.decode(done.stdout, type=Outcome)


async def _load(job: Job) -> Outcome:
    connections = [await Connection.open(job.port) for _ in range(job.at_once)]
    chats = iter(range(job.chats))
    latencies: list[float] = []
    started = time.perf_counter()
    async with asyncio.TaskGroup() as tasks:
        for connection in connections:
            tasks.create_task(_chatter(job, connection, chats, latencies))
    seconds = time.perf_counter() - started
    for connection in connections:
        connection.close()
    return Outcome(
        turns=len(latencies),
        seconds=seconds,
        p50=percentile(latencies, 0.5),
        p99=percentile(latencies, 0.99),
    )


async def _chatter(
    job: Job, connection: Connection, chats: Iterator[int], latencies: list[float]
) -> None:
    """Order until there are no more orders to make; all chatters draw from one iterator."""
    clock = time.perf_counter
    for number in chats:
        reply = None
        for request in requests(job.token, job.bot_id, f"{job.prefix}-{number}"):
            asked = clock()
            reply = await connection.ask(request)
            latencies.append((clock() - asked) * 1_000)
            if reply.status != 200:
                raise RuntimeError(f"a turn was answered {reply.status}: {reply.body!r}")
        if reply is None or CONFIRMED not in reply.body:
            raise RuntimeError(f"an order was not confirmed: {reply}")
        if job.pause:
            await asyncio.sleep(job.pause)


if __name__ == "__main__":
    outcome = uvloop.run(_load(msgspec.json.decode(sys.stdin.buffer.read(), type=Job)))
    sys.stdout.buffer.write(msgspec.json.encode(outcome))
