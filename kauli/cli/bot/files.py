"""Bots in files: one, or the SDKs' three; YAML or JSON."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal, TypeAlias

from kauli.flow import BotDocument, read_documents, split_documents, write_document
from kauli.kit.errors import Invalid

__all__ = [
    "Format",
    "document_in",
    "format_of",
    "read_text",
    "write_one",
    "write_text",
    "write_three",
]

Format: TypeAlias = Literal["yaml", "json"]

_ENDINGS = (".yaml", ".yml", ".json")
_THREE = ("intents", "flow", "flows", "metadata")


def document_in(paths: Sequence[Path]) -> BotDocument:
    """Read a bot from its files; a folder stands for the files of the three-file form in it.

    Raises:
        Invalid: a file that is missing, unreadable or not a bot; says where.
    """
    files = [file for path in paths for file in _files(path)]
    texts = [read_text(file) for file in files]
    try:
        return read_documents(*texts)
    except Invalid as error:
        raise _named(error, files) from error


def format_of(path: Path) -> Format:
    """``json`` for a file that ends so, else ``yaml``."""
    return "json" if path.suffix.casefold() == ".json" else "yaml"


def write_one(document: BotDocument, path: Path, format_: Format) -> None:
    """Write a bot to one file.

    Raises:
        Invalid: the file can't be written.
    """
    write_text(path, write_document(document, format_))


def write_three(document: BotDocument, folder: Path, format_: Format) -> list[Path]:
    """Write a bot as three files into a folder, which is made where there is none.

    Raises:
        Invalid: a file can't be written.
    """
    texts = split_documents(document, format_)
    written = {folder / f"{name}.{format_}": text for name, text in texts.items()}
    for path, text in written.items():
        write_text(path, text)
    return list(written)


def _named(error: Invalid, files: Sequence[Path]) -> Invalid:
    """The error with the name of the file in which it is, where it only knows a number."""
    names = ", ".join(str(file) for file in files)
    where = error.problems[0].where if error.problems else ()
    if where[:1] == ("file",) and where[1:] and where[1].isdecimal():
        names = str(files[int(where[1]) - 1])
        return Invalid(
            f"{names}: {error.message.removeprefix(f'File {where[1]}: ')}", code=error.code
        )
    return Invalid(f"{names}: {error.message}", code=error.code)


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = [path / f"{name}{ending}" for name in _THREE for ending in _ENDINGS]
    there = [file for file in found if file.is_file()]
    if not there:
        raise Invalid(
            f"{path} holds none of the files intents, flow and metadata (.json or .yaml).",
            code="file_not_found",
        )
    return there


def read_text(path: Path) -> str:
    """The text of a file.

    Raises:
        Invalid: it can't be read, or is no text.
    """
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise Invalid(f"{path} is not text in UTF-8.", code="not_text") from error
    except OSError as error:
        raise Invalid(f"Can't read {path}: {error.strerror}.", code="file_not_found") from error


def write_text(path: Path, text: str) -> None:
    """Write a file, and the folders it is in where there are none.

    Raises:
        Invalid: it can't be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Invalid(f"Can't write {path}: {error.strerror}.", code="not_writable") from error
