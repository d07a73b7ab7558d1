"""YAML as authors mean it, read without trusting it.

Values are built straight from the parser's events, never by a constructor that runs code, and
within bounds: depth, number of values, and what aliases multiply. Three things differ from
what most readers make of YAML, each for the sake of chat texts: ``yes``, ``no``, ``on`` and
``off`` stay words, numbers that would not be written back the same (``0711111111``, ``1.50``)
stay text, and keys are always text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from kauli.flow.definition.bounds import refuse
from kauli.flow.limits import Limits

__all__ = ["Document", "read_yaml"]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"0|-?[1-9]\d{0,17}")
_DECIMAL = re.compile(r"-?\d{1,17}\.\d{1,24}")
_SCIENTIFIC = re.compile(r"-?\d\.\d{1,20}e[+-]\d{1,3}")
_CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}
_TEXT_TAG = "tag:yaml.org,2002:str"


@dataclass(slots=True)
class Document:
    """A document of a file.

    Attributes:
        value: what is in it.
        twice: keys that a map has twice, with the line of the second; the last one counts.
    """

    value: object = None
    twice: list[tuple[str, int]] = field(default_factory=list)


@dataclass(slots=True)
class _Open:
    """A list or map that is being read."""

    value: list[object] | dict[str, object]
    anchor: str | None
    first_node: int
    key: str | None = None
    key_is_merge: bool = False


def read_yaml(text: str, limits: Limits) -> list[Document]:
    """The documents of a YAML file.

    Raises:
        Invalid: it is not YAML, not safe, or beyond a limit; the message names the line.
    """
    try:
        return list(_documents(text, limits))
    except yaml.MarkedYAMLError as error:
        raise _at(error.problem_mark or error.context_mark, _explained(error)) from None
    except yaml.YAMLError as error:
        raise _wrong(f"The file can't be read as YAML: {str(error).splitlines()[0]}.") from None


def _documents(text: str, limits: Limits) -> Iterator[Document]:
    reading: _Reading | None = None
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.DocumentStartEvent):
            reading = _Reading(limits)
        elif isinstance(event, yaml.DocumentEndEvent) and reading is not None:
            yield reading.document
        elif reading is not None:
            reading.take(event)


class _Reading:
    """Builds one document, event by event."""

    def __init__(self, limits: Limits) -> None:
        self.document = Document()
        self._limits = limits
        self._open: list[_Open] = []
        self._anchors: dict[str, tuple[object, int]] = {}
        self._nodes = 0

    def take(self, event: yaml.Event) -> None:
        mark = event.start_mark
        if isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
            self._begin(event)
        elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            closed = self._open.pop()
            if closed.anchor:
                self._anchors[closed.anchor] = (closed.value, self._nodes - closed.first_node + 1)
        elif isinstance(event, yaml.ScalarEvent):
            self._count(1, mark)
            self._scalar(event)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)

    def _begin(self, event: yaml.SequenceStartEvent | yaml.MappingStartEvent) -> None:
        mark = event.start_mark
        _check_tag(event)
        if len(self._open) >= self._limits.nesting:
            raise _at(mark, f"lists and maps are nested deeper than {self._limits.nesting} levels")
        if self._expects_key():
            raise _at(mark, "a list or map can't be a key; put the key in quotes")
        self._count(1, mark)
        value: list[object] | dict[str, object] = (
            [] if isinstance(event, yaml.SequenceStartEvent) else {}
        )
        self._put(value, mark)
        self._open.append(_Open(value, event.anchor, self._nodes))

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        _check_tag(event)
        if self._expects_key():
            parent = self._open[-1]
            parent.key = event.value
            parent.key_is_merge = event.value == "<<" and event.implicit[0]
            return
        value = _resolved(event.value) if event.implicit[0] else event.value
        if event.anchor:
            self._anchors[event.anchor] = (value, 1)
        self._put(value, event.start_mark)

    def _alias(self, event: yaml.AliasEvent) -> None:
        mark = event.start_mark
        if event.anchor not in self._anchors:
            raise _at(mark, f"*{event.anchor} refers to nothing that is complete by then")
        if self._expects_key():
            raise _at(mark, "an alias can't be a key; write the key out")
        value, nodes = self._anchors[event.anchor]
        self._count(nodes, mark)
        self._put(value, mark)

    def _put(self, value: object, mark: Any) -> None:
        if not self._open:
            self.document.value = value
            return
        parent = self._open[-1]
        if isinstance(parent.value, list):
            parent.value.append(value)
            return
        key = parent.key or ""
        parent.key = None
        if parent.key_is_merge:
            for name, inherited in _merged(value, mark).items():
                parent.value.setdefault(name, inherited)
            return
        if key in parent.value:
            self.document.twice.append((key, mark.line + 1))
        parent.value[key] = value

    def _expects_key(self) -> bool:
        parent = self._open[-1] if self._open else None
        return parent is not None and isinstance(parent.value, dict) and parent.key is None

    def _count(self, nodes: int, mark: Any) -> None:
        self._nodes += nodes
        if self._nodes > self._limits.nodes:
            raise _at(mark, f"the file holds more than {self._limits.nodes:,} values")


def _resolved(text: str) -> object:
    """What a word without quotes means."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text) and repr(float(text)) == text:
        return float(text)
    return float(text) if _SCIENTIFIC.fullmatch(text) else text


def _merged(value: object, mark: Any) -> dict[str, object]:
    maps = value if isinstance(value, list) else [value]
    merged: dict[str, object] = {}
    for one in maps:
        if not isinstance(one, dict):
            raise _at(mark, "<< takes over a map, and this is none")
        merged = {**one, **merged}
    return merged


def _check_tag(event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
    tag = event.tag
    if tag and tag not in ("!", _TEXT_TAG):
        raise _at(event.start_mark, f"tags such as {tag[:60]} are not supported; remove it")


def _explained(error: yaml.MarkedYAMLError) -> str:
    problem = (error.problem or "it is not YAML").strip()
    if "cannot start any token" in problem:
        problem += "; put a text that begins with a sign in quotes, and indent without tabs"
    return problem


def _at(mark: Any, problem: str) -> Exception:
    where = f"Line {mark.line + 1}: " if mark is not None else ""
    return _wrong(f"{where}{problem}." if where else f"{problem[:1].upper()}{problem[1:]}.")


def _wrong(message: str) -> Exception:
    return refuse("file_unreadable", "file", message)
