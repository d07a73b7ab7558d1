"""The templates, read from the files beside this one: ``<id>/<language>.yaml``."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias, get_args

from kauli.flow import BotDocument, read_documents
from kauli.kit.errors import NotFound
from kauli.templates.channels import channels_of

__all__ = ["LANGUAGES", "Language", "Template", "document_of", "template", "templates"]

Language: TypeAlias = Literal["english", "swahili"]

LANGUAGES: tuple[Language, ...] = get_args(Language)

_SHELF = Path(__file__).parent
_IDS = (
    "pizza",
    "restaurant",
    "appointment",
    "support",
    "lead",
    "survey",
    "payment_reminder",
)


@dataclass(frozen=True, slots=True)
class Template:
    """A bot to begin with.

    Attributes:
        id: its name in addresses and on the command line.
        names: what it is called, by language.
        descriptions: what it does, by language.
        industry: where it fits.
        states: how many its flow has.
        intents: how many it understands.
        channels: where it can be used as it is.
    """

    id: str
    names: Mapping[Language, str]
    descriptions: Mapping[Language, str]
    industry: str
    states: int
    intents: int
    channels: tuple[str, ...]


@cache
def templates() -> tuple[Template, ...]:
    """All of them, in the order in which they are shown."""
    return tuple(template(name) for name in _IDS)


@cache
def template(template_id: str) -> Template:
    """One of them.

    Raises:
        NotFound: there is none of that name; with the names there are.
    """
    documents = {language: document_of(template_id, language) for language in LANGUAGES}
    english = documents["english"]
    return Template(
        id=template_id,
        names={language: one.name or "" for language, one in documents.items()},
        descriptions={language: one.description or "" for language, one in documents.items()},
        industry=english.industry or "",
        states=len(english.flows or {}),
        intents=len(english.intents or {}),
        channels=channels_of(english.flows or {}),
    )


@cache
def document_of(template_id: str, language: Language) -> BotDocument:
    """The bot itself.

    Raises:
        NotFound: as ``template``.
    """
    if template_id not in _IDS:
        raise NotFound(
            f"There is no template {template_id[:100]}; there are {', '.join(_IDS)}.",
            code="template_not_found",
        )
    return read_documents((_SHELF / template_id / f"{language}.yaml").read_text(encoding="utf-8"))
