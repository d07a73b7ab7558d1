"""Bots and their settings."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from kauli.api.dependencies import Everything, Me
from kauli.api.v1.bot_models import Bot, BotSettings, ListedBot, Middleware, NewBot, Widget
from kauli.api.v1.models import FAULTS, BotNumber, PageOf, Window
from kauli.kit.pages import Page
from kauli.services.bots import (
    BotChanges,
    BotFilter,
    BotOrder,
    BotStatus,
    BotSummary,
    BotView,
)

__all__ = ["router"]

router = APIRouter(prefix="/api/v1/bots", tags=["bots"], responses=FAULTS)


@router.get("", response_model=PageOf[ListedBot])
async def list_bots(
    me: Me,
    services: Everything,
    window: Window,
    *,
    search: Annotated[str, Query(max_length=200, description="A part of the name.")] = "",
    status: Annotated[
        BotStatus | None,
        Query(description="Never published, published, or published and changed since."),
    ] = None,
    order: Annotated[BotOrder, Query(description="By id, or what was changed last first.")] = "id",
) -> Page[BotSummary]:
    """List your bots."""
    wanted = BotFilter(search, status, order)
    return await services.bots.page(me, window.cursor, window.limit, wanted)


@router.post("", response_model=Bot, status_code=201)
async def create(me: Me, services: Everything, new: NewBot, publish: bool = True) -> BotView:
    """Make a bot, and publish it at once unless ``publish`` is false."""
    return await services.bots.create(me, BotChanges(**new.model_dump()), publish=publish)


@router.get("/{bot_id}", response_model=Bot)
async def get(me: Me, services: Everything, bot_id: BotNumber) -> BotView:
    """Get a bot's settings."""
    return await services.bots.get(me, bot_id)


@router.patch("/{bot_id}", response_model=Bot)
async def update(me: Me, services: Everything, bot_id: BotNumber, settings: BotSettings) -> BotView:
    """Change a bot's settings; they hold at once, also in conversations under way."""
    changes = BotChanges(**settings.model_dump())
    return await services.bots.update(me, bot_id, changes, publish=False)


@router.delete("/{bot_id}", status_code=204)
async def delete(me: Me, services: Everything, bot_id: BotNumber) -> Response:
    """Delete a bot; what it still has to deliver goes out all the same."""
    await services.bots.delete(me, bot_id)
    return Response(status_code=204)


@router.get("/{bot_id}/middleware", response_model=Middleware)
async def get_middleware(me: Me, services: Everything, bot_id: BotNumber) -> Middleware:
    """Get the author's server that a bot asks for ``@variables``."""
    bot = await services.bots.get(me, bot_id)
    return Middleware.model_validate(bot.middleware)


@router.put("/{bot_id}/middleware", response_model=Middleware)
async def set_middleware(
    me: Me, services: Everything, bot_id: BotNumber, settings: Middleware
) -> Middleware:
    """Set the author's server that a bot asks for ``@variables``."""
    changes = BotChanges(middleware=settings.model_dump())
    bot = await services.bots.update(me, bot_id, changes, publish=False)
    return Middleware.model_validate(bot.middleware)


@router.get("/{bot_id}/widget", response_model=Widget)
async def get_widget(me: Me, services: Everything, bot_id: BotNumber) -> Widget:
    """Get the settings of a bot's chat bubble."""
    bot = await services.bots.get(me, bot_id)
    return Widget.model_validate(bot.plugin)


@router.put("/{bot_id}/widget", response_model=Widget)
async def set_widget(me: Me, services: Everything, bot_id: BotNumber, settings: Widget) -> Widget:
    """Set how a bot's chat bubble looks, where it may be, and whether it is on."""
    changes = BotChanges(plugin=settings.model_dump())
    bot = await services.bots.update(me, bot_id, changes, publish=False)
    return Widget.model_validate(bot.plugin)
