"""The bare client loop: the same bytes to the same receiver, and nothing else.

``python -m benchmarks.bare.sender`` reads a ``Posts`` as JSON from standard input. Without
``keep`` it posts as fast as it can; with it, one at a time, each after one durable write, as a
program would that keeps an order and then tells its receiver. It writes a ``Posted`` as JSON.
"""

import asyncio
import subprocess
import sys
import time

import aiohttp
import msgspec
import uvloop

from benchmarks.bare.keeping import open_keeper

__all__ = ["Posted", "Posts", "run_posts"]


class Posts(msgspec.Struct, frozen=True):
    """What to post.

    Attributes:
        url: where to.
        count: how often.
        at_once: requests at the same time.
        headers: of each; ``webhook-id`` comes on top.
        body: of each.
        keep: a database to write to before each post, as ``open_keeper`` takes it.
        pause: seconds after each post.
    """

    url: str
    count: int
    at_once: int
    headers: dict[str, str]
    body: str
    keep: str = ""
    pause: float = 0.0


class Posted(msgspec.Struct, frozen=True):
    """What was done.

    Attributes:
        begun: by ``webhook-id``, when each was begun, in microseconds since the epoch; nothing
            where nothing was kept.
        cpu: processor time of each, in microseconds.
    """

    begun: dict[str, int]
    cpu: float


def run_posts(posts: Posts) -> Posted:
    """Post in a process of its own.

    Raises:
        RuntimeError: a post failed.
    """
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.bare.sender"],
        input=msgspec.json.encode(posts),
        capture_output=True,
        timeout=300,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"the bare sender failed:\n{done.stderr.decode()}")
    return msgspec.json.decode(done.stdout, type=Posted)


async def _run(posts: Posts) -> Posted:
    numbers = iter(range(posts.count))
    begun: dict[str, int] = {}
    keeper = await open_keeper(posts.keep) if posts.keep else None
    connector = aiohttp.TCPConnector(limit=posts.at_once)
    async with aiohttp.ClientSession(connector=connector) as session:

        async def loop() -> None:
            body = posts.body.encode()
            for number in numbers:
                name = f"bare_{number:08d}"
                if keeper is not None:
                    begun[name] = now = time.time_ns() // 1_000
                    await keeper.put(name, posts.body, now)
                headers = {**posts.headers, "webhook-id": name}
                async with session.post(posts.url, data=body, headers=headers) as answer:
                    await answer.read()
                if posts.pause:
                    await asyncio.sleep(posts.pause)

        before = time.process_time()
        async with asyncio.TaskGroup() as tasks:
            for _ in range(posts.at_once):
                tasks.create_task(loop())
        spent = time.process_time() - before
    if keeper is not None:
        await keeper.close()
    return Posted(begun, spent / posts.count * 1_000_000)


if __name__ == "__main__":
    posted = uvloop.run(_run(msgspec.json.decode(sys.stdin.buffer.read(), type=Posts)))
    sys.stdout.buffer.write(msgspec.json.encode(posted))
