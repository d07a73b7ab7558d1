"""Sections on paper: tables on a terminal, tab-separated lines in a pipe."""

from collections.abc import Iterable, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table
from rich.text import Text

from benchmarks.figures import Figure, Section

__all__ = ["BAD", "Paper"]

BAD = ("MISSED", "BROKEN")
"""How cells end that nobody should overlook."""


class Paper:
    """Prints sections as they come in, and progress beside them on standard error."""

    def __init__(self) -> None:
        self._out = Console(highlight=False)
        self._err = Console(stderr=True, highlight=False)

    def progress(self, sentence: str) -> None:
        """Say what is being done, where somebody may be waiting."""
        self._err.print(Text(sentence, style="dim"), soft_wrap=True)

    def line(self, sentence: str = "") -> None:
        """A line between sections."""
        print(sentence, flush=True)

    def section(self, section: Section) -> None:
        """Print a table, or only its note where it has no rows."""
        self.line()
        self._out.print(Text(section.title, style="bold"), soft_wrap=True)
        self._out.print(Text(section.note, style="dim"), soft_wrap=True)
        if section.figures:
            names = ("", *section.columns, "ratio", "aim")
            self.table(names, [_cells(figure) for figure in section.figures])

    def table(self, names: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """A table on a terminal; tab-separated lines under a line of names when piped."""
        if not self._out.is_terminal:
            for row in (names, *rows):
                self.line("\t".join(row))
            return
        table = Table(box=SIMPLE_HEAD, header_style="bold", pad_edge=False)
        for place, name in enumerate(names):
            table.add_column(name, justify="right" if 0 < place < len(names) - 1 else "left")
        for row in rows:
            table.add_row(*(Text(cell, "red" if cell.endswith(BAD) else "") for cell in row))
        self._out.print(table)


def _cells(figure: Figure) -> tuple[str, ...]:
    ratio = figure.ratio
    return (
        figure.name,
        _measure(figure.kauli, figure.unit),
        "" if figure.bare is None else _measure(figure.bare, figure.unit),
        "" if ratio is None else f"{ratio:.2f}x",
        "" if figure.aim is None else f"{figure.aim.words}: {_verdict(figure)}",
    )


def _verdict(figure: Figure) -> str:
    return "met" if figure.aim is not None and figure.aim.holds else "MISSED"


def _measure(value: float, unit: str) -> str:
    if value >= 100:
        return f"{value:,.0f} {unit}"
    return f"{value:.1f} {unit}" if value >= 10 else f"{value:.2f} {unit}"
