"""One message to a bot that leaves no trace: nothing is written, nothing is sent but what it asks.

Which variation of a message is said is no matter of chance here: the first one in the first
turn, then the next in each turn, so that an author sees them all; or the one that was wished for.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from kauli.flow import Ask, Input, NotUnderstood, Turn
from kauli.kit.errors import Invalid, Problem
from kauli.runner import Called, MiddlewareCaller
from kauli.runner.replies import to_data
from kauli.services.trying.playing import Picker, as_written, entered, played, settled
from kauli.services.trying.pushes import pushes_of, without_query
from kauli.services.trying.readable import readable
from kauli.services.trying.sessions import Journey, check_memory, packed, unpacked
from kauli.services.trying.subjects import DRAFT, Subject
from kauli.services.trying.views import CallView, PushView, SimulatedTurn

__all__ = ["TEST_CHAT", "Simulation", "Simulator"]

TEST_CHAT = "test"
"""The chat id of whoever tries a bot and names no other."""


@dataclass(frozen=True, slots=True)
class Simulation:
    """A message to be tried.

    Attributes:
        on: ``draft``, ``live`` or a version's id.
        text: what is said; ``None`` to see only what the state to begin at says.
        type: of the message.
        session: what the last answer gave; ``None`` to begin.
        state: begin here, as if it had just been entered.
        memory: what is remembered in the beginning.
        pick: which variation of messages to say, from 0; ``None`` for one after the other.
        chat_id: whose conversation it is, for the middleware and the webhook's body.
        call_middleware: whether to call the author's server.
    """

    on: str = DRAFT
    text: str | None = None
    type: str = "text"
    session: object = None
    state: str | None = None
    memory: Mapping[str, str] | None = None
    pick: int | None = None
    chat_id: str = TEST_CHAT
    call_middleware: bool = True


class Simulator:
    """Plays turns that leave no trace.

    Args:
        middleware: makes the calls that a turn asks for.
    """

    def __init__(self, middleware: MiddlewareCaller) -> None:
        self._middleware = middleware

    async def turn(self, subject: Subject, wanted: Simulation, now: int) -> SimulatedTurn:
        """One turn.

        Raises:
            Invalid: a session that is none, no such state, or nothing to say.
        """
        journey = self._journey(subject, wanted)
        picker = Picker(journey.turns if wanted.pick is None else wanted.pick)
        calls: list[CallView] = []
        turn: Turn | None = None
        if wanted.state is not None:
            memory = wanted.memory or {}
            begun = entered(subject, wanted.state, memory, picker)
            turn = await self._settled(subject, begun, wanted, calls)
            journey = msgspec.structs.replace(journey, at=turn.session)
        if wanted.text is not None:
            said = Input(wanted.text, wanted.type)
            taken = await _thought(subject, journey, said, picker)
            turn = await self._settled(subject, taken, wanted, calls)
        if turn is None:
            raise _refused("message", "Say something, or name a state to begin at.")
        number, before = journey.turns + 1, journey.pushes
        pushes = pushes_of(
            subject, turn, chat_id=wanted.chat_id, number=number, sequence=before, now=now
        )
        gone = sum(push.active for push in pushes)
        return _view(subject, turn, Journey(turn.session, number, before + gone), calls, pushes)

    def _journey(self, subject: Subject, wanted: Simulation) -> Journey:
        limits = subject.bot.rules.limits
        if wanted.session is not None:
            if wanted.state is not None or wanted.memory is not None:
                where = "memory" if wanted.state is None else "state"
                raise _refused(
                    where,
                    f"A conversation under way has a {where} already; leave {where} or session "
                    "out.",
                )
            return unpacked(wanted.session, limits)
        memory = dict(wanted.memory or {})
        check_memory(memory, limits, "memory")
        if wanted.state is not None and wanted.state not in subject.program.flow.states:
            raise _refused(
                "state", f"There is no state {wanted.state[:100]!r} in this flow to begin at."
            )
        return unpacked({"at": {"memory": memory}}, limits)

    async def _settled(
        self, subject: Subject, outcome: Turn | Ask, wanted: Simulation, seen: list[CallView]
    ) -> Turn:
        if isinstance(outcome, Turn):
            return outcome
        middleware = subject.bot.middleware
        if not wanted.call_middleware:
            names = [call.variable for call in outcome.calls]
            answers = as_written(outcome.calls)
            seen += [CallView(name, "", False, False, None, "", 0) for name in names]
            return settled(outcome, answers)
        made = await self._middleware.called(middleware, outcome.calls, wanted.chat_id, test=True)
        seen += [_call(one) for one in made]
        return settled(outcome, {one.variable: one.answer for one in made})


async def _thought(
    subject: Subject, journey: Journey, message: Input, picker: Picker
) -> Turn | Ask:
    """One step; in a thread where understanding takes milliseconds."""
    if subject.program.model.encodes:
        return await asyncio.to_thread(played, subject, journey.at, message, picker)
    return played(subject, journey.at, message, picker)


def _view(
    subject: Subject,
    turn: Turn,
    journey: Journey,
    calls: list[CallView],
    pushes: list[PushView],
) -> SimulatedTurn:
    guess, session = turn.guess, turn.session
    return SimulatedTurn(
        replies=to_data(turn.replies),
        readable=readable(turn.replies),
        session=packed(journey),
        state=session.state,
        next_state=session.next_state,
        memory=session.memory,
        intent=guess.intent if guess else None,
        confidence=guess.confidence if guess else None,
        understood=_understood(subject, turn),
        ranked=list(guess.ranked) if guess else [],
        events=list(msgspec.to_builtins(turn.events)),
        calls=calls,
        pushes=pushes,
        version_id=subject.version.id if subject.version else None,
        version_number=subject.version.number if subject.version else None,
        fingerprint=subject.fingerprint,
    )


def _understood(subject: Subject, turn: Turn) -> bool | None:
    if any(isinstance(event, NotUnderstood) for event in turn.events):
        return False
    return None if turn.guess is None else turn.guess.confidence >= subject.bot.rules.threshold


def _call(made: Called) -> CallView:
    return CallView(
        variable=made.variable,
        url=without_query(made.url),
        made=True,
        ok=made.answer is not None,
        answer=made.answer,
        why=made.why,
        duration_ms=made.duration_ms,
    )


def _refused(where: str, message: str) -> Invalid:
    return Invalid(message, code=f"bad_{where}", problems=[Problem(("body", where), message)])
