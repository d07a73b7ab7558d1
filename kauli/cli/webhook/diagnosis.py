"""What the doctor found, on the screen: probe by probe as it comes, then the verdict."""

from dataclasses import asdict

from rich.table import Table
from rich.text import Text

from kauli.cli.screen import clean, note, on_terminal, out, say, show_table, width
from kauli.delivery.doctor import PROBES, Report, Result
from kauli.kit import json

__all__ = ["as_json", "show_report", "show_result"]

_STYLES = {"good": "green", "doubtful": "yellow", "wrong": "bold red"}
_VERDICTS = {"ready": "bold green", "ready, with doubts": "bold yellow", "not ready": "bold red"}


def show_result(result: Result) -> None:
    """A probe, as soon as it is judged; for a terminal."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=8)
    grid.add_column(width=9)
    grid.add_column(overflow="fold")
    what = Text.assemble(
        (result.sent, "bold"),
        "\n",
        (f"{_came(result)}; expected {result.expected}. ", "dim"),
        clean(result.sentence),
    )
    grid.add_row(Text(result.grade, style=_STYLES[result.grade]), Text(result.name), what)
    out.print(grid, width=width())


def show_report(report: Report) -> None:
    """All of it when piped; on a terminal, where the probes stand already, the verdict."""
    if not on_terminal():
        show_table(
            ("grade", "probe", "expected", "came", "sentence"),
            [
                (one.grade, one.name, one.expected, _came(one), one.sentence)
                for one in report.results
            ],
        )
    say()
    say(report.verdict, style=_VERDICTS[report.verdict])
    last = report.results[-1]
    if report.ended == last.sentence:
        say(f"The other {len(PROBES) - len(report.results)} probes were left out.")
    else:
        say(report.sentence)
    if last.replies[-1].outcome == "blocked":
        note("--open lets this machine's own addresses be called, this once.")


def as_json(report: Report) -> str:
    """All of it, for machines: one line."""
    return json.dumps(
        {
            "url": report.url,
            "verdict": report.verdict,
            "sentence": report.sentence,
            "ended_early": bool(report.ended),
            "probes": [asdict(one) for one in report.results],
        }
    ).decode()


def _came(result: Result) -> str:
    """What came, such as ``200 in 12 ms, 409 in 3 ms``."""
    return ", ".join(
        f"no answer, {one.ms:,} ms" if one.status is None else f"{one.status} in {one.ms:,} ms"
        for one in result.replies
    )
