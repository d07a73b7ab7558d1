"""Housekeeping beside the worker: what ended long ago is deleted, a little at a time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import structlog

from kauli.kit.clock import Clock
from kauli.kit.errors import Unavailable
from kauli.kit.ids import first_id
from kauli.kit.spans import DAY
from kauli.storage import Database
from kauli.storage.queries.retention import Aged, delete_aged, list_aged, list_aging

__all__ = ["Housekeeping", "aged", "prune"]

_AT_ONCE = 200
_COUNTED_AT_ONCE = 5_000

log = structlog.get_logger(__name__)


class Housekeeping:
    """Deletes what ended more than so many days ago; undelivered ones are never touched.

    Several processes may do it at once: each delivery is deleted, and counted, by one of them.

    Args:
        database: where the deliveries are.
        clock: tells the time.
        keep_days: how long what ended is kept; 0 for ever.
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
        while self._keep_days and not stop.is_set():
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
        """Delete what is old enough by now; answers how many deliveries that were.

        Args:
            stop: ends it before.

        Raises:
            Unavailable: the database is away; the rest is for the next time.
        """
        if not self._keep_days:
            return 0
        deleted = 0
        async for number in prune(self._database, self._clock() - self._keep_days * DAY):
            deleted += number
            if stop is not None and stop.is_set():
                break
            await asyncio.sleep(self._pause)
        if deleted:
            log.info("delivery.deleted_for_age", deliveries=deleted, days=self._keep_days)
        return deleted


async def prune(
    database: Database, ended_before: int, workspace_id: int | None = None
) -> AsyncIterator[int]:
    """Delete what ended before a moment, some hundreds in a transaction.

    Args:
        database: where the deliveries are.
        ended_before: microseconds since the epoch.
        workspace_id: only of this workspace.

    Yields:
        How many were just deleted.
    """
    async for found in aged(database, ended_before, workspace_id, at_once=_AT_ONCE):
        if found.ids:
            yield await database.write(delete_aged, database.dialect, found.ids, ended_before)


async def aged(
    database: Database,
    ended_before: int,
    workspace_id: int | None = None,
    *,
    at_once: int = _COUNTED_AT_ONCE,
) -> AsyncIterator[Aged]:
    """Find what ended before a moment.

    It is among what was made before, so nothing younger is read; nor is what has not ended.

    Args:
        database: where the deliveries are.
        ended_before: microseconds since the epoch.
        workspace_id: only of this workspace.
        at_once: how many to look at.
    """
    made_before = first_id("dlv", max(ended_before, 0))
    for endpoint, status in await database.read(list_aging, made_before, workspace_id):
        reached: str | None = ""
        while reached is not None:
            found = await database.read(
                list_aged,
                endpoint,
                status,
                beyond=reached,
                made_before=made_before,
                ended_before=ended_before,
                most=at_once,
            )
            yield found
            reached = found.reached
            await asyncio.sleep(0)
