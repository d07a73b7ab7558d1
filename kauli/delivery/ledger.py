"""Writing down what attempts came to, in batches, until it is written."""

import asyncio
from collections.abc import Callable, Sequence

import structlog
from msgspec.structs import replace

from kauli.kit.errors import Unavailable
from kauli.storage import Database
from kauli.storage.queries.deliveries import Acknowledgement, acknowledge

__all__ = ["Ledger"]

log = structlog.get_logger(__name__)


class Ledger:
    """Collects acknowledgements; while one batch is being committed, the next one forms.

    While the database is away an acknowledgement is kept, its delivery stays held, and the
    worker, whose places such deliveries fill, comes to a stand by itself.

    Args:
        database: where deliveries are kept.
        written: told the ids of a batch once it is on the disk, or was given up.
        pause: seconds between tries while the database is away.
    """

    def __init__(
        self, database: Database, written: Callable[[list[str]], None], *, pause: float
    ) -> None:
        self._database = database
        self._written = written
        self._pause = pause
        self._batch: list[Acknowledgement] = []
        self._some = asyncio.Event()

    def add(self, acknowledgement: Acknowledgement) -> None:
        """Have it written soon."""
        self._batch.append(acknowledgement)
        self._some.set()

    async def run(self) -> None:
        """Write for as long as there is a worker; ends by being cancelled."""
        while True:
            await self._some.wait()
            self._some.clear()
            batch, self._batch = self._batch, []
            await self._write(batch)
            self._written([one.delivery_id for one in batch])

    async def _write(self, batch: Sequence[Acknowledgement]) -> None:
        try:
            await self._write_when_possible(batch)
        except Exception:
            log.exception("delivery.not_recorded", deliveries=[one.delivery_id for one in batch])
            await self._write_apart(batch)

    async def _write_when_possible(self, batch: Sequence[Acknowledgement]) -> None:
        while True:
            try:
                await self._database.write(acknowledge, batch)
            except Unavailable as error:
                log.warning("delivery.database_away", error=error.message, waiting=len(batch))
                await asyncio.sleep(self._pause)
            else:
                return

    async def _write_apart(self, batch: Sequence[Acknowledgement]) -> None:
        """One that the database won't take must not hold up the others, nor be sent for ever."""
        if len(batch) > 1:
            for one in batch:
                await self._write([one])
        elif batch[0].attempt is not None:  # perhaps it is what came back: settle without it
            await self._write([replace(batch[0], attempt=None)])
