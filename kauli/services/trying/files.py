"""Conversation tests in files, YAML or JSON, as they lie beside the bot's own file."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from kauli.flow import Limits
from kauli.flow.definition.files import read_file
from kauli.flow.definition.writing import FileFormat, write_plain
from kauli.flow.raw import as_text
from kauli.kit.errors import Invalid
from kauli.services.trying.definitions import Definition, checked, read_definition

__all__ = ["read_tests", "write_tests"]

_FORM = "a list of tests, or a map with one under tests"


def read_tests(text: str, limits: Limits) -> list[Definition]:
    """The tests of a file.

    A file may say things shorter: a reply of one line without a list around it, numbers where a
    text belongs, and a middleware's answer as the mere text of it.

    Raises:
        Invalid: it can't be read, or one of them is no test; says which.
    """
    found: list[Definition] = []
    for part in read_file(text, limits):
        for number, raw in enumerate(_listed(part.value), start=len(found) + 1):
            try:
                found.append(checked(read_definition(_test(raw)), limits))
            except Invalid as error:
                message = f"Test {number}: {error.message}"
                raise Invalid(message, code=error.code, problems=error.problems) from None
    return found


def write_tests(tests: Iterable[Definition], format: FileFormat = "yaml") -> str:  # noqa: A002
    """Tests as the text of a file, which ``read_tests`` reads back."""
    return write_plain({"tests": [_without_nothing(one) for one in tests]}, format)


def _without_nothing(test: Definition) -> dict[str, Any]:
    """A test as data, without parts that say nothing."""
    plain: dict[str, Any] = msgspec.to_builtins(test)
    plain["steps"] = [{k: v for k, v in step.items() if v != {}} for step in plain["steps"]]
    return {name: value for name, value in plain.items() if value != {}}


def _listed(value: object) -> list[object]:
    held = value.get("tests") if isinstance(value, Mapping) else value
    if not isinstance(held, list):
        raise Invalid(f"The file holds no tests: it should be {_FORM}.", code="bad_test")
    return held


def _test(raw: object) -> object:
    if not isinstance(raw, Mapping):
        return raw
    test = _texts(raw, "name")
    if isinstance(test.get("start"), Mapping):
        test["start"] = _texts(test["start"], "state")
        _all_texts(test["start"], "memory")
    if isinstance(test.get("steps"), list):
        test["steps"] = [_step(one) for one in test["steps"]]
    return test


def _step(raw: object) -> object:
    if not isinstance(raw, Mapping):
        return raw
    step = _texts(raw, "say")
    expect, calls = step.get("expect"), step.get("calls")
    if isinstance(expect, Mapping):
        step["expect"] = _expectation(expect)
    if isinstance(calls, Mapping):
        step["calls"] = {
            name: {"text": answer} if isinstance(answer, (str, int, float)) else answer
            for name, answer in calls.items()
        }
    return step


def _expectation(raw: Mapping[str, Any]) -> dict[str, Any]:
    expect = _texts(raw, "state", "next_state", "intent")
    replies = expect.get("replies")
    if isinstance(replies, (str, int, float)):
        expect["replies"] = [[as_text(replies)]]
    elif isinstance(replies, list):
        expect["replies"] = [_lines(one) for one in replies]
    return expect


def _lines(raw: object) -> object:
    if isinstance(raw, list):
        return [as_text(line) for line in raw]
    return [as_text(raw)] if isinstance(raw, (str, int, float)) else raw


def _texts(raw: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """A map with texts under some names, where there were numbers."""
    return {
        name: as_text(value) if name in names and isinstance(value, (int, float)) else value
        for name, value in raw.items()
    }


def _all_texts(holder: dict[str, Any], name: str) -> None:
    inner = holder.get(name)
    if isinstance(inner, Mapping):
        holder[name] = _texts(inner, *inner)
