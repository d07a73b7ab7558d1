"""``python -m benchmarks.nlu``: the recogniser beside what else people would take."""

import argparse
import json
import os
from dataclasses import replace
from pathlib import Path

from benchmarks.nlu.data import PARTS, Labelled, read_set
from benchmarks.nlu.peers import PEERS, Peer, running
from benchmarks.nlu.protocols import Sizes, measure_set, measure_speed
from benchmarks.table import Paper

_SETS = ("massive_en", "massive_sw", "clinc150")
_COLUMNS = (
    "k=5", "k=10", "k=20", "typos", "kept", "ECE", "OOS", "bot15", "bot OOS", "bot ECE",
    "right", "refused", "balance",
)  # fmt: skip
_COSTS = ("train s", "train cpu", "p50 ms", "p99 ms", "model kB", "memory MB")
_FULL, _QUICK = Sizes(seeds=3, bots=10, messages=500), Sizes(seeds=1, bots=2, messages=150)
_DATA = Path("..") / "shared" / "data"
_NOTE = """k: share understood with so many examples an intent. typos: one random edit in a tenth \
of the characters, at k=10; kept: that share of what is understood without. ECE: gap between \
confidence and truth. OOS: AUROC of the confidence, what belongs to the bot against what does \
not. bot: small bots of 15 intents. right, refused, balance: at a threshold of 0.6, messages \
answered rightly, foreign ones refused, the mean of both. train s: median of five by the clock; \
train cpu: the least of five in seconds of the processor, which other work on the machine hardly \
changes."""


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.nlu",
        description="Measure intent recognition on labelled sets.",
    )
    data = Path(os.environ.get("KAULI_BENCH_DATA", _DATA))
    parser.add_argument("--data", type=Path, default=data, help="folder of the sets (%(default)s)")
    parser.add_argument("--only", action="append", choices=[*PEERS], help="only these recognisers")
    parser.add_argument("--set", action="append", choices=_SETS, dest="sets", help="only these")
    parser.add_argument("--part", choices=PARTS, default="all", help="which intents (%(default)s)")
    parser.add_argument("--quick", action="store_true", help="see it run; figures are rough")
    parser.add_argument("--messages", type=int, metavar="N", help="ask each bot so many at most")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures to FILE")
    return parser.parse_args()


def main() -> None:
    given = _arguments()
    paper = Paper()
    sizes = _QUICK if given.quick else _FULL
    if given.messages is not None:
        sizes = replace(sizes, messages=given.messages)
    sets = {
        name: read_set(given.data / f"{name}.jsonl", given.part)
        for name in given.sets or _SETS
        if (given.data / f"{name}.jsonl").exists()
    }
    for name in given.sets or _SETS:
        if name not in sets:
            paper.line(f"{name} is left out: there is no {given.data / name}.jsonl (--data).")
    peers = [PEERS[name] for name in given.only or PEERS]
    for peer in peers:
        if peer.missing:
            paper.line(f"{peer.name} is left out: {peer.missing}.")
    present = [peer for peer in peers if not peer.missing]
    if not sets or not present:
        return
    paper.line(_NOTE)
    figures = {
        name: {peer.name: _one_set(paper, peer, name, rows, sizes) for peer in present}
        for name, rows in sets.items()
    }
    for name, found in figures.items():
        paper.line()
        paper.line(name)
        paper.table(("", *_COLUMNS), [_row(peer, _COLUMNS, row) for peer, row in found.items()])
    rows = sets.get("clinc150", next(iter(sets.values())))
    costs = {peer.name: _costs(paper, peer, rows, sizes) for peer in present}
    paper.line()
    paper.line("Costs: a bot of 20 intents and 15 examples each, one thread")
    paper.table(("", *_COSTS), [_row(peer, _COSTS, row) for peer, row in costs.items()])
    if given.json is not None:
        document = {"part": given.part, "sets": figures, "costs": costs}
        given.json.write_text(json.dumps(document, indent=1) + "\n")


def _one_set(
    paper: Paper, peer: Peer, name: str, rows: list[Labelled], sizes: Sizes
) -> dict[str, float]:
    with running(peer, rows[0].lang) as process:
        return measure_set(
            process, rows, sizes, lambda what: paper.progress(f"{peer.name}, {name}: {what} ...")
        )


def _costs(paper: Paper, peer: Peer, rows: list[Labelled], sizes: Sizes) -> dict[str, float]:
    paper.progress(f"{peer.name}: costs ...")
    with running(peer, rows[0].lang) as process:
        return measure_speed(process, rows, sizes.messages)


def _row(name: str, columns: tuple[str, ...], found: dict[str, float]) -> tuple[str, ...]:
    return name, *(_figure(column, found.get(column)) for column in columns)


def _figure(column: str, value: float | None) -> str:
    if value is None:
        return "-"
    if column in _COSTS:
        return f"{value:,.0f}" if value >= 20 else f"{value:.2f}"
    return f"{value:.3f}".removeprefix("0")


if __name__ == "__main__":
    main()
