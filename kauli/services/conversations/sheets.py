"""Rows as files: CSV for spreadsheets, JSON for programs."""

import csv
import io
import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kauli.kit import json

__all__ = ["Cell", "Format", "Sheet", "safe", "written"]

Cell = str | int | float | bool | None
Format = Literal["csv", "json"]

_MARK = "\ufeff"
"""Spreadsheets take a file that begins with it for UTF-8."""

_FORMULA = re.compile(r"\s*[=+\-@|%\uff1d\uff0b\uff0d\uff20]")
_NUMBER = re.compile(r"[+-]?\d[\d .,]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table that is made while it is read.

    Attributes:
        columns: their names.
        rows: some at a time, a cell for each column.
    """

    columns: Sequence[str]
    rows: AsyncIterator[list[list[Cell]]]


def safe(cell: Cell) -> str | int | float | bool | None:
    """A cell that no spreadsheet takes for a formula; an apostrophe before it says that it is text.

    Numbers stay as they are, phone numbers such as ``+255 711 111 111`` among them.
    """
    if isinstance(cell, str) and cell and (_FORMULA.match(cell) or cell[0] in "\t\r\n"):
        return cell if _NUMBER.fullmatch(cell) else f"'{cell}"
    return cell


async def written(sheet: Sheet, format_: Format) -> AsyncIterator[bytes]:
    """The bytes of a file, UTF-8.

    Args:
        sheet: what to write.
        format_: ``csv`` has a line of names first; ``json`` is a list of objects, one on a line.
    """
    if format_ == "csv":
        yield _MARK.encode() + _lines([sheet.columns])
        async for rows in sheet.rows:
            yield _lines(rows)
        return
    between = b"[\n"
    async for rows in sheet.rows:
        objects = [json.dumps(dict(zip(sheet.columns, row, strict=True))) for row in rows]
        if objects:
            yield between + b",\n".join(objects)
            between = b",\n"
    yield b"\n]\n" if between != b"[\n" else b"[]\n"


def _lines(rows: Sequence[Sequence[Cell]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows([safe(cell) for cell in row] for row in rows)
    return text.getvalue().encode()
