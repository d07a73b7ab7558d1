"""The web widget: its settings for anybody, and for its owner to change."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter

from kauli.api.body import decode
from kauli.api.dependencies import Everything, Here, JsonResponse, Me, ThisVisit
from kauli.api.exchange import Visit
from kauli.api.hosts import is_of_domain
from kauli.api.ids import bot_number
from kauli.api.sarufi import coerce
from kauli.api.sarufi.describe import answers, ref
from kauli.api.sarufi.reading import as_map
from kauli.kit.errors import Forbidden
from kauli.services.bots import BotChanges

__all__ = ["check_origin", "router"]

router = APIRouter(tags=["Web widget"])


def check_origin(visit: Visit, settings: Mapping[str, Any], *, required: bool) -> None:
    """Hold a widget to the domain that its owner approved, where there is one.

    Args:
        visit: the request of the page.
        settings: the widget's.
        required: whether a request without Origin is refused. A browser leaves it out only
            where a page reads from its own server.

    Raises:
        Forbidden: the page is somewhere else.
    """
    domain = settings.get("approved_domain") or ""
    origin = visit.headers.get(b"origin", b"").decode("latin-1")
    if not domain or (not origin and not required):
        return
    if not is_of_domain(origin, domain):
        raise Forbidden("This chat may only be used on the domain approved for it.")


@router.get(
    "/plugin/{bot_id}/unauthenticated",
    **answers("Get a widget's settings", ref("Plugin"), more=(403, 429)),
)
async def open_settings(
    services: Everything, here: Here, visit: ThisVisit, bot_id: str
) -> JsonResponse:
    """How a bot's widget looks, for any page that shows it; 404 where it is switched off."""
    here.widgets.count(visit.scope)
    number = bot_number(bot_id, "path", "bot_id")
    settings = await services.conversations.widget(number)
    check_origin(visit, settings, required=False)
    return JsonResponse(_plugin(number, settings))


@router.get("/plugin/{bot_id}/{name}", **answers("Get your widget's settings", ref("Plugin")))
async def own_settings(me: Me, services: Everything, bot_id: str, name: str) -> JsonResponse:  # noqa: ARG001 (PHP names the widget in the address; a bot has only one)
    """The same for the bot's owner, whether it is switched on or off."""
    bot = await services.bots.get(me, bot_number(bot_id, "path", "bot_id"))
    return JsonResponse(_plugin(bot.id, bot.plugin))


@router.post(
    "/plugin/{bot_id}", **answers("Switch a widget on", ref("Plugin"), body="PluginSettings")
)
async def switch_on(me: Me, services: Everything, visit: ThisVisit, bot_id: str) -> JsonResponse:
    """Let web pages chat with a bot, looking like this."""
    number = bot_number(bot_id, "path", "bot_id")
    sent = as_map(decode(visit.body))
    theme = coerce.mapping(sent.get("theme_config"), "theme_config") or {}
    domain = coerce.text(sent.get("approved_domain"), "approved_domain") or ""
    wanted = {"enabled": True, "theme_config": theme, "approved_domain": domain}
    bot = await services.bots.update(me, number, BotChanges(plugin=wanted))
    return JsonResponse(_plugin(number, bot.plugin))


@router.delete("/plugin/{bot_id}", **answers("Switch a widget off", ref("Said")))
async def switch_off(me: Me, services: Everything, bot_id: str) -> JsonResponse:
    """Let no web page chat with a bot any more."""
    number = bot_number(bot_id, "path", "bot_id")
    bot = await services.bots.get(me, number)
    await services.bots.update(me, number, BotChanges(plugin=bot.plugin | {"enabled": False}))
    return JsonResponse({"message": f"The widget of bot {number} is switched off"})


def _plugin(number: int, settings: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "id": number,
        "bot_id": number,
        "theme_config": settings.get("theme_config") or {},
        "approved_domain": settings.get("approved_domain") or "",
    }
