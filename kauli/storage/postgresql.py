"""PostgreSQL through asyncpg: the same steps, a pool, and NOTIFY for wake-ups between processes."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any, ParamSpec, TypeVar

import asyncpg
import structlog

from kauli.kit.errors import Conflict, Unavailable
from kauli.storage.lanes import FAILURES, GONE, Lanes, drive
from kauli.storage.pending import PendingWrite
from kauli.storage.signals import Signal
from kauli.storage.statements import POSTGRESQL, Steps

__all__ = ["PostgresqlDatabase"]

T = TypeVar("T")
P = ParamSpec("P")

_CHANNEL = "kauli"
_LANES = 3
_LIGHT_LANES = 2
_NOTIFY_EVERY = 0.002
_RECONNECT_AFTER = 1.0

_BY_THE_INDEX = dict.fromkeys(
    [
        *("enable_seqscan", "enable_hashjoin", "enable_mergejoin"),
        # Gathers all there is, to sort it, where an index would give the first few in order.
        "enable_bitmapscan",
        # Would be tried, for a quarter of a second, where one of these can't be helped.
        "jit",
    ],
    "off",
)

log = structlog.get_logger(__name__)


async def _leave_as_it_is(_connection: object) -> None:
    """Nothing of ours changes a connection's settings, so there is nothing to undo."""


class PostgresqlDatabase:
    """See ``kauli.storage.database.Database``; made with ``await PostgresqlDatabase.open(url)``.

    Writes go through a few lanes (see ``kauli.storage.lanes``); those whose rows may be forgotten
    go through lanes that don't wait for the disk.
    """

    dialect = POSTGRESQL

    def __init__(self, pool: "asyncpg.Pool[Any]", url: str) -> None:
        self._pool = pool
        self._url = url
        self._signals: dict[str, Signal] = {}
        self._outgoing: set[str] = set()
        self._outgoing_wanted = asyncio.Event()
        self._closing = False
        self._tasks = [
            asyncio.create_task(self._notify(), name="kauli-notify"),
            asyncio.create_task(self._listen(), name="kauli-listen"),
        ]
        self._lanes = Lanes(pool, _LANES, "BEGIN", _translated)
        self._light_lanes = Lanes(
            pool, _LIGHT_LANES, "BEGIN; SET LOCAL synchronous_commit = off", _translated
        )

    @classmethod
    async def open(cls, url: str, *, connections: int = 10) -> "PostgresqlDatabase":
        """Connect.

        Args:
            url: ``postgresql://user@host/database``; it must have been migrated.
            connections: the most this process opens, besides one for wake-ups.

        Raises:
            Unavailable: the server does not answer, or not to us.
        """
        try:
            pool = await asyncpg.create_pool(
                url,
                min_size=0,  # more would be reopened, with a traceback, while the server is away
                max_size=max(connections, _LANES + _LIGHT_LANES + 1),
                command_timeout=30,
                timeout=10,
                reset=_leave_as_it_is,
                # Plans made while a table is small are kept; they must not be to read all of it.
                server_settings=_BY_THE_INDEX,
            )
            async with pool.acquire():
                return cls(pool, url)
        except (OSError, asyncpg.PostgresError, TimeoutError) as error:
            raise _translated(error) from error

    async def read(self, query: Callable[P, Steps[T]], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a query that changes nothing."""
        try:
            async with self._pool.acquire() as connection:
                return await drive(connection, query(*args, **kwargs))
        except FAILURES as error:
            raise _translated(error) from error

    async def write(self, query: Callable[P, Steps[T]], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a query in a transaction, perhaps together with others, and wait for its commit."""
        if self._closing:
            raise Unavailable("The database is being closed.", code="database_closed")
        write = PendingWrite(query, args, kwargs, asyncio.get_running_loop().create_future())
        lanes = self._light_lanes if write.forgettable else self._lanes
        result: T = await lanes.commit(write)
        return result

    def signal(self, name: str) -> Signal:
        """A wake-up heard by every process on this database."""
        found = self._signals.get(name)
        if found is None:
            found = self._signals[name] = Signal(lambda: self._carry(name))
        return found

    async def close(self) -> None:
        """Stop listening and give the connections back."""
        self._closing = True
        await self._light_lanes.close()
        await self._lanes.close()
        for task in self._tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await self._pool.close()

    def _carry(self, name: str) -> None:
        self._outgoing.add(name)
        self._outgoing_wanted.set()

    async def _notify(self) -> None:
        # NOTIFY takes a lock that all of them share at commit, so many wake-ups become one.
        while True:
            await self._outgoing_wanted.wait()
            self._outgoing_wanted.clear()
            names, self._outgoing = self._outgoing, set()
            try:
                for name in names:
                    await self._pool.execute("SELECT pg_notify($1, $2)", _CHANNEL, name)
            except FAILURES as error:
                log.warning("storage.notify_failed", error=str(error))
            await asyncio.sleep(_NOTIFY_EVERY)

    async def _listen(self) -> None:
        while True:
            try:
                connection = await asyncpg.connect(self._url, timeout=10)
                lost = asyncio.Event()
                connection.add_termination_listener(lambda _, lost=lost: lost.set())
                await connection.add_listener(_CHANNEL, self._heard)
                try:
                    await lost.wait()
                finally:
                    await connection.close(timeout=1)
            except FAILURES as error:
                log.warning("storage.listen_failed", error=str(error))
            await asyncio.sleep(_RECONNECT_AFTER)

    def _heard(self, _connection: Any, _pid: int, _channel: str, payload: object) -> None:
        found = self._signals.get(str(payload))
        if found is not None:
            found.heard()


def _translated(error: Exception) -> Exception:
    """Errors of asyncpg in our words; anything else as it is."""
    if isinstance(error, asyncpg.IntegrityConstraintViolationError):
        return Conflict("That exists already.", code="exists")
    if isinstance(error, asyncpg.DiskFullError):
        return Unavailable(
            "The database's disk is full: nothing was written. Make room, then try again.",
            code="storage_full",
        )
    refused = (
        asyncpg.InvalidAuthorizationSpecificationError,
        asyncpg.InvalidCatalogNameError,
        asyncpg.TooManyConnectionsError,
        asyncpg.OperatorInterventionError,
    )
    if isinstance(error, GONE + refused):
        return Unavailable(f"PostgreSQL does not answer ({error}).", code="storage_unavailable")
    return error
