"""How soon after its start a server answers, and what it holds when nothing happens."""

import asyncio
import time
from pathlib import Path

from benchmarks.figures import Figure, Section, at_most
from benchmarks.order import requests
from benchmarks.processes import Child, free_port, running
from benchmarks.rounds import alternating, medians
from benchmarks.sizes import Sizes
from benchmarks.stores import new_store
from benchmarks.subject import Home, environment, prepare, serve
from benchmarks.wire import Connection

__all__ = ["measure"]

_BOTS = 10
_SETTLED_AFTER = 0.5

Seen = tuple[float, float]
"""Seconds to the first answer, and megabytes when idle."""


def measure(name: str, server: str | None, sizes: Sizes) -> Section:
    """Start, answer, rest: Kauli with ten bots, and the bare server."""
    with new_store(name, server) as store, new_store(name, server) as bare_store:
        home = prepare(store, bots=_BOTS)
        ours, bare = alternating(
            sizes.starts,
            lambda number: _kauli(home, number),
            lambda number: _bare(bare_store.folder, number),
        )
    seconds = medians((ours, bare), lambda seen: seen[0])
    memory = medians((ours, bare), lambda seen: seen[1])
    return Section(
        f"Start and rest, {name}",
        f"From starting the process to the first answer to a chatter; and the memory held when "
        f"all of {_BOTS} bots have answered once. Bare: the same of the bare durable flow.",
        (
            Figure("first answer after start", "s", *seconds, at_most("under 2", seconds[0], 2)),
            Figure("memory at rest", "MB", *memory, at_most("under 150", memory[0], 150)),
        ),
    )


def _kauli(home: Home, number: int) -> Seen:
    port = free_port()
    began = time.perf_counter()
    with running("kauli", *serve(port), port=port, environment=environment(home)) as child:
        first = [requests(home.token, bot, f"start-{number}")[0] for bot in home.bot_ids]
        return _seen(child, port, first, began)


def _bare(folder: Path, number: int) -> Seen:
    port = free_port()
    began = time.perf_counter()
    address = str(folder / f"bare{number}.db")
    with running("benchmarks.bare.server", str(port), address, port=port) as child:
        return _seen(child, port, [requests("none", 1, "start")[0]], began)


def _seen(child: Child, port: int, first: list[bytes], began: float) -> Seen:
    answered = asyncio.run(_ask(port, first))
    time.sleep(_SETTLED_AFTER)
    return answered - began, child.memory_mb()


async def _ask(port: int, asked: list[bytes]) -> float:
    """Ask all; the moment of the first answer."""
    connection = await Connection.open(port)
    moments = []
    for request in asked:
        reply = await connection.ask(request)
        moments.append(time.perf_counter())
        if reply.status != 200:
            raise RuntimeError(f"the first turn was answered {reply.status}: {reply.body!r}")
    connection.close()
    return moments[0]
