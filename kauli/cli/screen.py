"""What the command line writes to: a terminal with colours and boxes, or plain lines."""

import os
import shlex
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from shutil import which

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from kauli.kit.clock import iso

__all__ = [
    "clean",
    "err",
    "moment",
    "note",
    "on_terminal",
    "out",
    "program",
    "say",
    "say_command",
    "show_fields",
    "show_line",
    "show_table",
    "width",
]

_WIDEST = 100
_CONTROLS = {code: "\ufffd" for code in (*range(32), *range(127, 160)) if code not in (9, 10)}

out = Console(highlight=False)
"""Standard output: what was asked for."""

err = Console(stderr=True, highlight=False)
"""Standard error: errors, and notes beside the answer."""


def on_terminal() -> bool:
    """Whether somebody looks at standard output."""
    return out.is_terminal


def width() -> int:
    """How many columns to use: on a wide terminal not all, so that it stays in one view."""
    return min(out.width, _WIDEST)


def clean(text: str) -> str:
    """The text without what would steer the terminal; chatters and receivers may send anything."""
    return text.translate(_CONTROLS)


def say(text: str = "", style: str = "") -> None:
    """Print a line of the answer; piped, exactly as it is."""
    show_line(out, Text(text, style=style))


def note(text: str) -> None:
    """Print a line that is not part of the answer, to standard error."""
    show_line(err, Text(text, style="dim"))


def say_command(command: str) -> None:
    """Print a command to copy: in one piece, however narrow the terminal is."""
    out.print(Text(f"  {command}", style="bold cyan"), soft_wrap=True)


def program() -> str:
    """How this program is called from where we are: ``kauli``, or a path to it."""
    if which("kauli"):
        return "kauli"
    called = Path(sys.argv[0])
    return "python -m kauli" if called.stem == "__main__" else shlex.quote(os.path.relpath(called))


def show_line(console: Console, line: Text) -> None:
    """Print a line to either console."""
    if console.is_terminal:
        line.plain = clean(line.plain)
        console.print(line)
    else:  # rich would wrap it, and turn tabs into blanks
        print(line.plain, file=console.file, flush=True)


def show_table(
    columns: Sequence[str], rows: Iterable[Sequence[str]], spare: Sequence[str] = ()
) -> None:
    """A table on a terminal; tab-separated lines under a line of names when piped.

    Args:
        columns: their names.
        rows: a text for each column.
        spare: the columns to leave out, one after the other, while the terminal is too narrow.
    """
    lines = [[" ".join(cell.split()) for cell in row] for row in (columns, *rows)]
    if not on_terminal():
        for line in lines:
            say("\t".join(line))
        return
    for name in spare:
        if sum(max(map(cell_len, column)) + 3 for column in zip(*lines, strict=True)) > out.width:
            place = lines[0].index(name)
            lines = [[*line[:place], *line[place + 1 :]] for line in lines]
    table = Table(box=SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for place, name in enumerate(lines[0]):
        table.add_column(name, overflow="fold", no_wrap=place == 0)  # ids are there to be copied
    for line in lines[1:]:
        table.add_row(*(Text(clean(cell)) for cell in line))
    out.print(table)


def moment(microseconds: int) -> str:
    """A point in time: short on a terminal, to the microsecond when piped; always UTC."""
    exact = iso(microseconds)
    return exact[:19].replace("T", " ") if on_terminal() else exact


def show_fields(fields: Iterable[tuple[str, str]]) -> None:
    """Names and values below each other, the values in one column; empty ones are left out."""
    pairs = [(name, value) for name, value in fields if value]
    if on_terminal():
        grid = Table.grid(padding=(0, 2))
        grid.add_column(style="bold", no_wrap=True)
        grid.add_column(overflow="fold")
        for name, value in pairs:
            grid.add_row(name, Text(clean(value)))
        out.print(grid)
        return
    longest = max((len(name) for name, _ in pairs), default=0)
    for name, value in pairs:
        say(f"{name:<{longest}}  {value}")
