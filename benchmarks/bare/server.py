"""The bare durable flow: Starlette and msgspec, a dictionary, one group-committed write a turn.

``python -m benchmarks.bare.server PORT ADDRESS`` serves the order on 127.0.0.1, under the same
HTTP server with the same settings as Kauli.
"""

import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypedDict

import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from benchmarks.bare.flow import END, Chat, take
from benchmarks.bare.keeping import Keeper, open_keeper
from benchmarks.order import PATH


class _Message(msgspec.Struct):
    chat_id: str
    message: str


class _State(TypedDict):
    chats: dict[str, Chat]
    keeper: Keeper


_decoder = msgspec.json.Decoder(_Message)
_encoder = msgspec.json.Encoder()
_IDLE = Chat(END, {})


async def _conversation(request: Request[_State]) -> Response:
    message = _decoder.decode(await request.body())
    chats = request.state["chats"]
    lines, chat = take(chats.get(message.chat_id, _IDLE), message.message)
    state = _encoder.encode(chat).decode()
    await request.state["keeper"].put(message.chat_id, state, time.time_ns() // 1_000)
    chats[message.chat_id] = chat
    answer = {"message": lines, "memory": chat.memory, "next_state": chat.next_state}
    return Response(_encoder.encode(answer), media_type="application/json")


def _app(address: str) -> Starlette:
    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[_State]:
        keeper = await open_keeper(address)
        yield {"chats": {}, "keeper": keeper}
        await keeper.close()

    return Starlette(routes=[Route(PATH, _conversation, methods=["POST"])], lifespan=lifespan)


if __name__ == "__main__":
    uvicorn.run(
        _app(sys.argv[2]),
        host="127.0.0.1",
        port=int(sys.argv[1]),
        log_config=None,
        log_level="warning",
        access_log=False,
        server_header=False,
    )
