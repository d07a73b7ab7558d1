"""From the commit to the receiver, while there is little else to do."""

from pathlib import Path
from typing import Any

import sqlalchemy as sa

from benchmarks.backlog import BODY
from benchmarks.bare.sender import Posts, run_posts
from benchmarks.desk import Desk, receiving
from benchmarks.figures import Figure, Section, at_most
from benchmarks.inside import look_up
from benchmarks.load import Job, run_load
from benchmarks.measures.delivery import HEADERS
from benchmarks.numbers import percentile
from benchmarks.sizes import Sizes
from benchmarks.stores import POSTGRESQL, Store, new_store
from benchmarks.subject import Home, prepare, serving, working
from kauli.storage.statements import Prepared, Steps
from kauli.storage.tables import deliveries

__all__ = ["measure"]

_MOMENTS = Prepared(sa.select(deliveries.c.id, deliveries.c.created_at))
_PAUSE = 0.02
_WARM = 5


def measure(name: str, server: str | None, sizes: Sizes) -> Section:
    """An order's way from the turn that made it to the receiver."""
    with new_store(name, server) as store, receiving() as desk:
        home = prepare(store, webhook=desk.url)
        with serving(home, worker=True) as (_, port):
            inside = _ordered(home, desk, port, sizes.paced)
        apart: list[float] = []
        if name == POSTGRESQL:
            with serving(home, worker=False) as (_, port), working(home):
                apart = _ordered(home, desk, port, sizes.paced)
        bare = _posted(store, desk, sizes.paced)
    return Section(
        f"From the commit to the receiver, {name}",
        "One order after the other, from just before the commit that makes its delivery to its "
        "arrival. Bare: one durable write, then one request of the same HTTP client.",
        (*_figures("the server's own worker", inside, bare), *_figures("a worker", apart, bare)),
    )


def _figures(who: str, ours: list[float], bare: list[float]) -> tuple[Figure, ...]:
    if not ours:
        return ()
    return tuple(
        Figure(
            f"p{round(share * 100)}, {who}" + (" in a process of its own" if who[0] == "a" else ""),
            "ms",
            percentile(ours, share),
            percentile(bare, share),
            at_most(f"at most {most:g}", percentile(ours, share), most),
        )
        for share, most in ((0.5, 5.0), (0.99, 25.0))
    )


def _ordered(home: Home, desk: Desk, port: int, count: int) -> list[float]:
    """Milliseconds from the moment that is on the delivery's row to its arrival."""
    for prefix, orders in (("warm", _WARM), ("paced", count)):
        run_load(Job(port, home.token, home.bot_id, f"{prefix}{port}", orders, 1, _PAUSE))
        arrivals = desk.arrivals(orders)
    made = look_up(home.store, _moments)
    return [(moment - made[delivery]) / 1_000 for delivery, moment in arrivals]


def _posted(store: Store, desk: Desk, count: int) -> list[float]:
    keep = store.url or str(Path(store.folder) / "bare.db")
    posts = Posts(desk.url, count, 1, HEADERS, BODY.decode(), keep, _PAUSE)
    begun = run_posts(posts).begun
    return [(moment - begun[name]) / 1_000 for name, moment in desk.arrivals(count)]


def _moments() -> Steps[dict[str, int]]:
    rows: Any = yield _MOMENTS.bind()
    return {row[0]: row[1] for row in rows}
