"""``python -m benchmarks``: measure, and print every figure beside its baseline."""

import argparse
import time
from pathlib import Path

from benchmarks.figures import Section
from benchmarks.measures import MEASURES
from benchmarks.report import write_report
from benchmarks.sizes import FULL, QUICK, Sizes
from benchmarks.stores import POSTGRESQL, SQLITE, reachable_postgresql
from benchmarks.table import Paper

_LEFT_OUT = (
    "PostgreSQL is left out: no server answers on the local socket or 127.0.0.1 "
    "(KAULI_TEST_DATABASE_URL names another)."
)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Measure Kauli against bare baselines in the same run.",
    )
    parser.add_argument("--quick", action="store_true", help="under a minute: see it run")
    parser.add_argument("--json", metavar="FILE", type=Path, help="also write the figures to FILE")
    parser.add_argument(
        "--only", metavar="NAME", action="append", choices=[*MEASURES], help=", ".join(MEASURES)
    )
    parser.add_argument(
        "--database",
        choices=[SQLITE.lower(), POSTGRESQL.lower()],
        help="only this one",
    )
    return parser.parse_args()


def main() -> None:
    given = _arguments()
    paper = Paper()
    sizes = QUICK if given.quick else FULL
    server = reachable_postgresql() if given.database != SQLITE.lower() else None
    names = [name for name in (SQLITE, POSTGRESQL) if given.database in (None, name.lower())]
    if POSTGRESQL in names and server is None:
        names.remove(POSTGRESQL)
        paper.line(_LEFT_OUT)
    if given.quick:
        paper.line("A quick run: it shows that everything runs; its figures are mostly noise.")
    began = time.monotonic()
    sections = _measured(paper, given.only or [*MEASURES], names, server, sizes)
    paper.line()
    paper.line(f"Measured in {time.monotonic() - began:.0f} s.")
    if given.json is not None:
        write_report(given.json, sections, quick=given.quick)


def _measured(
    paper: Paper, wanted: list[str], names: list[str], server: str | None, sizes: Sizes
) -> list[Section]:
    sections = []
    for one in wanted:
        measure, databases = MEASURES[one]
        for name in names:
            if name in databases:
                paper.progress(f"{one}, {name} ...")
                sections.append(measure(name, server, sizes))
                paper.section(sections[-1])
    return sections


if __name__ == "__main__":
    main()
