"""People who chatted with bots, and their right to be forgotten."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from kauli.api.dependencies import Everything, Me
from kauli.api.ids import chat_name
from kauli.api.v1.models import FAULTS, BotNumber, Output
from kauli.services.conversations import Forgotten

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", tags=["people"], responses=FAULTS)

Cancel = Annotated[
    bool, Query(description="Call off what has still to be sent, rather than refuse.")
]


class Deleted(Output):
    """How much was deleted; zeros where nothing was known."""

    conversations: int
    turns: int
    deliveries: int
    attempts: int = Field(description="Of those deliveries.")
    wordings: int = Field(description="Among what the bot did not understand.")
    cancelled: int = Field(
        description="Deliveries that were called off before; they are among `deliveries` too."
    )


@router.delete("/bots/{bot_id}/conversations/{chat_id:path}", response_model=Deleted)
async def forget(
    me: Me, services: Everything, bot_id: BotNumber, chat_id: str, cancel: Cancel = False
) -> Forgotten:
    """Delete what is known of a chatter: the conversation, and all that came of it."""
    chat = chat_name(chat_id, "path", "chat_id")
    return await services.conversations.forget(me, bot_id, chat, cancel=cancel)


@router.delete("/people/{chat_id:path}", response_model=Deleted)
async def forget_everywhere(
    me: Me, services: Everything, chat_id: str, cancel: Cancel = False
) -> Forgotten:
    """Delete it with every bot of the workspace, those that were removed too."""
    chat = chat_name(chat_id, "path", "chat_id")
    return await services.conversations.forget_everywhere(me, chat, cancel=cancel)
