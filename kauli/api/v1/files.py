"""The files of a bot as they are sent: one as the body, or several in it."""

import re
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import msgspec
from pydantic import Field

from kauli.api.body import check_value
from kauli.api.v1.bot_models import FindingOut
from kauli.api.v1.models import Output
from kauli.flow import BotDocument, Finding, flat_intents, read_documents
from kauli.kit.errors import Invalid, Problem

__all__ = ["ImportPreview", "preview_of", "read_files"]

_LINE = re.compile(r"Line (\d+)")


class _OneFile(msgspec.Struct, forbid_unknown_fields=True):
    """A file with its name, by which errors speak of it."""

    text: str
    name: str = ""


class _ManyFiles(msgspec.Struct, forbid_unknown_fields=True):
    """Several files of one bot, such as the SDKs' intents, flow and metadata."""

    files: list[_OneFile]


_many = msgspec.json.Decoder(_ManyFiles)


class ImportPreview(Output):
    """What a file would make."""

    name: str | None = Field(description="As the file says; null if it says none.")
    description: str | None
    language: str | None
    intents: int
    examples: int = Field(description="The example sentences of all intents.")
    states: int
    webhook_url: str | None = Field(description="Where the bot would send what people order.")
    middleware_url: str | None = Field(description="The server it would ask for values.")
    findings: list[FindingOut]


def preview_of(document: BotDocument, findings: Sequence[Finding]) -> dict[str, Any]:
    """What a document would make, in short."""
    said = flat_intents(document.intents or {})
    middleware = document.middleware
    return {
        "name": document.name,
        "description": document.description,
        "language": document.language,
        "intents": len(said),
        "examples": sum(map(len, said.values())),
        "states": len(document.flows or {}),
        "webhook_url": document.webhook_url or None,
        "middleware_url": (middleware.base_url or None) if middleware else None,
        "findings": findings,
    }


def read_files(body: bytes) -> BotDocument:
    """A bot from the body of a request.

    Raises:
        Invalid: it is no bot; with the file and the line where that is known.
    """
    files = _files(body)
    try:
        document = read_documents(*(file.text for file in files))
    except Invalid as error:
        raise _located(error, files) from None
    check_value(asdict(document))
    return document


def _files(body: bytes) -> list[_OneFile]:
    try:
        found = _many.decode(body).files
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
        found = [_OneFile(_text(body))]
    if not found or not all(file.text.strip() for file in found):
        raise Invalid("The file is empty; send what an export gives.", code="empty_file")
    return found


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError:
        raise Invalid("The file is not UTF-8; save it as UTF-8.", code="not_utf8") from None


def _located(error: Invalid, files: list[_OneFile]) -> Invalid:
    """The error with the name of its file and the line, as far as these are known."""
    problems = [_place(problem, files) for problem in error.problems]
    message = error.message
    if len(files) > 1 and problems and problems[0].where[1:]:
        message = f"{problems[0].where[1]}: {problems[0].message}"
    return Invalid(message, code=error.code, problems=problems)


def _place(problem: Problem, files: list[_OneFile]) -> Problem:
    where = problem.where
    if where[:1] == ("file",) and where[1:] and where[1].isdecimal():
        where = ("file", files[int(where[1]) - 1].name or where[1])
    line = _LINE.match(problem.message)
    return Problem(where + (("line", line[1]) if line else ()), problem.message, problem.kind)
