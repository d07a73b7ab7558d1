"""What a run showed, as rows of a table and as a document."""

from dataclasses import asdict
from typing import Any

from benchmarks.chaos.manners import DEAD, HANGING
from benchmarks.chaos.play import KILLING, SICK, WELL, Run
from benchmarks.numbers import percentile

__all__ = ["document", "rows"]

_PHASES = {
    WELL: "while all are well",
    SICK: "beside sick ones",
    KILLING: "while programs die, too",
}


def rows(run: Run) -> dict[str, str]:
    """Every figure, by what it is."""
    kills = ", ".join(f"{name} {count}" for name, count in sorted(run.kills.items()))
    found = {name: f"{value:,}" for name, value in asdict(run.verdict).items()}
    for phase, words in _PHASES.items():
        delays = run.delays.get(phase, [])
        if delays:
            p50, p99 = percentile(delays, 0.5), percentile(delays, 0.99)
            found[f"p50 / p99 to the healthy {words}"] = f"{p50:,.0f} / {p99:,.0f} ms"
    for manner in (DEAD, HANGING):
        got = run.spent[manner]
        found[f"attempts at the {manner}, of deliveries"] = f"{got.attempts} of {got.deliveries}"
    return found | {
        "seconds of sickness": f"{run.sick_seconds:.0f}",
        "kills": kills or "none",
        "PostgreSQL cut off": str(run.cut_offs),
        "said again by chatters": f"{run.repetitions:,}",
        "sent by hand": str(run.by_hand),
        "settled after the recovery": f"{run.settled_after:.0f} s",
        "verdict": _verdict(run),
    }


def _verdict(run: Run) -> str:
    if not run.verdict.kept or run.faults:
        return "BROKEN"
    return "kept" if run.unharmed else "the healthy suffer: BROKEN"


def document(database: str, run: Run) -> dict[str, Any]:
    """Everything, for whoever compares runs."""
    delays = {
        phase: {
            "deliveries": len(values),
            "p50": percentile(values, 0.5),
            "p99": percentile(values, 0.99),
        }
        for phase, values in run.delays.items()
    }
    return {"database": database, "holds": run.holds} | _plain(run) | {"delays": delays}


def _plain(run: Run) -> dict[str, Any]:
    left = {name: getattr(run, name) for name in Run.__slots__ if name not in ("verdict", "spent")}
    spent = {
        manner: {"deliveries": one.deliveries, "attempts": one.attempts}
        for manner, one in run.spent.items()
    }
    return left | {"verdict": asdict(run.verdict), "spent": spent}
