"""The hottest route of our own API, without FastAPI: a message to a bot."""

import re
from typing import Any

import msgspec

from kauli.api.body import decode_small
from kauli.api.context import Context
from kauli.api.exchange import Handler, Visit
from kauli.api.front import LeanRoute
from kauli.api.ids import bot_number, chat_name
from kauli.kit.errors import Invalid, Problem
from kauli.kit.json import dumps
from kauli.runner import Answer
from kauli.runner.replies import to_data

__all__ = ["MESSAGES", "MESSAGES_ROUTE", "NewMessage", "lean_routes"]

MESSAGES_ROUTE = "/api/v1/bots/{bot_id}/conversations/{chat_id}/messages"
MESSAGES = re.compile(r"/api/v1/bots/([^/]+)/conversations/(.+)/messages")

_ID_LONGEST = 255
_TYPE_LONGEST = 32


class NewMessage(msgspec.Struct, forbid_unknown_fields=True):
    """What a chatter said."""

    text: str
    type: str = "text"
    message_id: str | None = None


def lean_routes(context: Context) -> tuple[LeanRoute, ...]:
    """The lean routes."""
    return (LeanRoute(MESSAGES, _messages(context), MESSAGES_ROUTE),)


def _messages(context: Context) -> Handler:
    async def messages(visit: Visit) -> bytes:
        me = await context.gate.admit(visit)
        bot_id = bot_number(visit.names[0], "path", "bot_id")
        chat_id = chat_name(visit.names[1], "path", "chat_id")
        sent = _read(visit.body, context.message_limit)
        answer = await context.services().conversations.reply(
            me,
            bot_id,
            chat_id,
            sent.text,
            message_type=sent.type,
            channel="api",
            message_id=sent.message_id,
        )
        return dumps(_shown(answer))

    return messages


def _read(body: bytes, longest: int) -> NewMessage:
    try:
        sent = msgspec.convert(decode_small(body), NewMessage)
    except msgspec.ValidationError as error:
        fault, _, place = str(error).partition(" - at `$")
        where = tuple(step for step in place.rstrip("`").split(".") if step)
        problem = Problem(("body", *where), fault)
        raise Invalid(f"{fault}.", problems=[problem]) from None
    for name, value, most in (
        ("text", sent.text, longest),
        ("type", sent.type, _TYPE_LONGEST),
        ("message_id", sent.message_id or "", _ID_LONGEST),
    ):
        if len(value) > most:
            sentence = f"{name} has at most {most} characters."
            raise Invalid(sentence, problems=[Problem(("body", name), sentence, "too_long")])
    return sent


def _shown(answer: Answer) -> dict[str, Any]:
    return {
        "conversation_id": answer.conversation_id,
        "number": answer.number,
        "replies": to_data(answer.replies),
        "state": answer.state,
        "next_state": answer.next_state,
        "memory": answer.memory,
        "intent": answer.intent,
        "confidence": answer.confidence,
        "events": answer.events,
        "deliveries": answer.deliveries,
        "duplicate": answer.duplicate,
    }
