"""A file's text to plain values, JSON or YAML, with errors that name the line."""

import json
from collections import Counter
from dataclasses import dataclass

from kauli.flow.definition.bounds import check_bounds, refuse
from kauli.flow.definition.yaml_text import Document, read_yaml
from kauli.flow.findings import Finding
from kauli.flow.limits import Limits
from kauli.flow.texts import clean

__all__ = ["Part", "read_file"]


@dataclass(frozen=True, slots=True)
class Part:
    """A document of a file.

    Attributes:
        value: what is in it.
        remarks: what was odd about it.
    """

    value: object
    remarks: tuple[Finding, ...] = ()


def read_file(text: str, limits: Limits) -> list[Part]:
    """The documents in a file: one in JSON, one or several in YAML; what is empty gives none.

    Raises:
        Invalid: it is neither, or beyond a limit.
    """
    if len(text) > limits.file_chars:
        raise refuse(
            "file_too_large",
            "file",
            f"The file is longer than {limits.file_chars:,} characters; split the bot in two.",
        )
    text = clean(text.removeprefix("\ufeff"))
    documents = [_read_json(text)] if text.lstrip()[:1] in {"{", "["} else read_yaml(text, limits)
    for document in documents:
        check_bounds("file", document.value, limits)
    return [Part(d.value, _remarks(d)) for d in documents if d.value not in (None, [], {})]


def _read_json(text: str) -> Document:
    """JSON, by a parser that knows the line of a fault."""
    document = Document()

    def collect(pairs: list[tuple[str, object]]) -> dict[str, object]:
        values = dict(pairs)
        if len(values) < len(pairs):
            times = Counter(key for key, _ in pairs)
            document.twice += [(key, 0) for key, count in times.items() if count > 1]
        return values

    try:
        document.value = json.loads(text, object_pairs_hook=collect)
    except json.JSONDecodeError as error:
        raise refuse(
            "file_unreadable",
            "file",
            f"Line {error.lineno}, column {error.colno}: {error.msg}.",
        ) from None
    except RecursionError:
        raise refuse(
            "document_too_deep", "file", "The JSON is nested too deep; a bot needs a few levels."
        ) from None
    except ValueError as error:
        raise refuse("file_unreadable", "file", f"The file is not JSON: {error}.") from None
    return document


def _remarks(document: Document) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            "duplicate_key",
            "warning",
            None,
            f"{key[:100]!r} is written twice{f', again on line {line}' if line else ''}; "
            "only the last one counts.",
            "Rename one of them, or remove it.",
        )
        for key, line in document.twice
    )
