"""A bot as a file: import and export, in JSON or YAML."""

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from starlette.responses import Response

from kauli.api.body import check_value
from kauli.api.dependencies import Everything, Me, ThisVisit
from kauli.api.exchange import Visit
from kauli.api.v1.bot_models import Bot
from kauli.api.v1.models import FAULTS, BotNumber
from kauli.flow import BotDocument, read_documents, write_document
from kauli.kit.errors import Invalid
from kauli.services.bots import BotView

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/bots", tags=["import and export"], responses=FAULTS)

_KINDS = {"json": "application/json", "yaml": "application/yaml"}
_FILE: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "The file that an export gives, or the SDKs' metadata with `intents` "
        "and `flow` in it.",
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "examples": [{"name": "Pizza Bot", "intents": {}, "flows": {}}],
                }
            },
            "application/yaml": {
                "schema": {"type": "string", "examples": ["name: Pizza Bot\nintents: {}\n"]}
            },
        },
    }
}


@router.post("/import", response_model=Bot, status_code=201, openapi_extra=_FILE)
async def import_new(me: Me, services: Everything, visit: ThisVisit) -> BotView:
    """Make a bot from a file."""
    return await services.bots.import_document(me, _document(visit))


@router.post("/{bot_id}/import", response_model=Bot, openapi_extra=_FILE)
async def import_over(me: Me, services: Everything, visit: ThisVisit, bot_id: BotNumber) -> BotView:
    """Let a file replace what it names of a bot, and publish it."""
    return await services.bots.import_document(me, _document(visit), bot_id=bot_id)


@router.get(
    "/{bot_id}/export",
    response_class=Response,
    responses={200: {"content": {media: {"schema": {}} for media in _KINDS.values()}}},
)
async def export(
    me: Me,
    services: Everything,
    bot_id: BotNumber,
    kind: Annotated[Literal["json", "yaml"], Query(alias="format")] = "json",
) -> Response:
    """Get everything about a bot that its author wrote, its secrets included, as one file."""
    document = await services.bots.export(me, bot_id)
    return Response(
        write_document(document, kind),
        media_type=_KINDS[kind],
        headers={"content-disposition": f'attachment; filename="bot-{bot_id}.{kind}"'},
    )


def _document(visit: Visit) -> BotDocument:
    try:
        text = visit.body.decode()
    except UnicodeDecodeError:
        raise Invalid("The file is not UTF-8; save it as UTF-8.", code="not_utf8") from None
    if not text.strip():
        raise Invalid("The file is empty; send what an export gives.", code="empty_file")
    document = read_documents(text)
    check_value(asdict(document))
    return document
