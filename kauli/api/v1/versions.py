"""A bot's draft, its published versions, and what the checker says."""

from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from starlette.responses import Response

from kauli.api.dependencies import Everything, Me
from kauli.api.v1.bot_models import (
    DraftChanges,
    DraftStamp,
    Findings,
    ListedVersion,
    NewDraft,
    Note,
    Published,
    SavedDraft,
    VersionWithDocument,
)
from kauli.api.v1.models import FAULTS, BotNumber, PageOf, Window
from kauli.kit.pages import Page
from kauli.services.bots import BotChanges, BotView, DraftView, VersionView

__all__ = ["router"]

_ALL: Literal["representation"] = "representation"

router = APIRouter(prefix="/api/v1/bots/{bot_id}", tags=["drafts and versions"], responses=FAULTS)


Return = Annotated[
    Literal["representation", "minimal"],
    Query(alias="return", description="`minimal` leaves the draft itself out of the answer."),
]
_SAVED: dict[str, Any] = {"response_model": SavedDraft | DraftStamp}


@router.get("/draft", response_model=SavedDraft)
async def get_draft(me: Me, services: Everything, bot_id: BotNumber) -> Response:
    """Get what authors are writing."""
    return _draft(await services.drafts.get(me, bot_id))


@router.put("/draft", **_SAVED)
async def put_draft(
    me: Me, services: Everything, bot_id: BotNumber, draft: NewDraft, wanted: Return = _ALL
) -> Response:
    """Replace the draft; conversations go on with the published version."""
    changes = BotChanges(intents=draft.intents, flows=draft.flows)
    saved = await services.drafts.save(me, bot_id, changes, made_from=draft.revision)
    return _draft(saved, whole=wanted == _ALL)


@router.patch("/draft", **_SAVED)
async def patch_draft(
    me: Me, services: Everything, bot_id: BotNumber, changes: DraftChanges, wanted: Return = _ALL
) -> Response:
    """Replace the draft's intents or its flows, and leave the other."""
    some = BotChanges(intents=changes.intents, flows=changes.flows)
    saved = await services.drafts.save(me, bot_id, some, made_from=changes.revision)
    return _draft(saved, whole=wanted == _ALL)


@router.get("/draft/revision", response_model=DraftStamp)
async def get_revision(me: Me, services: Everything, bot_id: BotNumber) -> Response:
    """Get which state the draft is in; cheap enough to be asked for every few seconds."""
    return _draft(await services.drafts.stamp(me, bot_id), whole=False)


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


@router.get("/versions", response_model=PageOf[ListedVersion])
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


def _draft(draft: DraftView, *, whole: bool = True) -> Response:
    """A draft with its text as it is kept, byte for byte."""
    stamp = DraftStamp.model_validate(draft).model_dump_json()
    text = f"{draft.text[:-1]},{stamp[1:]}" if whole else stamp
    return Response(text, media_type="application/json")


async def _published(
    me: Me, services: Everything, before: BotView, done: VersionView
) -> dict[str, Any]:
    """A new version, with what it changes for receivers since the version before it."""
    since = before.live_version_id
    found = await services.bots.breaks(me, before.id, since=since) if since else ()
    return asdict(done) | {"findings": found}
