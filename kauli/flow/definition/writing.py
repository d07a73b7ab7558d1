"""Export: one file with everything, or the three files of the SDKs."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Literal, TypeAlias

import msgspec
import yaml

from kauli.flow.definition.bounds import check_bounds
from kauli.flow.definition.document import BotDocument, Middleware
from kauli.flow.limits import DEFAULT_LIMITS
from kauli.flow.raw import as_text
from kauli.flow.texts import clean
from kauli.kit.json import dumps

__all__ = ["FileFormat", "split_documents", "write_document", "write_plain"]

FileFormat: TypeAlias = Literal["yaml", "json"]

_RARE_BREAKS = frozenset("\r\x85\u2028\u2029")
_PARTS = ("intents", "flows")


def write_document(doc: BotDocument, format: FileFormat) -> str:  # noqa: A002 - the natural name
    """The bot as one file, which ``read_documents`` reads back.

    Raises:
        Invalid: its intents or flow are nested beyond the limit.
    """
    return write_plain(_plain_document(doc), format)


def split_documents(
    doc: BotDocument,
    format: FileFormat = "json",  # noqa: A002 - the natural name
) -> dict[str, str]:
    """The bot as the three files of the SDKs: the texts of ``intents``, ``flow`` and ``metadata``.

    Raises:
        Invalid: its intents or flow are nested beyond the limit.
    """
    plain = _plain_document(doc)
    metadata = {key: value for key, value in plain.items() if key not in _PARTS}
    return {
        "intents": write_plain(plain.get("intents", {}), format),
        "flow": write_plain(plain.get("flows", {}), format),
        "metadata": write_plain(metadata, format),
    }


def _plain_document(doc: BotDocument) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for field in fields(doc):
        value = getattr(doc, field.name)
        if value is None or field.name == "remarks":
            continue
        check_bounds(field.name, value, DEFAULT_LIMITS)
        plain[field.name] = _plain(_middleware(value) if field.name == "middleware" else value)
    return plain


def _middleware(middleware: Middleware) -> dict[str, object]:
    return {
        "base_url": middleware.base_url,
        "authorization": middleware.authorization,
        "variables": [{"name": v.name, "path": v.path} for v in middleware.variables],
    }


def _plain(value: object) -> object:
    """The value in nothing but maps, lists, texts, numbers and booleans, none of them shared."""
    match value:
        case Mapping():
            return {as_text(key): _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case str():
            return clean(value)
        case None | bool() | int() | float():
            return value
        case _:
            return as_text(value)


def write_plain(value: object, format: FileFormat) -> str:  # noqa: A002 - the natural name
    """Maps, lists, texts, numbers and booleans as the text of a file."""
    if format == "json":
        return msgspec.json.format(dumps(value), indent=2).decode() + "\n"
    return yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=100)


class _Dumper(yaml.SafeDumper):
    """Writes texts with rare line breaks in double quotes, the only ones that keep them."""

    def represent_str(self, data: str) -> yaml.ScalarNode:
        style = None if _RARE_BREAKS.isdisjoint(data) else '"'
        return self.represent_scalar("tag:yaml.org,2002:str", data, style=style)


_Dumper.add_representer(str, _Dumper.represent_str)
