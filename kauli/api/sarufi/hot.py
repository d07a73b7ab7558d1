"""The hottest routes, without FastAPI: messages from SDKs and bridges, and from the web widget."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from kauli.api.body import decode_small
from kauli.api.context import Context, fresh_chat_id
from kauli.api.exchange import Handler, Visit
from kauli.api.front import LeanRoute
from kauli.api.sarufi.answers import general, with_actions
from kauli.api.sarufi.reading import Message, read_message
from kauli.api.sarufi.widget import check_origin
from kauli.kit.json import dumps
from kauli.services import Principal

__all__ = ["WIDGET_PATH", "lean_routes"]

WIDGET_PATH = re.compile(r"/plugin/conversation/([^/]+)")

_WIDGET = "/plugin/conversation/{bot_id}"

_Shape = Callable[..., dict[str, Any]]


def lean_routes(context: Context) -> tuple[Mapping[str, Handler], tuple[LeanRoute, ...]]:
    """The lean routes: by their path, and by a pattern."""
    exact = {
        "/conversation": _talk(context, "general", general),
        "/conversation/whatsapp": _talk(context, "whatsapp", with_actions),
    }
    return exact, (LeanRoute(WIDGET_PATH, _widget(context), _WIDGET),)


def _talk(context: Context, channel: str, shape: _Shape) -> Handler:
    async def talk(visit: Visit) -> bytes:
        me = await context.gate.admit(visit)
        message = read_message(decode_small(visit.body), context.message_limit)
        return await _answer(context, me, message, channel, shape)

    return talk


def _widget(context: Context) -> Handler:
    async def widget(visit: Visit) -> bytes:
        context.widgets.count(visit.scope)
        body = decode_small(visit.body)
        message = read_message(body, context.message_limit, bot_id=visit.names[0])
        settings = await context.services().conversations.widget(message.bot_id)
        check_origin(visit, settings, required=True)
        return await _answer(context, None, message, "widget", with_actions)

    return widget


async def _answer(
    context: Context, me: Principal | None, message: Message, channel: str, shape: _Shape
) -> bytes:
    answer = await context.services().conversations.reply(
        me,
        message.bot_id,
        message.chat_id or fresh_chat_id(),
        message.text,
        message_type=message.type,
        channel=channel,
    )
    return dumps(shape(answer.replies, answer.memory, answer.next_state))
