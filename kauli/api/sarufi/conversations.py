"""Where conversations stand, what was said in them, and what a text is about."""

from typing import Any

from fastapi import APIRouter

from kauli.api.body import check_text, decode
from kauli.api.dependencies import Everything, Here, JsonResponse, Me, ThisVisit
from kauli.api.ids import bot_number, chat_name
from kauli.api.sarufi import coerce
from kauli.api.sarufi.describe import answers, ref
from kauli.api.sarufi.reading import read_chat, read_question
from kauli.flow import lines_of
from kauli.kit.clock import naive_iso
from kauli.runner.replies import from_data
from kauli.services.conversations import Standing, TurnView

__all__ = ["router"]

router = APIRouter(tags=["Conversations"])

_MOST_TURNS = 100_000

_STATUS = answers("Ask where a chat stands", ref("Status"), body="Chat")


@router.post("/conversation/status", **_STATUS)
@router.post("/conversation/allchannels/status", **_STATUS)
@router.post("/allchannels/status", **_STATUS)
async def status(me: Me, services: Everything, visit: ThisVisit) -> JsonResponse:
    """The state entered last and the one that awaits the next message; a new chat is at the end."""
    chat = read_chat(decode(visit.body))
    return JsonResponse(_states(await services.conversations.status(me, chat.bot_id, chat.chat_id)))


@router.post(
    "/conversation-state", **answers("Set the next state", ref("Machine"), body="ChatState")
)
async def set_state(me: Me, services: Everything, visit: ThisVisit) -> JsonResponse:
    """Let a chat go on at another state with its next message."""
    chat = read_chat(decode(visit.body))
    if chat.next_state is None:
        raise coerce.fault("next_state", "Field required", "missing")
    now = await services.conversations.set_state(me, chat.bot_id, chat.chat_id, chat.next_state)
    return JsonResponse(_machine(now))


@router.post(
    "/conversation/state", **answers("Ask for or set the state", ref("Status"), body="Chat")
)
async def state(me: Me, services: Everything, visit: ThisVisit) -> JsonResponse:
    """Where a chat stands; with ``next_state`` in the body, set it first."""
    chat = read_chat(decode(visit.body))
    if chat.next_state is None:
        found = await services.conversations.status(me, chat.bot_id, chat.chat_id)
        return JsonResponse(_states(found))
    now = await services.conversations.set_state(me, chat.bot_id, chat.chat_id, chat.next_state)
    return JsonResponse(_machine(now))


@router.post(
    "/predict/intent",
    **answers("Tell what a text is about", ref("Prediction"), body="Question"),
)
async def predict(me: Me, here: Here, visit: ThisVisit) -> JsonResponse:
    """The likeliest intent; ``status`` says whether the bot is sure enough to act on it."""
    question = read_question(decode(visit.body), here.message_limit)
    found = await here.services().conversations.predict(me, question.bot_id, question.message)
    return JsonResponse(
        {
            "message": question.message,
            "intent": found.intent,
            "status": found.status,
            "confidence": found.confidence,
        }
    )


@router.get(
    "/conversation/history/{bot_id}/{chat_id:path}",
    **answers("Read a chat's transcript", ref("History")),
)
async def history(me: Me, services: Everything, bot_id: str, chat_id: str) -> JsonResponse:
    """Every message of a chat and what was answered, oldest first."""
    number = bot_number(bot_id, "path", "bot_id")
    chat = chat_name(check_text(chat_id), "path", "chat_id")
    found = await services.conversations.history(me, number, chat, limit=_MOST_TURNS)
    return JsonResponse({"conversation_history": [_turn(turn, chat) for turn in found]})


def _states(standing: Standing) -> dict[str, Any]:
    return {"current_state": standing.state, "next_state": standing.next_state}


def _machine(standing: Standing) -> dict[str, Any]:
    return _states(standing) | {"memory": standing.memory}


def _turn(turn: TurnView, chat_id: str) -> dict[str, Any]:
    return {
        "id": turn.number,
        "message": turn.message,
        "sender": chat_id,
        "response": [{"send_message": lines_of(from_data(turn.replies))}],
        "received_time": naive_iso(turn.received_at),
    }
