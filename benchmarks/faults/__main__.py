"""``python -m benchmarks.faults``: kill Kauli while people order, and count what arrives."""

import argparse
import asyncio
import sys
from dataclasses import asdict
from pathlib import Path

import msgspec

from benchmarks.faults.proof import Plan, Proof, prove
from benchmarks.faults.tally import Verdict
from benchmarks.processes import free_port
from benchmarks.stores import POSTGRESQL, SQLITE, new_store, reachable_postgresql
from benchmarks.subject import prepare
from benchmarks.table import Paper

_APART = {"apart": True, "inside": False}
_COLUMNS = ["database", "worker", "kills", *Verdict.names(), "said again", "seconds", "verdict"]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.faults",
        description="Kill Kauli with SIGKILL while people order pizzas; count what arrives.",
    )
    parser.add_argument("--conversations", type=int, default=500, metavar="N")
    parser.add_argument("--kills", type=int, default=20, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="of all chance")
    parser.add_argument(
        "--lease",
        type=float,
        default=5.0,
        metavar="SECONDS",
        help="how long a dead worker's deliveries stay with it",
    )
    parser.add_argument(
        "--database", choices=[SQLITE.lower(), POSTGRESQL.lower()], help="only this one"
    )
    parser.add_argument(
        "--worker", choices=[*_APART], help="only in a process of its own, or inside the server"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the counts to FILE")
    return parser.parse_args()


def main() -> int:
    given = _arguments()
    paper = Paper()
    server = reachable_postgresql()
    rows, found = [], []
    for database in (SQLITE, POSTGRESQL):
        if given.database not in (None, database.lower()):
            continue
        if database == POSTGRESQL and server is None:
            paper.line("PostgreSQL is left out: no server answers.")
            continue
        for where, apart in _APART.items():
            if given.worker not in (None, where):
                continue
            paper.progress(f"{database}, the worker {where} ...")
            proof = _proof(given, database, server, apart=apart)
            rows.append(_row(database, where, proof))
            found.append({"database": database, "worker": where, **asdict(proof)})
            for fault in proof.faults:
                paper.line(f"{database}, the worker {where}: {fault}")
    paper.table(_COLUMNS, rows)
    if given.json is not None:
        given.json.write_bytes(msgspec.json.format(msgspec.json.encode(found)) + b"\n")
    return 0 if rows and all(row[-1] == "kept" for row in rows) else 1


def _proof(given: argparse.Namespace, database: str, server: str | None, *, apart: bool) -> Proof:
    port = free_port()
    plan = Plan(given.conversations, given.kills, apart, given.seed, given.lease)
    with new_store(database, server) as store:
        home = prepare(store, webhook=f"http://127.0.0.1:{port}/new-order")
        return asyncio.run(prove(plan, home, port))


def _row(database: str, where: str, proof: Proof) -> list[str]:
    kills = ", ".join(f"{name} {count}" for name, count in sorted(proof.kills.items()))
    figures = [str(value) for value in asdict(proof.verdict).values()]
    verdict = "kept" if proof.holds else "BROKEN"
    return [
        database,
        where,
        kills,
        *figures,
        str(proof.repetitions),
        f"{proof.seconds:.0f}",
        verdict,
    ]


if __name__ == "__main__":
    sys.exit(main())
