"""Writing down what attempts came to, in batches, until it is written."""

import asyncio
from collections.abc import Callable, Sequence

import structlog
from msgspec.structs import replace

from kauli.delivery.job import Entry, batch_of
from kauli.kit.clock import Clock
from kauli.kit.errors import Unavailable
from kauli.storage import DELIVERIES, Database
from kauli.storage.queries.settling import acknowledge

__all__ = ["Ledger"]

log = structlog.get_logger(__name__)


class Ledger:
    """Collects what attempts came to; while a batch is being committed, the next one forms.

    While the database is away an entry is kept, its delivery stays held, and the worker, whose
    places such deliveries fill, comes to a stand by itself.

    Args:
        database: where deliveries are kept.
        clock: tells the time.
        written: told the ids of a batch once it is on the disk, or was given up.
        pause: seconds between tries while the database is away.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        written: Callable[[list[str]], None],
        *,
        pause: float,
    ) -> None:
        self._database = database
        self._clock = clock
        self._written = written
        self._pause = pause
        self._batch: list[Entry] = []
        self._some = asyncio.Event()

    def add(self, entry: Entry) -> None:
        """Have it written soon."""
        self._batch.append(entry)
        self._some.set()

    async def run(self) -> None:
        """Write for as long as there is a worker; ends by being cancelled.

        Several may run at once: then a batch need not wait for the commit of the one before.
        """
        while True:
            await self._some.wait()
            self._some.clear()
            batch, self._batch = self._batch, []
            if batch:
                await self._write(batch)
                self._written([one.acknowledgement.delivery_id for one in batch])

    async def _write(self, batch: Sequence[Entry]) -> None:
        try:
            await self._write_when_possible(batch)
        except Exception:
            ids = [one.acknowledgement.delivery_id for one in batch]
            log.exception("delivery.not_recorded", deliveries=ids)
            await self._write_apart(batch)

    async def _write_when_possible(self, batch: Sequence[Entry]) -> None:
        rows = batch_of(batch, self._clock())
        while True:
            try:
                moved = await self._database.write(acknowledge, self._database.dialect, rows)
            except Unavailable as error:
                log.warning("delivery.database_away", error=error.message, waiting=len(batch))
                await asyncio.sleep(self._pause)
            else:
                if moved:
                    self._database.signal(DELIVERIES).send()
                return

    async def _write_apart(self, batch: Sequence[Entry]) -> None:
        """One that the database won't take must not hold up the others, nor be sent for ever."""
        if len(batch) > 1:
            for one in batch:
                await self._write([one])
        elif batch[0].acknowledgement.attempt is not None:
            # Perhaps it is what came back: settle without it.
            bare = replace(batch[0].acknowledgement, attempt=None)
            await self._write([replace(batch[0], acknowledgement=bare)])
