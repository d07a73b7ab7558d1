"""The runner: one message in, one transaction, one answer out."""

import asyncio
from collections.abc import Callable

from kauli.flow import END, Ask, Session, Turn, step
from kauli.kit.clock import Clock
from kauli.kit.errors import Conflict, NotFound
from kauli.runner.calls import MiddlewareCaller
from kauli.runner.kept import Kept
from kauli.runner.order import Turnstile
from kauli.runner.programs import Program, Programs
from kauli.runner.rows import Answer, Incoming, Scene, answer_again, rows_of
from kauli.runner.sessions import unpack
from kauli.storage import DELIVERIES, Database
from kauli.storage.queries import conversations
from kauli.storage.queries.conversations import Arrival
from kauli.storage.statements import SQLITE

__all__ = ["Runner"]

_TRIES = 8
_RECENT = 5_000


class Runner:
    """Takes messages through a bot's flow.

    Args:
        database: where conversations are.
        programs: bots ready to run.
        middleware: makes the calls that a turn asks for.
        clock: the time.
        pick: ``pick(n)`` chooses one of n message variations.
    """

    def __init__(
        self,
        database: Database,
        programs: Programs,
        middleware: MiddlewareCaller,
        *,
        clock: Clock,
        pick: Callable[[int], int],
    ) -> None:
        self._database = database
        self._programs = programs
        self._middleware = middleware
        self._clock = clock
        self._pick = pick
        self._turnstile = Turnstile()
        self._due = database.signal(DELIVERIES)
        # Where conversations stood after their last turn. A turn made from a memory that is out
        # of date is not written but made again, so this only saves reading. Where processes share
        # the turns of a conversation it would be out of date too often to save anything.
        self._recent: Kept[tuple[int, str], Arrival] = Kept(_RECENT)
        self._remembers = database.dialect == SQLITE

    async def reply(self, incoming: Incoming) -> Answer:
        """Answer a message.

        When this returns, the answer, the transcript and every delivery it caused are committed;
        if it raises, nothing was.

        Raises:
            NotFound: there is no such bot in that workspace.
            Conflict: the bot is a draft, or other processes kept answering the same chatter.
            Unavailable: the database is away.
        """
        async with self._turnstile.turn(incoming.bot_id, incoming.chat_id):
            for _ in range(_TRIES):
                answer = await self._try(incoming)
                if answer is not None:
                    return answer
        raise Conflict(
            "This chatter's messages are being answered elsewhere at the same moment; "
            "send it again.",
            code="conversation_busy",
        )

    async def _try(self, incoming: Incoming) -> Answer | None:
        """One try; ``None`` when the conversation or the bot changed in between."""
        key = (incoming.bot_id, incoming.chat_id)
        remembered = self._recent.take(key)
        arrival = remembered or await self._database.read(conversations.arrive, *key)
        if arrival is None or incoming.workspace_id not in (None, arrival.workspace_id):
            raise NotFound(f"There is no bot {incoming.bot_id}.", code="bot_not_found")
        if incoming.message_id is not None and arrival.conversation_id is not None:
            seen = await self._seen(arrival, arrival.conversation_id, incoming.message_id)
            if seen is not None:
                return seen
        bot = await self._programs.bot(arrival.workspace_id, incoming.bot_id, arrival.bot_revision)
        session = unpack(arrival.session)
        scene = Scene(bot, await self._program(arrival, session), arrival, incoming)
        outcome = await self._thought(scene, session)
        if isinstance(outcome, Ask):
            if remembered:  # nobody outside is called on the word of a memory: look again
                return None
            outcome = await self._asked(scene, outcome)
        return await self._record(scene, outcome)

    async def _program(self, arrival: Arrival, session: Session) -> Program:
        """The version under way, or the published one when nothing is."""
        under_way = bool(session.root) or session.next_state != END
        if under_way and arrival.version_id is not None:
            try:
                return await self._programs.program(arrival.version_id)
            except NotFound:  # retention may have taken it; the published one goes on
                pass
        return await self._programs.live(arrival.live_version_id)

    async def _thought(self, scene: Scene, session: Session) -> Turn | Ask:
        """One step; in a thread where understanding takes milliseconds, so that others go on."""
        if scene.program.model.encodes:
            return await asyncio.to_thread(self._step, scene, session)
        return self._step(scene, session)

    def _step(self, scene: Scene, session: Session) -> Turn | Ask:
        program = scene.program
        return step(
            program.flow,
            scene.bot.rules,
            session,
            scene.incoming.input,
            program.model,
            self._pick,
        )

    async def _asked(self, scene: Scene, ask: Ask) -> Turn:
        return ask.answer(
            await self._middleware.answers(scene.bot.middleware, ask.calls, scene.incoming.chat_id)
        )

    async def _record(self, scene: Scene, turn: Turn) -> Answer | None:
        rows = rows_of(scene, turn, self._clock())
        written = await self._database.write(
            conversations.record_turn,
            rows.conversation,
            rows.entry,
            rows.deliveries,
            bot_revision=scene.arrival.bot_revision,
            last_active=scene.arrival.active_hour,
            missed=rows.missed,
        )
        if not written:
            return None
        if rows.deliveries:
            self._due.send()
        if self._remembers:
            key = (scene.incoming.bot_id, scene.incoming.chat_id)
            self._recent.put(key, rows.arrival)
        return rows.answer

    async def _seen(self, arrival: Arrival, conversation_id: str, message_id: str) -> Answer | None:
        """The answer that this very message was given before."""
        turn = await self._database.read(
            conversations.find_turn_by_message, conversation_id, message_id
        )
        return None if turn is None else answer_again(arrival, turn)
