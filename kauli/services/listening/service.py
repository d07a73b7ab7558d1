"""What a developer's machine does to take a bot's deliveries.

A listener is an endpoint like any other, but nobody sends to it: whoever opened it comes, takes
what is due, posts it to a receiver that only they can reach, and tells the answer. So deliveries
for it are in the log, signed, tried again and kept in order as all others are.
"""

import asyncio
from collections.abc import Callable, Collection
from contextlib import suppress

import structlog

from kauli.kit.clock import SECOND, Clock
from kauli.kit.errors import Unavailable
from kauli.kit.ids import new_id
from kauli.services.listening import steps
from kauli.services.listening.attempts import forward_of
from kauli.services.listening.steps import Moment
from kauli.services.listening.views import Forward, Listener, Report, Seat, Verdict, Wish
from kauli.services.principal import Principal
from kauli.services.roles import Role, require
from kauli.storage import DELIVERIES, Database
from kauli.storage.queries import listening
from kauli.storage.queries.endpoints import Endpoint
from kauli.storage.statements import POSTGRESQL, SQLITE

__all__ = ["LONGEST_WAIT", "MOST", "Listening"]

LONGEST_WAIT = 25.0
"""Seconds that ``next`` waits at most: shorter than proxies wait for an answer."""

MOST = 64
"""Deliveries that are handed out at once."""

_POLL_SECONDS = {SQLITE: 0.25, POSTGRESQL: 1.0}
"""How often to look by ourselves. On SQLite nothing tells of what another process wrote, and a
look takes microseconds; on PostgreSQL a lost hint is all that it makes up for."""

_SHORTEST_PAUSE = 0.01
_SPARE_SECONDS = 15.0
"""What a lease allows for beyond the receiver's time: the ways there and back."""

log = structlog.get_logger(__name__)


class Listening:
    """Hands out what listeners have to get.

    Args:
        database: where the deliveries are.
        clock: the time.
        jitter: draws a number from 0 up to but not including 1.
        timeout: seconds a receiver may take, where neither listener nor webhook say.
        lease: seconds after which what a dead listener held is due again, at least.
    """

    def __init__(
        self,
        database: Database,
        *,
        clock: Clock,
        jitter: Callable[[], float],
        timeout: float,
        lease: float,
    ) -> None:
        self._database = database
        self._clock = clock
        self._jitter = jitter
        self._timeout = timeout
        self._lease = lease
        self._due = database.signal(DELIVERIES)
        self._poll = _POLL_SECONDS[database.dialect]
        self._dismissed = False

    async def open(self, principal: Principal, bot_id: int, wish: Wish) -> Listener:
        """Begin to listen: find or make the listener of that name, and switch it on.

        It is taken over from whoever had it, and what they held is due again at once.

        Raises:
            NotFound: no such bot.
            Invalid: a wish that can't be.
        """
        require(principal, Role.EDITOR)
        now = self._clock()
        opened = await self._database.write(
            steps.open_, principal, bot_id, wish, Moment(now, new_id("lsn", now)), self._timeout
        )
        log.info("listening.opened", endpoint=opened.endpoint_id, bot=bot_id)
        return opened

    async def next(
        self,
        principal: Principal,
        seat: Seat,
        *,
        holding: Collection[str] = (),
        most: int = 8,
        wait_seconds: float = LONGEST_WAIT,
    ) -> list[Forward]:
        """Take what is due, or wait for it. While it waits it holds no connection.

        Only one call at a time for a session: what a call finds held that is not in ``holding``
        goes back in line.

        Args:
            principal: whose.
            seat: which listener.
            holding: ids of the deliveries that were taken before and have no answer yet.
            most: how many to take, to ``MOST``.
            wait_seconds: how long to wait when nothing is due, to ``LONGEST_WAIT``.

        Returns:
            Signed and ready to be posted; empty if there was nothing.

        Raises:
            NotFound: no such bot or listener.
            Conflict: it was switched off, or taken over by somebody else.
            Unavailable: the server is ending, or its database is away.
        """
        require(principal, Role.EDITOR)
        listener = await self._arrive(principal, seat, holding)
        loop = asyncio.get_running_loop()
        deadline = loop.time() + min(wait_seconds, LONGEST_WAIT)
        event = self._due.listen()
        try:
            while True:
                event.clear()
                taken, pause = await self._take(seat, listener, min(most, MOST))
                left = deadline - loop.time()
                if taken or left <= 0:
                    return taken
                if self._dismissed:
                    raise Unavailable("The server is ending; ask again.", code="server_ending")
                with suppress(TimeoutError):
                    async with asyncio.timeout(min(pause, left)):
                        await event.wait()
        finally:
            self._due.forget(event)

    async def answered(self, principal: Principal, seat: Seat, report: Report) -> Verdict:
        """Take down what a receiver made of a delivery, and decide how it goes on.

        It may be told twice, so that an answer to it that got lost does no harm.

        Raises:
            NotFound: no such bot, listener or delivery.
        """
        require(principal, Role.EDITOR)
        moment = Moment(self._clock(), jitter=self._jitter())
        verdict, more = await self._database.write(
            steps.note, self._database.dialect, principal, seat, report, moment
        )
        if more:
            self._due.send()
        log.info(
            "listening.answered" if verdict.counted else "listening.answered_too_late",
            delivery=report.delivery_id,
            endpoint=seat.endpoint_id,
            outcome=verdict.outcome,
            status=verdict.status,
        )
        return verdict

    async def close(self, principal: Principal, seat: Seat) -> int:
        """End listening: nothing more is written for the listener until it is opened again.

        Returns:
            How many deliveries wait for that.

        Raises:
            NotFound: no such bot or listener.
        """
        require(principal, Role.EDITOR)
        waiting = await self._database.write(steps.leave, principal, seat, Moment(self._clock()))
        log.info("listening.closed", endpoint=seat.endpoint_id, waiting=waiting)
        return waiting

    def dismiss(self) -> None:
        """Let everybody who waits go at once, for good: the server is about to end."""
        self._dismissed = True
        self._due.heard()

    async def _arrive(self, principal: Principal, seat: Seat, holding: Collection[str]) -> Endpoint:
        """Sign with what the bot's webhook signs with now, and put straight who holds what."""
        arrival = await self._database.read(steps.look, principal, seat)
        now = self._clock()
        steps.check(arrival.glance, seat, now)
        if arrival.brings_news(now):
            moment = Moment(now, lease_until=now + self._lease_of(arrival.listener))
            await self._database.write(steps.arrive, arrival, holding, moment)
        return arrival.signing()

    async def _take(self, seat: Seat, listener: Endpoint, most: int) -> tuple[list[Forward], float]:
        """What is due, and in how many seconds to look again."""
        now = self._clock()
        glance = steps.check(
            await self._database.read(listening.glance, seat.endpoint_id), seat, now
        )
        if glance.due_at is None or most <= 0:
            return [], self._poll
        if glance.due_at > now:
            return [], min(self._poll, (glance.due_at - now) / SECOND)
        claim_id = new_id("clm", now)
        claimed = await self._database.write(
            steps.take,
            self._database.dialect,
            seat,
            most,
            Moment(now, claim_id, lease_until=now + self._lease_of(listener)),
        )
        timeout = self._seconds(listener)
        return [
            forward_of(one, listener, claim_id, now, timeout=timeout) for one in claimed
        ], _SHORTEST_PAUSE

    def _seconds(self, listener: Endpoint) -> float:
        return listener.timeout_ms / 1_000 if listener.timeout_ms else self._timeout

    def _lease_of(self, listener: Endpoint) -> int:
        return round(max(self._lease, self._seconds(listener) + _SPARE_SECONDS) * SECOND)
