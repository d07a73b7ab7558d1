"""How the command line says that something went wrong: a sentence, and no traceback."""

from collections.abc import Iterator
from contextlib import contextmanager

import typer
from rich.text import Text

from kauli.cli.screen import err, show_line
from kauli.kit.errors import KauliError

__all__ = ["errors_as_sentences"]


@contextmanager
def errors_as_sentences() -> Iterator[None]:
    """Turn the errors meant for people into a sentence on standard error and exit code 1."""
    try:
        yield
    except KauliError as error:
        _show(error)
        raise typer.Exit(1) from error


def _show(error: KauliError) -> None:
    show_line(err, Text.assemble(("Error: ", "bold red"), error.message))
    for problem in error.problems:
        if problem.message != error.message:
            show_line(err, Text(f"  {'.'.join(problem.where)}: {problem.message}"))
