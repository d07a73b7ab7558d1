"""Bots to begin with."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import Field

from kauli.api.dependencies import Everything, Me
from kauli.api.v1.bot_models import Bot
from kauli.api.v1.models import FAULTS, Input, Output
from kauli.flow import BotDocument
from kauli.services.bots import BotView
from kauli.templates import LANGUAGES, Language, Template, document_of, template, templates

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/templates", tags=["templates"], responses=FAULTS)

TemplateId = Annotated[str, Path(max_length=100, examples=["restaurant"])]


class Words(Output):
    """A text in both languages."""

    en: str
    sw: str


class TemplateOut(Output):
    """A bot to begin with; ``name`` and ``description`` are in both languages."""

    id: str = Field(examples=["restaurant"])
    name: Words
    description: Words
    industry: str
    languages: list[Language]
    states: int
    intents: int
    channels: list[str] = Field(
        description="Where it can be used as it is.", examples=[["web", "whatsapp"]]
    )


class Templates(Output):
    """All templates."""

    items: list[TemplateOut]


class TemplateDocument(Output):
    """What a bot that is made from a template begins with."""

    id: str
    language: Language
    name: str
    description: str
    industry: str
    confidence_threshold: float
    fallback_message: list[str]
    webhook_trigger_intents: list[str]
    intents: dict[str, Any]
    flows: dict[str, Any]


class FromTemplate(Input):
    """Which language the new bot speaks, and what it is called."""

    language: Language = "english"
    name: str | None = Field(None, description="As the template if left out.", max_length=1_000)


@router.get("", response_model=Templates)
async def list_templates(_: Me) -> dict[str, list[TemplateOut]]:
    """List the bots to begin with."""
    return {"items": [_shown(one) for one in templates()]}


@router.get("/{template_id}", response_model=TemplateDocument)
async def get_template(
    _: Me, template_id: TemplateId, language: Annotated[Language, Query()] = "english"
) -> TemplateDocument:
    """Get what a template holds."""
    template(template_id)
    return _document(template_id, language, document_of(template_id, language))


@router.post("/{template_id}/bots", response_model=Bot, status_code=201)
async def create_from_template(
    me: Me, services: Everything, template_id: TemplateId, wanted: FromTemplate | None = None
) -> BotView:
    """Make a bot from a template, and publish it at once."""
    wanted = wanted or FromTemplate()
    document = document_of(template_id, wanted.language)
    if wanted.name is not None:
        document = replace(document, name=wanted.name)
    return await services.bots.import_document(me, document)


def _shown(one: Template) -> TemplateOut:
    return TemplateOut(
        id=one.id,
        name=_words(one.names),
        description=_words(one.descriptions),
        industry=one.industry,
        languages=list(LANGUAGES),
        states=one.states,
        intents=one.intents,
        channels=list(one.channels),
    )


def _words(by_language: Mapping[Language, str]) -> Words:
    return Words(en=by_language["english"], sw=by_language["swahili"])


def _document(template_id: str, language: Language, document: BotDocument) -> TemplateDocument:
    return TemplateDocument(
        id=template_id,
        language=language,
        name=document.name or "",
        description=document.description or "",
        industry=document.industry or "",
        confidence_threshold=document.confidence_threshold or 0.5,
        fallback_message=list(document.fallback_message or ()),
        webhook_trigger_intents=list(document.webhook_trigger_intents or ()),
        intents=document.intents or {},
        flows=document.flows or {},
    )
