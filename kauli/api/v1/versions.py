"""A bot's draft, its published versions, and what the checker says."""

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter

from kauli.api.dependencies import Everything, Me
from kauli.api.v1.bot_models import (
    Draft,
    DraftChanges,
    Findings,
    Note,
    Published,
    Version,
    VersionWithDocument,
)
from kauli.api.v1.models import FAULTS, BotNumber, PageOf, Window
from kauli.kit.pages import Page
from kauli.services.bots import BotChanges, BotView, VersionView

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/bots/{bot_id}", tags=["drafts and versions"], responses=FAULTS)


@router.get("/draft", response_model=Draft)
async def get_draft(me: Me, services: Everything, bot_id: BotNumber) -> BotView:
    """Get what the author is writing."""
    return await services.bots.get(me, bot_id)


@router.put("/draft", response_model=Draft)
async def put_draft(me: Me, services: Everything, bot_id: BotNumber, draft: Draft) -> BotView:
    """Replace the draft; conversations go on with the published version."""
    return await services.bots.update(
        me, bot_id, BotChanges(intents=draft.intents, flows=draft.flows), publish=False
    )


@router.patch("/draft", response_model=Draft)
async def patch_draft(
    me: Me, services: Everything, bot_id: BotNumber, changes: DraftChanges
) -> BotView:
    """Replace the draft's intents or its flows, and leave the other."""
    return await services.bots.update(
        me, bot_id, BotChanges(intents=changes.intents, flows=changes.flows), publish=False
    )


@router.get("/findings", response_model=Findings)
async def findings(me: Me, services: Everything, bot_id: BotNumber) -> dict[str, Any]:
    """List what is wrong or doubtful in the draft, and how to mend it."""
    return {"items": await services.bots.check(me, bot_id)}


@router.post("/publish", response_model=Published, status_code=201)
async def publish(
    me: Me, services: Everything, bot_id: BotNumber, note: Note | None = None
) -> dict[str, Any]:
    """Make the draft the version that conversations start on."""
    before = await services.bots.get(me, bot_id)
    done = await services.bots.publish(me, bot_id, note.note if note else "")
    return await _published(me, services, before, done)


@router.get("/versions", response_model=PageOf[Version])
async def versions(
    me: Me, services: Everything, bot_id: BotNumber, window: Window
) -> Page[VersionView]:
    """List a bot's versions, newest first."""
    return await services.bots.versions(me, bot_id, window.cursor, window.limit)


@router.get("/versions/{version_id}", response_model=VersionWithDocument)
async def version(me: Me, services: Everything, bot_id: BotNumber, version_id: str) -> VersionView:
    """Get a version and what was published."""
    return await services.bots.version(me, bot_id, version_id)


@router.post("/versions/{version_id}/rollback", response_model=Published, status_code=201)
async def rollback(
    me: Me, services: Everything, bot_id: BotNumber, version_id: str, note: Note | None = None
) -> dict[str, Any]:
    """Publish an old version's document anew, as the newest version."""
    before = await services.bots.get(me, bot_id)
    done = await services.bots.rollback(me, bot_id, version_id, note.note if note else "")
    return await _published(me, services, before, done)


async def _published(
    me: Me, services: Everything, before: BotView, done: VersionView
) -> dict[str, Any]:
    """A new version, with what it changes for receivers since the version before it."""
    since = before.live_version_id
    found = await services.bots.breaks(me, before.id, since=since) if since else ()
    return asdict(done) | {"findings": found}
