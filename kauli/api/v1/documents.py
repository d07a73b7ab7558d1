"""A bot as a file: import and export, in JSON or YAML."""

from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from starlette.responses import Response

from kauli.api.dependencies import Everything, Me, ThisVisit
from kauli.api.v1.bot_models import Bot
from kauli.api.v1.files import ImportPreview, preview_of, read_files
from kauli.api.v1.models import FAULTS, BotNumber
from kauli.flow import write_document
from kauli.services.bots import BotView

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/bots", tags=["import and export"], responses=FAULTS)

_KINDS = {"json": "application/json", "yaml": "application/yaml"}
_FILE: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "description": "The file that an export gives, or the SDKs' metadata with `intents` "
        'and `flow` in it; or several files at once: `{"files": [{"name", "text"}]}`.',
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "additionalProperties": True,
                    "examples": [
                        {"name": "Pizza Bot", "intents": {}, "flows": {}},
                        {"files": [{"name": "bot.yaml", "text": "name: Pizza Bot\nflows: {}\n"}]},
                    ],
                }
            },
            "application/yaml": {
                "schema": {"type": "string", "examples": ["name: Pizza Bot\nintents: {}\n"]}
            },
        },
    }
}
NewName = Annotated[
    str | None,
    Query(max_length=1_000, description="What the bot is to be called, whatever the file says."),
]


@router.post("/import/preview", response_model=ImportPreview, openapi_extra=_FILE)
async def preview(_: Me, services: Everything, visit: ThisVisit) -> dict[str, Any]:
    """Say what a file would make, and what the checker finds in it; nothing is made."""
    document = read_files(visit.body)
    return preview_of(document, await services.bots.preview(document))


@router.post("/import", response_model=Bot, status_code=201, openapi_extra=_FILE)
async def import_new(
    me: Me, services: Everything, visit: ThisVisit, name: NewName = None, publish: bool = True
) -> BotView:
    """Make a bot from a file, and publish it at once unless ``publish`` is false."""
    document = read_files(visit.body)
    if name is not None:
        document = replace(document, name=name)
    return await services.bots.import_document(me, document, publish=publish)


@router.post("/{bot_id}/import", response_model=Bot, openapi_extra=_FILE)
async def import_over(me: Me, services: Everything, visit: ThisVisit, bot_id: BotNumber) -> BotView:
    """Let a file replace what it names of a bot, and publish it."""
    return await services.bots.import_document(me, read_files(visit.body), bot_id=bot_id)


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
