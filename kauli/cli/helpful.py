"""Help that teaches: every command ends with examples, and is plain text when it is piped."""

import sys
import textwrap
from typing import Any, Literal

from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from typer.core import TyperCommand, TyperGroup

from kauli.cli.screen import out

__all__ = ["HELP_OPTIONS", "Command", "Group", "examples"]

HELP_OPTIONS = {"help_option_names": ["--help", "-h"]}
"""The context settings of every command."""

_GAP = "  # "


def examples(*lines: tuple[str, str]) -> str:
    """The examples below a command's help, from pairs of a command and what it does."""
    longest = max(len(command) for command, _ in lines)
    return "\n".join(
        f"{command:<{longest}}{_GAP}{what}" if what else command for command, what in lines
    )


class _Teaching:
    """Decides at the time of printing, by where it prints, how the help looks."""

    rich_markup_mode: Literal["markdown", "rich", None]
    help: str | None

    def __init__(self, *args: Any, epilog: str | None = None, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.examples = epilog or ""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        self.help = _filled(self.help or "")
        self.rich_markup_mode = "rich" if sys.stdout.isatty() else None
        super().format_help(ctx, formatter)  # type: ignore[misc]  # the sibling class has it
        if not self.examples:
            return
        if self.rich_markup_mode is None:
            formatter.write(f"\nExamples:\n{textwrap.indent(self.examples, '  ')}\n")
        else:
            _print_examples(self.examples)


class Command(_Teaching, TyperCommand):
    """A command with examples."""


class Group(_Teaching, TyperGroup):
    """A group of commands with examples."""


def _filled(text: str) -> str:
    """The paragraphs without the line breaks of the source."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


def _print_examples(text: str) -> None:
    out.print(Text(" Examples", style="bold"))
    grid = Table.grid(padding=(0, 2))
    for line in text.splitlines():
        command, _, what = line.partition(_GAP)
        grid.add_row(Text(command.rstrip(), style="cyan", overflow="fold"), Text(what, "dim"))
    out.print(Padding(grid, (0, 3, 1, 3)))
