"""A turn over HTTP: what it costs, how many there are a second, how long each takes."""

from dataclasses import dataclass
from pathlib import Path

from benchmarks.figures import Aim, Figure, Section, at_most
from benchmarks.load import Job, Outcome, run_load
from benchmarks.processes import Child, free_port, running
from benchmarks.rounds import Pair, alternating, medians
from benchmarks.sizes import Sizes
from benchmarks.stores import SQLITE, Store, new_store
from benchmarks.subject import prepare, serving

__all__ = ["CHATTERS", "Run", "Target", "busy_turns", "measure", "warm_up"]

CHATTERS = 32
"""Conversations at the same time."""

_MICRO = 1_000_000


@dataclass(frozen=True, slots=True)
class Target:
    """A server to chat with."""

    process: Child
    port: int
    token: str = "none"
    bot_id: int = 1


@dataclass(frozen=True, slots=True)
class Run:
    """A load, and the server's processor time for each turn of it, in microseconds."""

    outcome: Outcome
    cpu: float


Runs = tuple[list[Run], list[Run]]


def measure(name: str, server: str | None, sizes: Sizes) -> Section:
    """A turn of Kauli beside a turn of the bare durable flow."""
    with new_store(name, server) as store, new_store(name, server) as bare_store:
        home = prepare(store, webhook="http://127.0.0.1:59999/never")
        port = free_port()
        bare = ("benchmarks.bare.server", str(port), _address(bare_store))
        with serving(home, worker=False) as (process, own), running(*bare, port=port) as other:
            kauli = Target(process, own, home.token, home.bot_id)
            baseline = Target(other, port)
            for target in (kauli, baseline):
                warm_up(target)
            busy = alternating(
                sizes.rounds,
                lambda number: busy_turns(kauli, f"busy{number}", sizes.orders),
                lambda number: busy_turns(baseline, f"busy{number}", sizes.orders),
            )
            quiet = alternating(
                sizes.rounds,
                lambda number: _load(kauli, f"quiet{number}", sizes.quiet_orders, 1),
                lambda number: _load(baseline, f"quiet{number}", sizes.quiet_orders, 1),
            )
    return Section(
        f"A durable turn over HTTP, {name}",
        "PizzaBot's order (7 turns) over the compatible API: conversation, transcript and the "
        "order's delivery in one durable transaction. Bare: Starlette and msgspec, the flow in a "
        "dictionary, one durable write a turn.",
        (*_busy(name, busy), *_quiet(quiet)),
    )


def warm_up(target: Target) -> None:
    """Have everything loaded that is loaded once."""
    _load(target, "warm", 40, 8)


def busy_turns(target: Target, prefix: str, orders: int) -> Run:
    """Many chatters at once."""
    return _load(target, prefix, orders, CHATTERS)


def _load(target: Target, prefix: str, orders: int, at_once: int) -> Run:
    before = target.process.cpu_seconds()
    outcome = run_load(Job(target.port, target.token, target.bot_id, prefix, orders, at_once))
    spent = target.process.cpu_seconds() - before
    return Run(outcome, spent / outcome.turns * _MICRO)


def _busy(name: str, runs: Runs) -> tuple[Figure, ...]:
    cpu = medians(runs, lambda run: run.cpu)
    aim = at_most("at most 2x", cpu[0], 2 * cpu[1]) if name == SQLITE else None
    return (
        Figure("processor time of a turn, 32 chats", "µs", *cpu, aim),
        Figure("turns a second, 32 chats", "/s", *medians(runs, lambda run: run.outcome.rate)),
        Figure("latency p50, 32 chats", "ms", *medians(runs, lambda run: run.outcome.p50)),
        Figure("latency p99, 32 chats", "ms", *medians(runs, lambda run: run.outcome.p99)),
    )


def _quiet(runs: Runs) -> tuple[Figure, ...]:
    p50 = medians(runs, lambda run: run.outcome.p50)
    p99 = medians(runs, lambda run: run.outcome.p99)
    return (
        Figure("latency p50, 1 chat", "ms", *p50, _adds(p50, 2)),
        Figure("latency p99, 1 chat", "ms", *p99, _adds(p99, 10)),
    )


def _adds(latency: Pair, most: float) -> Aim:
    added = latency[0] - latency[1]
    return at_most(f"adds {added:.2f}, at most {most:g}", added, most)


def _address(store: Store) -> str:
    return store.url or str(Path(store.folder) / "bare.db")
