"""Chatters who order at a steady pace, and say everything again until there is an answer."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from random import Random
from typing import Any

import msgspec

from benchmarks.chaos.books import Promise
from benchmarks.chaos.cast import PER_BOT
from benchmarks.chaos.setting import Stage, words
from benchmarks.wire import Connection, Reply, post

__all__ = ["Chat", "Feed", "chats", "endless"]

_SEATS = 24
_AGAIN_AFTER = 0.1
_ANSWER_WITHIN = 20.0
_GIVE_UP_AFTER = 600
_LONGEST = 5
_IN_A_HURRY = 0.2
_NOT_NOW = (409, 503)


@dataclass(frozen=True, slots=True)
class Chat:
    """A conversation to come: whose, with which bot (by place), how many orders."""

    chatter: int
    bot: int
    turns: int


def endless(chance: Random, first: int, bots: int) -> Iterator[Chat]:
    """Draw conversations of one to five turns; chatters from ``first``."""
    for chatter in count(first):
        yield Chat(chatter, chance.randrange(bots), chance.randint(1, _LONGEST))


def chats(chance: Random, first: int, *, turns: int, bots: int) -> list[Chat]:
    """Draw conversations until there are so many turns in all."""
    drawn: list[Chat] = []
    for chat in endless(chance, first, bots):
        drawn.append(replace(chat, turns=min(chat.turns, turns)))
        turns -= drawn[-1].turns
        if not turns:
            break
    return drawn


class Feed:
    """Has conversations take place.

    Args:
        stage: where.
        port: of the server.
        chance: decides who hurries.
        pace: turns a second, about.
    """

    def __init__(self, stage: Stage, port: int, chance: Random, *, pace: float) -> None:
        self._stage = stage
        self._port = port
        self._chance = chance
        self._pause = 2 * _SEATS / pace
        self.promises: dict[str, Promise] = {}
        self.turns = 0
        self.repetitions = 0

    async def run(self, planned: Iterable[Chat], phase: str) -> None:
        """Have all of them take place; their deliveries are promised under this phase.

        Raises:
            RuntimeError: an answer that can't be right.
        """
        left = iter(planned)
        async with asyncio.TaskGroup() as tasks:
            for _ in range(_SEATS):
                tasks.create_task(self._seat(left, phase))

    async def _seat(self, planned: Iterator[Chat], phase: str) -> None:
        chatter = _Chatter(self._port, self._again)
        for chat in planned:
            hurries = self._chance.random() < _IN_A_HURRY
            for turn in range(1, chat.turns + 1):
                if turn == 1 or not hurries:
                    await asyncio.sleep(self._chance.uniform(0, self._pause))
                answer = await chatter.say(self._request(chat, turn))
                self._promise(chat, turn, answer, phase)
        chatter.hang_up()

    def _again(self) -> None:
        self.repetitions += 1

    def _request(self, chat: Chat, turn: int) -> bytes:
        said = {"text": words(chat.chatter, turn), "message_id": f"{chat.chatter}-{turn}"}
        path = f"/api/v1/bots/{self._stage.bots[chat.bot]}/conversations/{_name(chat)}/messages"
        return post(path, msgspec.json.encode(said), self._stage.token)

    def _promise(self, chat: Chat, turn: int, answer: dict[str, Any], phase: str) -> None:
        if answer["number"] != turn or len(answer["deliveries"]) != PER_BOT:
            raise RuntimeError(f"turn {turn} of {chat} was answered {answer}")
        body = {"chat_id": _name(chat), "order": words(chat.chatter, turn)}
        for delivery in answer["deliveries"]:
            self.promises[delivery] = Promise(msgspec.json.encode(body).decode(), phase)
        self.turns += 1


def _name(chat: Chat) -> str:
    return f"chatter-{chat.chatter}"


class _Chatter:
    """One connection at a time; what is not answered is said again."""

    def __init__(self, port: int, again: Callable[[], None]) -> None:
        self._port = port
        self._again = again
        self._connection: Connection | None = None

    async def say(self, request: bytes) -> dict[str, Any]:
        for _ in range(_GIVE_UP_AFTER):
            reply = await self._try(request)
            if reply is not None and reply.status == 200:
                answer: dict[str, Any] = msgspec.json.decode(reply.body)
                return answer
            if reply is not None and reply.status not in _NOT_NOW:
                raise RuntimeError(f"a chatter was answered {reply.status}: {reply.body!r}")
            self._again()
            await asyncio.sleep(_AGAIN_AFTER)
        raise RuntimeError(f"a chatter got no answer after {_GIVE_UP_AFTER} tries")

    async def _try(self, request: bytes) -> Reply | None:
        try:
            if self._connection is None:
                self._connection = await Connection.open(self._port)
            async with asyncio.timeout(_ANSWER_WITHIN):
                return await self._connection.ask(request)
        except (OSError, TimeoutError):
            self.hang_up()
            return None

    def hang_up(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
