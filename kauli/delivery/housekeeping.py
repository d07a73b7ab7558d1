"""Housekeeping beside the worker: what nobody waits for, now and again."""

import asyncio
from contextlib import suppress

import structlog

from kauli.delivery.retention import prune
from kauli.kit.clock import Clock
from kauli.kit.errors import Unavailable
from kauli.kit.spans import DAY
from kauli.storage import Database
from kauli.storage.queries.endpoints import cancel_orphans
from kauli.storage.queries.listening import switch_off_silent_listeners
from kauli.storage.queries.missed import trim_missed

__all__ = ["Housekeeping"]

log = structlog.get_logger(__name__)


class Housekeeping:
    """Deletes what ended long ago, and ends what was left behind.

    Several processes may do it at once: each row is dealt with, and counted, by one of them.

    Args:
        database: where everything is.
        clock: tells the time.
        keep_days: how long deliveries that ended are kept; 0 for ever.
        every: seconds from one time to the next.
        pause: seconds between two transactions, for others to get on.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        *,
        keep_days: int,
        every: float = 3_600.0,
        pause: float = 0.05,
    ) -> None:
        self._database = database
        self._clock = clock
        self._keep_days = keep_days
        self._every = every
        self._pause = pause

    async def run(self, stop: asyncio.Event) -> None:
        """Tidy up now and again, until told to stop."""
        while not stop.is_set():
            try:
                await self.tidy(stop)
            except Unavailable as error:
                log.warning("delivery.database_away", error=error.message)
            except Exception:
                log.exception("delivery.tidying_failed")
            with suppress(TimeoutError):
                async with asyncio.timeout(self._every):
                    await stop.wait()

    async def tidy(self, stop: asyncio.Event | None = None) -> int:
        """Do all of it once; answers how many deliveries were deleted for their age.

        Args:
            stop: ends it before.

        Raises:
            Unavailable: the database is away; the rest is for the next time.
        """
        now = self._clock()
        silent = await self._database.write(switch_off_silent_listeners, now)
        if silent:
            log.info("listening.switched_off", endpoints=silent)
        await self._database.write(cancel_orphans, now)
        await self._database.write(trim_missed)
        return await self._delete_aged(now, stop)

    async def _delete_aged(self, now: int, stop: asyncio.Event | None) -> int:
        if not self._keep_days:
            return 0
        deleted = 0
        async for number in prune(self._database, now - self._keep_days * DAY):
            deleted += number
            if stop is not None and stop.is_set():
                break
            await asyncio.sleep(self._pause)
        if deleted:
            log.info("delivery.deleted_for_age", deliveries=deleted, days=self._keep_days)
        return deleted
