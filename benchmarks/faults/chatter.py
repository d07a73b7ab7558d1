"""A chatter who wants an answer: says it again, with the same message id, until there is one."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

import msgspec

from benchmarks.faults.orders import TURNS_OF_AN_ORDER, Order
from benchmarks.faults.tally import Tally
from benchmarks.wire import Connection, Reply, post

__all__ = ["Chatter", "Place"]

_AGAIN_AFTER = 0.1
_ANSWER_WITHIN = 20.0
_GIVE_UP_AFTER = 1_000


@dataclass(frozen=True, slots=True)
class Place:
    """Where people chat.

    Attributes:
        port: of the server.
        token: an API key.
        bot_id: the bot.
        answered: called with each answered turn.
    """

    port: int
    token: str
    bot_id: int
    answered: Callable[[], None]


class Chatter:
    """Places orders, one after the other.

    Args:
        place: where.
        tally: told of what was confirmed.
        pauses: how long they think.
        thinking: the longest they think, in seconds.
    """

    def __init__(self, place: Place, tally: Tally, pauses: Random, *, thinking: float) -> None:
        self._place = place
        self._tally = tally
        self._pauses = pauses
        self._thinking = thinking
        self._connection: Connection | None = None
        self.repetitions = 0

    async def order(self, orders: list[Order]) -> None:
        """Place orders.

        Raises:
            RuntimeError: an answer that can't be right, such as a turn that was taken twice.
        """
        turn = 0
        for order in orders:
            answer: dict[str, Any] = {}
            for message in order.messages:
                turn += 1
                await asyncio.sleep(self._pauses.uniform(0, self._thinking))
                answer = await self._say(order.chat_id, turn, message)
                self._check(answer, order, turn)
                self._place.answered()
            self._tally.promise(order, answer["deliveries"])
        self._hang_up()

    async def _say(self, chat_id: str, turn: int, message: str) -> dict[str, Any]:
        request = post(
            f"/api/v1/bots/{self._place.bot_id}/conversations/{chat_id}/messages",
            msgspec.json.encode({"text": message, "message_id": f"{chat_id}-{turn}"}),
            self._place.token,
        )
        for _ in range(_GIVE_UP_AFTER):
            reply = await self._try(request)
            if reply is not None and reply.status == 200:
                answer: dict[str, Any] = msgspec.json.decode(reply.body)
                return answer
            if reply is not None and reply.status not in (409, 503):
                raise RuntimeError(f"{chat_id} was answered {reply.status}: {reply.body!r}")
            self.repetitions += 1
            await asyncio.sleep(_AGAIN_AFTER)
        raise RuntimeError(f"{chat_id} got no answer after {_GIVE_UP_AFTER} tries")

    async def _try(self, request: bytes) -> Reply | None:
        """The answer; ``None`` when the connection died, and with it all knowledge of the turn."""
        try:
            if self._connection is None:
                self._connection = await Connection.open(self._place.port)
            async with asyncio.timeout(_ANSWER_WITHIN):
                return await self._connection.ask(request)
        except (OSError, TimeoutError):
            self._hang_up()
            return None

    def _hang_up(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _check(self, answer: dict[str, Any], order: Order, turn: int) -> None:
        last = turn % TURNS_OF_AN_ORDER == 0
        if answer["number"] != turn or (answer["next_state"] == "end") is not last:
            raise RuntimeError(f"turn {turn} of {order.chat_id} was answered {answer}")
