"""Bots: ``chatbot``, ``chatbots``, and the two maps alone."""

from fastapi import APIRouter

from kauli.api.body import decode
from kauli.api.dependencies import Everything, JsonResponse, Me, ThisVisit
from kauli.api.ids import bot_number
from kauli.api.sarufi.bot_object import bot_object, named_bot_object
from kauli.api.sarufi.describe import answers, ref
from kauli.api.sarufi.reading import read_bot
from kauli.flow import flat_intents
from kauli.kit.clock import naive_iso

__all__ = ["router"]

router = APIRouter(tags=["Bots"])


@router.post("/chatbot", **answers("Create a bot", ref("Bot"), body="NewBot"))
async def create(me: Me, services: Everything, visit: ThisVisit) -> JsonResponse:
    """Make a bot and publish it; without intents and flows it starts with some small talk."""
    made = await services.bots.create(me, read_bot(decode(visit.body)))
    return JsonResponse(bot_object(made))


@router.get("/chatbots", **answers("List your bots", ref("Bots")))
async def list_bots(me: Me, services: Everything) -> JsonResponse:
    """Every bot of the key's workspace, by id."""
    return JsonResponse([named_bot_object(bot) for bot in await services.bots.list(me)])


@router.get("/chatbot/{bot_id}", **answers("Get a bot", ref("Bot")))
async def get(me: Me, services: Everything, bot_id: str) -> JsonResponse:
    """One bot."""
    found = await services.bots.get(me, bot_number(bot_id, "path", "bot_id"))
    return JsonResponse(named_bot_object(found))


@router.put("/chatbot/{bot_id}", **answers("Change a bot", ref("Bot"), body="BotChanges"))
async def update(me: Me, services: Everything, visit: ThisVisit, bot_id: str) -> JsonResponse:
    """Set what is sent and leave the rest; intents and flows are published at once.

    ``intents`` and ``flows`` replace the whole map when they are maps, and are left alone
    when they are ``[]`` or ``null``.
    """
    number = bot_number(bot_id, "path", "bot_id")
    changed = await services.bots.update(me, number, read_bot(decode(visit.body)))
    return JsonResponse(bot_object(changed))


@router.delete("/chatbot/{bot_id}", **answers("Delete a bot", ref("Said")))
async def delete(me: Me, services: Everything, bot_id: str) -> JsonResponse:
    """Remove a bot; what it still has to deliver goes out all the same."""
    number = bot_number(bot_id, "path", "bot_id")
    await services.bots.delete(me, number)
    return JsonResponse({"message": f"Bot with ID {number} deleted successfully"})


@router.get("/chatbot/{bot_id}/users", **answers("List who chats with a bot", ref("ChatUsers")))
async def users(me: Me, services: Everything, bot_id: str) -> JsonResponse:
    """Every chat of a bot, with the time of its last message."""
    found = await services.conversations.all_chats(me, bot_number(bot_id, "path", "bot_id"))
    return JsonResponse(
        [{"chat_id": chat.chat_id, "received_time": naive_iso(chat.updated_at)} for chat in found]
    )


@router.get("/intents/{bot_id}", **answers("Get a bot's intents", ref("Map")))
async def intents(me: Me, services: Everything, bot_id: str) -> JsonResponse:
    """The example sentences by intent."""
    found = await services.bots.get(me, bot_number(bot_id, "path", "bot_id"))
    return JsonResponse(flat_intents(found.intents))


@router.get("/flow/{bot_id}", **answers("Get a bot's flow", ref("Map")))
async def flow(me: Me, services: Everything, bot_id: str) -> JsonResponse:
    """The states by name."""
    found = await services.bots.get(me, bot_number(bot_id, "path", "bot_id"))
    return JsonResponse(found.flows)
