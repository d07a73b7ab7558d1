"""What people write and no intent recognises."""

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import Response

from kauli.api.dependencies import Everything, Me
from kauli.api.v1.models import FAULTS, BotNumber, Input, Moment, Output, PageOf, Window
from kauli.kit.pages import Page
from kauli.services.learning import Assignment, Lesson, MissedView

__all__ = ["router"]

router = APIRouter(
    prefix="/api/v1/bots/{bot_id}/missed", tags=["learning from use"], responses=FAULTS
)

_MOST = 500
Wording = Annotated[str, Field(min_length=1, max_length=500)]


class Missed(Output):
    """A wording that no intent was recognised in."""

    id: str
    text: str = Field(description="As it was last written.", examples=["naomba piza mbili"])
    times: int = Field(description="How often it came.")
    intent: str | None = Field(description="The best guess, though not good enough.")
    confidence: float
    first_at: Moment
    last_at: Moment


class Meaning(Input):
    """A wording that means an intent."""

    id: Wording
    intent: Annotated[str, Field(min_length=1, max_length=500)]


class Meanings(Input):
    """Wordings and what they mean."""

    items: Annotated[list[Meaning], Field(min_length=1, max_length=_MOST)]


class Learnt(Output):
    """What was learnt."""

    added: int = Field(description="Phrases that became examples.")
    published: bool = Field(
        description="False where the draft has other changes: publish it when they are ready."
    )


class Wordings(Input):
    """Some wordings, by id."""

    ids: Annotated[list[Wording], Field(min_length=1, max_length=_MOST)]


@router.get("", response_model=PageOf[Missed])
async def list_missed(
    me: Me, services: Everything, bot_id: BotNumber, window: Window
) -> Page[MissedView]:
    """List what was not understood, the most frequent first."""
    return await services.learning.page(me, bot_id, window.cursor, window.limit)


@router.post("/assign", response_model=Learnt)
async def assign(me: Me, services: Everything, bot_id: BotNumber, given: Meanings) -> Lesson:
    """Make wordings examples of intents, and publish that if nothing else is unpublished."""
    wanted = [Assignment(one.id, one.intent) for one in given.items]
    return await services.learning.assign(me, bot_id, wanted)


@router.post("/dismiss", status_code=204)
async def dismiss(me: Me, services: Everything, bot_id: BotNumber, given: Wordings) -> Response:
    """Drop wordings that mean nothing to the bot."""
    await services.learning.dismiss(me, bot_id, given.ids)
    return Response(status_code=204)
