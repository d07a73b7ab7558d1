"""Conversations as tables, read in slices while they are written."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any, Literal

from kauli.flow.replies import Media, lines_of
from kauli.kit import json
from kauli.kit.clock import SECOND
from kauli.runner.replies import unpack_replies
from kauli.services.conversations.answers import Answers, Finished
from kauli.services.conversations.sheets import Cell, Sheet
from kauli.services.conversations.slices import AT_ONCE, LONG, in_slices
from kauli.storage import Database
from kauli.storage.queries.activity import list_by_chat
from kauli.storage.queries.conversations import Conversation, Turn, find_conversation
from kauli.storage.queries.turn_log import Stretch, read_turns, turns_before

__all__ = ["Export", "Kind", "Span"]

Kind = Literal["messages", "answers"]

_MESSAGES = (
    "chat_id",
    "channel",
    "number",
    "time",
    "type",
    "message",
    "reply",
    "intent",
    "confidence",
    "understood",
    "state",
    "next_state",
    "deliveries",
)
_ANSWERS = ("chat_id", "channel", "intent", "began", "finished", "messages")


@dataclass(frozen=True, slots=True)
class Span:
    """What is asked for, and in which zone its moments are written.

    Attributes:
        since: microseconds since the epoch.
        until: no part of it.
        chat_id: only of this conversation.
    """

    since: int
    until: int
    zone: tzinfo
    chat_id: str | None = None


class Export:
    """A bot's conversations as tables, by chat id.

    Args:
        database: where they are.
        bot_id: whose.
        span: what was said then.
        done: told how many conversations were gone through, now and again.
    """

    def __init__(
        self,
        database: Database,
        bot_id: int,
        span: Span,
        done: Callable[[int], object] = lambda _: None,
    ) -> None:
        self._database = database
        self._bot_id = bot_id
        self._span = span
        self._done = done

    def messages(self) -> Sheet:
        """A row for each message."""
        return Sheet(_MESSAGES, self._messages())

    async def answers(self) -> Sheet:
        """A row for each flow that was finished, a column for each question.

        The conversations are gone through twice: first for the questions there are.
        """
        names: dict[str, None] = {}
        async for _, finished in self._finished():
            names.update(dict.fromkeys(finished.answers))
        columns = [*_ANSWERS, *(f"{name} *" if name in _ANSWERS else name for name in names)]
        return Sheet(columns, self._answers(list(names)))

    async def _messages(self) -> AsyncIterator[list[list[Cell]]]:
        async for some in self._walk(whole=False):
            yield [self._message(one, turn) for one, turn in some if self._is_in(turn.received_at)]

    async def _answers(self, names: list[str]) -> AsyncIterator[list[list[Cell]]]:
        async for one, finished in self._finished():
            given = finished.answers
            yield [
                [
                    one.chat_id,
                    one.channel,
                    finished.intent,
                    self._moment(finished.began_at),
                    self._moment(finished.finished_at),
                    finished.messages,
                    *(given.get(name) for name in names),
                ]
            ]

    async def _finished(self) -> AsyncIterator[tuple[Conversation, Finished]]:
        known, answers = "", Answers()
        async for some in self._walk(whole=True):
            for one, turn in some:
                if one.id != known:
                    known, answers = one.id, Answers()
                for finished in answers.add(turn):
                    if self._is_in(finished.finished_at):
                        yield one, finished

    async def _walk(self, *, whole: bool) -> AsyncIterator[list[tuple[Conversation, Turn]]]:
        """Turns, those of a conversation in a row; some before ``since`` may be among them."""
        after: str | None = ""
        while after is not None:
            found = await self._conversations(after)
            active = [one for one in found if one.updated_at >= self._span.since]
            for some in in_slices(active):
                async for turns in self._turns(some, whole):
                    yield turns
            self._done(len(found))
            after = found[-1].chat_id if len(found) == AT_ONCE else None
            await asyncio.sleep(0)

    async def _conversations(self, after: str) -> list[Conversation]:
        read, bot_id = self._database.read, self._bot_id
        if self._span.chat_id is not None:
            one = await read(find_conversation, bot_id, self._span.chat_id)
            return [one] if one else []
        return await read(list_by_chat, bot_id, after=after, limit=AT_ONCE)

    async def _turns(
        self, some: list[Conversation], whole: bool
    ) -> AsyncIterator[list[tuple[Conversation, Turn]]]:
        by_id = {one.id: one for one in some}
        stretches = [
            Stretch(id_, 0 if whole else await self._before(one))
            for id_, one in sorted(by_id.items())
        ]
        while stretches:
            turns = await self._database.read(
                read_turns, self._database.dialect, stretches, AT_ONCE
            )
            yield [(by_id[turn.conversation_id], turn) for turn in turns]
            last = turns[-1] if len(some) == 1 and len(turns) == AT_ONCE else None
            stretches = [Stretch(last.conversation_id, last.number)] if last else []
            await asyncio.sleep(0)

    async def _before(self, one: Conversation) -> int:
        """How many turns need not be read."""
        since = self._span.since
        if one.turns <= LONG or one.created_at >= since:
            return 0
        return await self._database.read(turns_before, one.id, one.turns, since)

    def _message(self, one: Conversation, turn: Turn) -> list[Cell]:
        trace: dict[str, Any] = json.loads(turn.trace)
        missed = any(event["kind"] == "not_understood" for event in trace["events"])
        return [
            one.chat_id,
            one.channel,
            turn.number,
            self._moment(turn.received_at),
            turn.message_type,
            turn.message,
            "\n".join(_said(turn)),
            trace["intent"],
            None if trace["confidence"] is None else round(trace["confidence"], 3),
            "no" if missed else "yes",
            trace["state"],
            trace["next_state"],
            len(trace["deliveries"]),
        ]

    def _is_in(self, moment: int) -> bool:
        return self._span.since <= moment < self._span.until

    def _moment(self, moment: int) -> str:
        """As spreadsheets understand it, in the zone."""
        local = datetime.fromtimestamp(moment // SECOND, self._span.zone)
        return local.strftime("%Y-%m-%d %H:%M:%S")


def _said(turn: Turn) -> Iterator[str]:
    replies = unpack_replies(turn.replies)
    yield from lines_of(replies)
    for reply in replies:
        if isinstance(reply, Media):
            for item in reply.items:
                yield " ".join(part for part in (item.link, item.caption) if part)
