"""The worker: keeps the promise that what was committed gets delivered.

It claims what is due with a lease, sends, and acknowledges. Killed at any moment it loses
nothing: what it held falls back when the lease runs out, and goes out again under the same id.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress

import structlog

from kauli.delivery.background import in_background
from kauli.delivery.fairness import deal
from kauli.delivery.job import entry, job_of
from kauli.delivery.ledger import Ledger
from kauli.delivery.schedule import schedule_of
from kauli.delivery.sender import Attempt, Sender
from kauli.delivery.settings import WorkerSettings
from kauli.delivery.settle import Settled, settle
from kauli.delivery.sight import Sight
from kauli.delivery.watch import Watch
from kauli.kit.clock import SECOND, Clock
from kauli.kit.errors import Unavailable
from kauli.kit.ids import new_id
from kauli.net import OutgoingClient
from kauli.storage import DELIVERIES, Database
from kauli.storage.queries import deliveries as queries
from kauli.storage.queries.deliveries import Claimed, Grant, Waiting
from kauli.storage.statements import POSTGRESQL, SQLITE

__all__ = ["Worker"]

_GATHER_SECONDS = 0.002
"""How long freed places are gathered, so that one claim fills several."""

_WRITERS = {SQLITE: 1, POSTGRESQL: 2}
"""Batches that may be on their way to the disk at once; SQLite has one way only."""

_LEVELS = {"delivered": logging.DEBUG, "failed": logging.INFO, "exhausted": logging.WARNING}

log = structlog.get_logger(__name__)


class Worker:
    """Delivers; as many as wanted may share a database.

    Args:
        database: where the deliveries are.
        client: the guarded way out.
        clock: tells the time.
        jitter: draws a number from 0 up to but not including 1.
        name: in the log.
        settings: how it works.
    """

    def __init__(
        self,
        database: Database,
        client: OutgoingClient,
        clock: Clock,
        jitter: Callable[[], float],
        *,
        name: str = "worker",
        settings: WorkerSettings | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._jitter = jitter
        self._settings = settings = settings or WorkerSettings()
        self._name = name
        self._log = log.bind(worker=name)
        self._sender = Sender(
            client, clock, timeout=settings.timeout_seconds, max_response=settings.max_response
        )
        self._ledger = Ledger(database, clock, self._written, pause=settings.pause_seconds)
        self._lease = round(settings.lease_seconds * SECOND)
        self._sight = Sight(database)
        self._watch = Watch(settings.per_endpoint)
        self._held: dict[str, str] = {}  # delivery id -> claim id, from the claim to the commit
        self._sending: set[asyncio.Task[None]] = set()
        self._wake = asyncio.Event()
        self._crowded = False  # something is due that waits for a place
        self._made = 0

    async def run(self, stop: asyncio.Event) -> None:
        """Deliver until told to stop; then finish what is under way, or give it back."""
        self._log.info("delivery.worker_started")
        try:
            async with self._awake(), in_background(self._keep(), self._heed(stop)):
                while not stop.is_set():
                    self._wake.clear()
                    await self._rest(await self._look_patiently())
                await self._finish()
        finally:
            await self._drop()
        self._log.info("delivery.worker_stopped")

    async def drain(self) -> int:
        """Deliver all that is due by now; answers how many attempts were made.

        Raises:
            Unavailable: the database is away; nothing is lost.
        """
        before = self._made
        async with self._awake():
            while True:
                self._wake.clear()
                pause = await self._look()
                if not self._held:
                    if pause > 0:
                        return self._made - before
                    continue
                self._crowded = True
                await self._wake.wait()

    async def keep(self) -> None:
        """Extend our leases, and put back in line what dead workers held."""
        now = self._clock()
        if self._held:
            await self._database.write(queries.extend_leases, dict(self._held), now + self._lease)
        swept = await self._database.write(queries.sweep, now)
        if swept:
            self._log.warning("delivery.leases_expired", deliveries=swept)
            self._wake.set()

    # Looking for work.

    async def _look_patiently(self) -> float:
        try:
            return await self._look()
        except Unavailable as error:
            self._log.warning("delivery.database_away", error=error.message)
        except Exception:
            log.exception("delivery.look_failed", worker=self._name)
        return self._settings.pause_seconds

    async def _look(self) -> float:
        """Claim what is due and start sending it; answers in how many seconds to look again."""
        free = self._settings.concurrency - len(self._held)
        self._crowded = free <= 0
        if self._crowded:
            return self._settings.poll_seconds
        now = self._clock()
        waiting, looked_up = await self._sight.look(now)
        openings = self._watch.openings(waiting, now)
        quotas = deal(openings.rooms, free, self._watch.held)
        self._crowded = openings.crowded
        if quotas:
            grants = {key: grant for key, grant in openings.grants.items() if key in quotas}
            try:
                more = await self._claim(waiting, quotas, grants, now)
            except queries.Overtaken:
                self._sight.claimed(looked_up=looked_up, more=False)
                return 0.0
            self._sight.claimed(looked_up=looked_up, more=more and not grants)
            if more or not looked_up:
                return 0.0
        return min(self._settings.poll_seconds, (openings.next_at - now) / SECOND)

    async def _claim(
        self,
        waiting: Sequence[Waiting],
        quotas: Mapping[str, int],
        grants: Mapping[str, Grant],
        now: int,
    ) -> bool:
        """Claim and start; whether there may be more that is due."""
        claim_id = new_id("clm", now)
        claimed = await self._database.write(
            queries.claim,
            self._database.dialect,
            quotas,
            grants,
            claim_id=claim_id,
            now=now,
            lease_until=now + self._lease,
        )
        endpoints = {one.endpoint_id: one for one in waiting}
        for one in claimed:
            self._held[one.id] = claim_id
            self._watch.begin(one.endpoint_id)
            task = asyncio.create_task(self._deliver(one, endpoints[one.endpoint_id], claim_id))
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)
        taken = Counter(one.endpoint_id for one in claimed)
        return any(taken[endpoint] == quota for endpoint, quota in quotas.items())

    async def _rest(self, seconds: float) -> None:
        """Wait until there may be something to do."""
        if seconds <= 0:
            return
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._wake.wait()
        if self._crowded:
            await asyncio.sleep(_GATHER_SECONDS)

    # Sending.

    async def _deliver(self, claimed: Claimed, endpoint: Waiting, claim_id: str) -> None:
        attempt: Attempt | None = None
        try:
            attempt = await self._sender.attempt(job_of(claimed, endpoint))
            self._settle(claimed, endpoint, claim_id, attempt)
        except Exception:
            log.exception("delivery.not_settled", worker=self._name, delivery=claimed.id)
            self._held.pop(claimed.id, None)  # let the lease run out, and another attempt be made
        finally:
            self._watch.end(endpoint.endpoint_id, attempt)
            self._made += 1
            self._place_freed()

    def _settle(self, claimed: Claimed, endpoint: Waiting, claim_id: str, attempt: Attempt) -> None:
        now, jitter = self._clock(), self._jitter()
        settled = settle(
            attempt.outcome,
            attempt.number - claimed.earlier_attempts,
            schedule=schedule_of(endpoint.schedule, self._settings.schedule),
            jitter=jitter,
            now=now,
        )
        news = self._watch.heard(endpoint, attempt, now, jitter)
        self._note(claimed, attempt, settled)
        self._ledger.add(entry(claimed, claim_id, attempt, settled=settled, news=news, now=now))

    def _note(self, claimed: Claimed, attempt: Attempt, settled: Settled) -> None:
        self._log.log(
            _LEVELS[settled.status],
            f"delivery.{settled.status}",
            delivery=claimed.id,
            endpoint=claimed.endpoint_id,
            conversation=claimed.conversation_id,
            attempt=attempt.number,
            outcome=attempt.outcome.code,
            http_status=attempt.status,
            milliseconds=attempt.duration_ms,
            due_at=settled.due_at or None,
        )

    def _written(self, ids: list[str]) -> None:
        for one in ids:
            self._held.pop(one, None)
        self._place_freed()

    def _place_freed(self) -> None:
        if self._crowded:
            self._wake.set()

    # Around it.

    @asynccontextmanager
    async def _awake(self) -> AsyncIterator[None]:
        """Hear of new deliveries, and have a ledger that writes."""
        signal = self._database.signal(DELIVERIES)
        self._wake = signal.listen()
        try:
            writers = [self._ledger.run() for _ in range(_WRITERS[self._database.dialect])]
            async with in_background(*writers):
                yield
        finally:
            signal.forget(self._wake)

    async def _keep(self) -> None:
        while True:
            try:
                await self.keep()
            except Unavailable as error:
                self._log.warning("delivery.database_away", error=error.message)
            except Exception:
                log.exception("delivery.keep_failed", worker=self._name)
            await asyncio.sleep(self._settings.lease_seconds / 3)

    async def _heed(self, stop: asyncio.Event) -> None:
        await stop.wait()
        self._wake.set()

    async def _finish(self) -> None:
        """Let what is under way end, write it down, give the rest back."""
        self._crowded = True
        with suppress(TimeoutError):
            async with asyncio.timeout(self._settings.grace_seconds):
                while self._held:
                    self._wake.clear()
                    await self._wake.wait()
        await self._drop()
        if not self._held:
            return
        self._log.warning("delivery.given_back", deliveries=list(self._held))
        with suppress(Unavailable):  # then their leases run out instead
            await self._database.write(queries.give_back, dict(self._held))
        self._held.clear()

    async def _drop(self) -> None:
        """End the requests that are still under way."""
        for task in self._sending:
            task.cancel()
        await asyncio.gather(*self._sending, return_exceptions=True)
