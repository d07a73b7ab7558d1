"""Messages that somebody labelled, from a file."""

import csv
import io
from collections.abc import Iterable, Iterator
from pathlib import Path

from kauli.kit import json
from kauli.kit.errors import Invalid

__all__ = ["read_labelled"]

Labelled = tuple[str, str | None]

_NOBODYS = frozenset(["", "none", "oos", "out_of_scope"])
"""How files name what no intent of the bot is meant by."""


def read_labelled(path: Path) -> list[Labelled]:
    """Read a file of messages with their intents.

    A line is ``{"text": …, "intent": …}`` (JSON Lines), or the file is CSV whose first line names
    the columns ``text`` and ``intent``. What no intent is meant by has none (``null`` or empty),
    or ``oos``.

    Raises:
        Invalid: it can't be read, with the line.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Invalid(f"{path} can't be read: {error}.", code="file_unreadable") from error
    rows = _json_lines(path, text) if text.lstrip().startswith("{") else _csv(path, text)
    found = list(rows)
    if not found:
        raise Invalid(f"{path} holds no messages.", code="empty_file")
    return found


def _json_lines(path: Path, text: str) -> Iterator[Labelled]:
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                row = json.parse_body(line.encode())
            except Invalid as error:
                raise _broken(path, number, error.message) from error
            if not isinstance(row, dict):
                raise _broken(path, number, "It is no JSON object.")
            yield _labelled(path, number, row.get("text"), row.get("intent"))


def _csv(path: Path, text: str) -> Iterator[Labelled]:
    reader = csv.DictReader(io.StringIO(text))
    if not {"text", "intent"} <= set(reader.fieldnames or ()):
        raise _broken(path, 1, "It must name the columns text and intent.")
    rows: Iterable[dict[str, str | None]] = reader
    for row in rows:
        yield _labelled(path, reader.line_num, row["text"], row["intent"])


def _labelled(path: Path, number: int, text: object, intent: object) -> Labelled:
    if not isinstance(text, str) or not text.strip():
        raise _broken(path, number, "There is no text.")
    if intent is not None and not isinstance(intent, str):
        raise _broken(path, number, "The intent is no name.")
    name = (intent or "").strip()
    return text, None if name.casefold() in _NOBODYS else name


def _broken(path: Path, number: int, why: str) -> Invalid:
    return Invalid(f"{path}, line {number}: {why}", code="file_unreadable")
