"""The same work with ten stored conversations and deliveries, and with a million."""

from contextlib import ExitStack

from benchmarks.claims import claim_times
from benchmarks.figures import Figure, Section, at_most
from benchmarks.measures.turn import Run, Target, busy_turns, warm_up
from benchmarks.numbers import percentile
from benchmarks.rounds import alternating, medians
from benchmarks.sizes import Sizes
from benchmarks.stock import stock
from benchmarks.stores import new_store
from benchmarks.subject import Home, prepare, serving

__all__ = ["measure"]

_FEW = 10
_SAME = 1.25

Times = list[float]


def measure(name: str, server: str | None, sizes: Sizes) -> Section:
    """Turns and claims on a full and on an almost empty database."""
    with ExitStack() as stack:
        full, empty = [_stocked(stack, name, server, n) for n in (sizes.stored, _FEW)]
        turns = _turns(full, empty, sizes)
        claims = alternating(
            sizes.rounds,
            lambda _: claim_times(full, sizes.claims),
            lambda _: claim_times(empty, sizes.claims),
        )
    return Section(
        f"As the data grows, {name}",
        "Kauli beside itself: on a database with many conversations, each with a turn and a "
        "delivery made long ago, and on one with few. A claim is a worker's look for what is due "
        "and its taking of ten deliveries.",
        (*_of_turns(turns), *_of_claims(claims)),
        (f"{sizes.stored:,} stored", f"{_FEW} stored"),
    )


def _stocked(stack: ExitStack, name: str, server: str | None, count: int) -> Home:
    store = stack.enter_context(new_store(name, server))
    home = prepare(store, webhook="http://127.0.0.1:59999/never")
    stock(home, count)
    return home


def _turns(full: Home, empty: Home, sizes: Sizes) -> tuple[list[Run], list[Run]]:
    with serving(full, worker=False) as large, serving(empty, worker=False) as small:
        targets = [
            Target(process, port, home.token, home.bot_id)
            for home, (process, port) in ((full, large), (empty, small))
        ]
        for target in targets:
            warm_up(target)
        return alternating(
            sizes.rounds,
            lambda number: busy_turns(targets[0], f"grown{number}", sizes.orders),
            lambda number: busy_turns(targets[1], f"grown{number}", sizes.orders),
        )


def _of_turns(runs: tuple[list[Run], list[Run]]) -> tuple[Figure, ...]:
    cpu = medians(runs, lambda run: run.cpu)
    aim = at_most("the same (at most 1.25x)", cpu[0], _SAME * cpu[1])
    return (
        Figure("processor time of a turn, 32 chats", "µs", *cpu, aim),
        Figure("latency p50, 32 chats", "ms", *medians(runs, lambda run: run.outcome.p50)),
    )


def _of_claims(runs: tuple[list[Times], list[Times]]) -> tuple[Figure, ...]:
    p50 = medians(runs, lambda run: percentile(run, 0.5))
    aim = at_most("the same (at most 1.25x)", p50[0], _SAME * p50[1])
    p99 = medians(runs, lambda run: percentile(run, 0.99))
    return Figure("a claim, p50", "ms", *p50, aim), Figure("a claim, p99", "ms", *p99)
