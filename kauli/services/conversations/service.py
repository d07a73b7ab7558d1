"""What people do with conversations."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from msgspec.structs import replace

from kauli.flow import Input
from kauli.kit import json
from kauli.kit.clock import Clock
from kauli.kit.errors import Conflict
from kauli.kit.ids import new_id
from kauli.kit.pages import Page
from kauli.runner import Answer, Incoming, Programs, Runner, pack, unpack
from kauli.services.conversations.exporting import Export, Kind, Span
from kauli.services.conversations.forgetting import (
    Forgotten,
    Wish,
    check_settled,
    forget_some,
)
from kauli.services.conversations.listing import ANY, Listing, Wanted
from kauli.services.conversations.sheets import Sheet
from kauli.services.conversations.views import (
    ChatView,
    Prediction,
    Standing,
    TurnView,
    chat_view,
    standing,
    turn_view,
)
from kauli.services.insight import TurnTimes
from kauli.services.principal import Principal
from kauli.services.roles import Role, require
from kauli.services.scope import bot_of, no_bot, possible_id
from kauli.storage import Database
from kauli.storage.queries import conversations
from kauli.storage.queries.activity import count_conversations, find_bots_of_chat
from kauli.storage.queries.conversations import Conversation, Turn
from kauli.storage.queries.transcript import Caused, list_caused
from kauli.storage.statements import Steps

__all__ = ["Conversations"]

WIDGET_CHATS = "web:"
"""What the chat ids of the web widget begin with, wherever they are seen from inside."""

_TRIES = 5
_ALL = 1_000_000


class Conversations:
    """The conversations of a bot.

    Args:
        database: where they are.
        runner: takes messages through flows.
        programs: bots ready to run.
        clock: the time.
        turns: told how long each turn took.
    """

    def __init__(
        self,
        database: Database,
        runner: Runner,
        programs: Programs,
        *,
        clock: Clock,
        turns: TurnTimes | None = None,
    ) -> None:
        self._database = database
        self._runner = runner
        self._programs = programs
        self._clock = clock
        self._turns = turns or TurnTimes()

    async def reply(
        self,
        principal: Principal | None,
        bot_id: int,
        chat_id: str,
        text: str,
        *,
        message_type: str = "text",
        channel: str = "general",
        message_id: str | None = None,
    ) -> Answer:
        """Answer a message; see ``Runner.reply``.

        Args:
            principal: whose bot it must be; ``None`` for the web widget, which is open to all
                where the bot has it switched on. Its chats live apart (``web:…``), so that
                nobody gets into somebody else's by guessing a phone number.
            bot_id: the bot.
            chat_id: the chatter.
            text: what they said.
            message_type: text, image, audio, video, file, interactive or location.
            channel: where they said it.
            message_id: the channel's own id of the message, if it has one.
        """
        began = self._turns.now()
        possible_id(bot_id)
        if principal is None:
            await self.widget(bot_id)
            chat_id = f"{WIDGET_CHATS}{chat_id}"
        answer = await self._runner.reply(
            Incoming(
                principal.workspace_id if principal is not None else None,
                bot_id,
                chat_id,
                Input(text, message_type),
                channel,
                message_id,
            )
        )
        self._turns.answered(bot_id, began)
        return answer

    async def status(self, principal: Principal, bot_id: int, chat_id: str) -> Standing:
        """Where a conversation stands; idle if there is none."""
        return standing(await self._database.read(_find, principal, bot_id, chat_id))

    async def set_state(
        self, principal: Principal, bot_id: int, chat_id: str, next_state: str
    ) -> Standing:
        """Let a conversation await another state; one that never was is started for it."""
        require(principal, Role.EDITOR)
        for _ in range(_TRIES):
            bot = await self._database.read(bot_of, principal, bot_id)
            program = await self._programs.live(bot.live_version_id)
            now = self._clock()
            done = await self._database.write(
                _move, principal, bot_id, chat_id, _Move(next_state, program.version_id, now)
            )
            if done is not None:
                return standing(done)
        raise Conflict(
            "The chatter is writing at the same moment; try again.", code="conversation_busy"
        )

    async def predict(self, principal: Principal, bot_id: int, message: str) -> Prediction:
        """What the published version would take a message for."""
        bot = await self._database.read(bot_of, principal, bot_id)
        program = await self._programs.live(bot.live_version_id)
        ranked = program.model.classify(message)
        intent, confidence = ranked[0] if ranked else ("", 0.0)
        sure = bool(ranked) and confidence >= bot.confidence_threshold
        return Prediction(intent, confidence, sure, ranked)

    async def history(
        self,
        principal: Principal,
        bot_id: int,
        chat_id: str,
        *,
        after: int = 0,
        limit: int = 1_000,
    ) -> list[TurnView]:
        """A conversation's transcript from its first message; empty if there is none."""
        part = _Part(after, None, limit)
        found = await self._database.read(_turns, principal, bot_id, chat_id, part)
        return [turn_view(turn) for turn in found]

    async def transcript(
        self,
        principal: Principal,
        bot_id: int,
        chat_id: str,
        *,
        after: int = 0,
        before: int | None = None,
        limit: int = 1_000,
    ) -> list[TurnView]:
        """As ``history``, with the deliveries that each turn caused and what became of them.

        With ``before``, the turns before that number, the newest first.
        """
        found, caused = await self._database.read(
            _turns_and_deliveries,
            principal,
            bot_id,
            chat_id,
            _Part(after, before, limit),
            dialect=self._database.dialect,
        )
        return [turn_view(turn, caused.get(turn.number, ())) for turn in found]

    async def chats(
        self,
        principal: Principal,
        bot_id: int,
        wanted: Wanted = ANY,
        *,
        recent: bool = False,
        cursor: str | None = None,
        limit: int = 50,
    ) -> Page[ChatView]:
        """A bot's conversations, each with what was said last.

        Args:
            principal: whose bot it must be.
            bot_id: the bot.
            wanted: which.
            recent: the one that was active last first, rather than by chat id.
            cursor: where to go on.
            limit: how many at most; there may be more although it answers fewer.
        """
        await self._database.read(bot_of, principal, bot_id)
        listing = Listing(self._database, bot_id, wanted, recent=recent)
        return await listing.page(cursor, limit)

    async def export(
        self,
        principal: Principal,
        bot_id: int,
        span: Span,
        *,
        kind: Kind = "messages",
        done: Callable[[int], object] = lambda _: None,
    ) -> Sheet:
        """A bot's conversations as a table, to be read bit by bit.

        Args:
            principal: whose bot it must be.
            bot_id: the bot.
            span: what was said then.
            kind: ``messages``, a row for each, or ``answers``, a row for each finished flow.
            done: told how many conversations were gone through, now and again.
        """
        await self._database.read(bot_of, principal, bot_id)
        export = Export(self._database, bot_id, span, done)
        return export.messages() if kind == "messages" else await export.answers()

    async def count(self, principal: Principal, bot_id: int) -> int:
        """How many conversations a bot has."""
        await self._database.read(bot_of, principal, bot_id)
        return await self._database.read(count_conversations, bot_id)

    async def forget(
        self, principal: Principal, bot_id: int, chat_id: str, *, cancel: bool = False
    ) -> Forgotten:
        """Delete what is known of a chatter: the conversation, and all that came of it.

        Args:
            principal: whose bot it must be.
            bot_id: the bot.
            chat_id: the chatter.
            cancel: call off what has still to be sent, rather than refuse.

        Returns:
            How much was deleted; nothing where nothing is known.

        Raises:
            NotFound: there is no such bot.
            Forbidden: it takes an editor.
            Conflict: something has still to be sent.
        """
        require(principal, Role.EDITOR)
        await self._database.read(bot_of, principal, bot_id)
        return await self._forget(principal, [bot_id], chat_id, cancel)

    async def forget_everywhere(
        self, principal: Principal, chat_id: str, *, cancel: bool = False
    ) -> Forgotten:
        """As ``forget``, with every bot of the workspace, those that were removed too."""
        require(principal, Role.EDITOR)
        found = await self._database.read(find_bots_of_chat, principal.workspace_id, chat_id)
        return await self._forget(principal, found, chat_id, cancel)

    async def _forget(
        self, principal: Principal, bot_ids: list[int], chat_id: str, cancel: bool
    ) -> Forgotten:
        if not cancel:
            await self._database.read(check_settled, bot_ids, chat_id)
        whole = Forgotten()
        for bot_id in bot_ids:
            wish, more = Wish(principal.workspace_id, bot_id, chat_id, cancel), True
            while more:
                part, more = await self._database.write(
                    forget_some, wish, self._clock(), dialect=self._database.dialect
                )
                whole.add(part)
        return whole

    async def all_chats(self, principal: Principal, bot_id: int) -> list[ChatView]:
        """Every conversation of a bot, by chat id."""
        found = await self._database.read(_list, principal, bot_id, "", _ALL)
        return [chat_view(one) for one in found]

    async def widget(self, bot_id: int) -> Mapping[str, Any]:
        """The settings of a bot's web widget, for anybody.

        Raises:
            NotFound: no such bot, or its widget is switched off.
        """
        possible_id(bot_id)
        arrival = await self._database.read(conversations.arrive, bot_id, "")
        if arrival is not None:
            bot = await self._programs.bot(arrival.workspace_id, bot_id, arrival.bot_revision)
            if bot.widget.get("enabled"):
                return bot.widget
        raise no_bot(bot_id)


@dataclass(frozen=True, slots=True)
class _Move:
    next_state: str
    version_id: str
    now: int


@dataclass(frozen=True, slots=True)
class _Part:
    """Which turns of a conversation: behind a number or, backwards, before one."""

    after: int
    before: int | None
    limit: int


def _find(principal: Principal, bot_id: int, chat_id: str) -> Steps[Conversation | None]:
    yield from bot_of(principal, bot_id)
    return (yield from conversations.find_conversation(bot_id, chat_id))


def _list(principal: Principal, bot_id: int, after: str, limit: int) -> Steps[list[Conversation]]:
    yield from bot_of(principal, bot_id)
    return (yield from conversations.list_conversations(bot_id, after=after, limit=limit))


def _turns(principal: Principal, bot_id: int, chat_id: str, part: _Part) -> Steps[list[Turn]]:
    found = yield from _find(principal, bot_id, chat_id)
    if found is None:
        return []
    if part.before is not None:
        return (
            yield from conversations.list_turns_backwards(
                found.id, before=part.before, limit=part.limit
            )
        )
    return (yield from conversations.list_turns(found.id, after=part.after, limit=part.limit))


def _turns_and_deliveries(
    principal: Principal, bot_id: int, chat_id: str, part: _Part, *, dialect: str
) -> Steps[tuple[list[Turn], dict[int, list[Caused]]]]:
    found = yield from _turns(principal, bot_id, chat_id, part)
    ids = [id_ for turn in found for id_ in json.loads(turn.trace)["deliveries"]]
    caused: dict[int, list[Caused]] = {}
    for one in (yield from list_caused(dialect, ids)):
        caused.setdefault(one.turn_number, []).append(one)
    return found, caused


def _move(
    principal: Principal, bot_id: int, chat_id: str, move: _Move
) -> Steps[Conversation | None]:
    """Await another state; ``None`` when a turn came in between."""
    found = yield from _find(principal, bot_id, chat_id)
    before = found or Conversation(
        id=new_id("cnv", move.now),
        bot_id=bot_id,
        chat_id=chat_id,
        channel="general",
        version_id=move.version_id,
        session="",
        revision=0,
        turns=0,
        sequence=0,
        created_at=move.now,
        updated_at=move.now,
    )
    session = replace(unpack(before.session), next_state=move.next_state)
    after = replace(
        before,
        session=pack(session),
        revision=before.revision + 1,
        updated_at=move.now,
    )
    written = yield from conversations.set_session(after)
    return after if written else None
