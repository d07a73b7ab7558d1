"""``python -m benchmarks.chaos``: sick receivers, dying programs, and what arrives all the same."""

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from benchmarks.chaos.cluster import Cluster, NoCluster, private_cluster
from benchmarks.chaos.play import Plan, Run, play
from benchmarks.chaos.programs import Conditions
from benchmarks.chaos.report import document, rows
from benchmarks.chaos.sabotage import KINDS
from benchmarks.stores import POSTGRESQL, SQLITE, Store, new_store
from benchmarks.table import Paper

_WORKERS = {SQLITE: 0, POSTGRESQL: 3}
_PLACES = 48
"""Few, so that receivers who hold on to them would be felt by all."""
_TIMEOUT = 3.0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.chaos",
        description="Deliver to sick receivers while programs are killed; count what arrives.",
    )
    parser.add_argument("--deliveries", type=int, default=5_000, metavar="N")
    parser.add_argument(
        "--pace", type=float, default=80.0, metavar="N", help="messages a second; 2 deliveries each"
    )
    parser.add_argument("--kills", type=int, default=6, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of all chance")
    parser.add_argument(
        "--lease",
        type=float,
        default=5.0,
        metavar="SECONDS",
        help="how long a dead worker's deliveries stay with it",
    )
    parser.add_argument(
        "--patience",
        type=float,
        default=80.0,
        metavar="SECONDS",
        help="after the receivers' recovery, until what is left is sent by hand",
    )
    parser.add_argument(
        "--database", choices=[SQLITE.lower(), POSTGRESQL.lower()], help="only this one"
    )
    parser.add_argument(
        "--allowance",
        type=float,
        default=1.0,
        metavar="SECONDS",
        help="how much longer the way to the healthy may take beside sick ones",
    )
    parser.add_argument(
        "--sabotage",
        action="append",
        choices=[*KINDS],
        help="break Kauli on purpose, to see that it is noticed",
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures to FILE")
    return parser.parse_args()


def main() -> int:
    given = _arguments()
    paper = Paper()
    runs: dict[str, Run] = {}
    for database in (SQLITE, POSTGRESQL):
        if given.database not in (None, database.lower()):
            continue
        paper.progress(f"{database} ...")
        try:
            with _store(database) as (store, cluster):
                run = runs[database] = play(_plan(given), _conditions(given, store), store, cluster)
        except NoCluster as error:
            paper.line(f"PostgreSQL is left out: it has to be restarted, and {error}.")
            continue
        for fault in run.faults:
            paper.line(f"{database}: {fault}")
    columns = {database: rows(run) for database, run in runs.items()}
    names = list(dict.fromkeys(name for column in columns.values() for name in column))
    paper.table(
        ["", *columns],
        [[name, *(column.get(name, "") for column in columns.values())] for name in names],
    )
    if given.json is not None:
        found = [document(database, run) for database, run in runs.items()]
        given.json.write_bytes(msgspec.json.format(msgspec.json.encode(found)) + b"\n")
    return 0 if runs and all(run.holds for run in runs.values()) else 1


@contextmanager
def _store(database: str) -> Iterator[tuple[Store, Cluster | None]]:
    if database == SQLITE:
        with new_store(SQLITE) as store:
            yield store, None
        return
    with private_cluster() as cluster, new_store(POSTGRESQL, cluster.url) as store:
        yield store, cluster


def _plan(given: argparse.Namespace) -> Plan:
    return Plan(
        given.deliveries, given.pace, given.kills, given.patience, given.allowance, given.seed
    )


def _conditions(given: argparse.Namespace, store: Store) -> Conditions:
    broken = ("benchmarks.chaos.sabotage", ",".join(given.sabotage or []))
    module = broken if given.sabotage else ("kauli",)
    return Conditions(_WORKERS[store.name], _PLACES, given.lease, _TIMEOUT, module)


if __name__ == "__main__":
    sys.exit(main())
