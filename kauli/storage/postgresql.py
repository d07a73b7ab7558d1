"""PostgreSQL through asyncpg: the same steps, a pool, and NOTIFY for wake-ups between processes."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any, ParamSpec, TypeVar

import asyncpg
import structlog
from asyncpg.pool import PoolConnectionProxy

from kauli.kit.errors import Conflict, Unavailable
from kauli.storage.pending import PendingWrite
from kauli.storage.signals import Signal
from kauli.storage.statements import POSTGRESQL, Bound, Many, Steps

__all__ = ["PostgresqlDatabase"]

T = TypeVar("T")
P = ParamSpec("P")

_CHANNEL = "kauli"
_LANES = 3
_GROUP = 64
_NOTIFY_EVERY = 0.002
_RECONNECT_AFTER = 1.0

_FAILURES = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError)
_GONE = (OSError, asyncpg.PostgresConnectionError, asyncpg.InterfaceError, TimeoutError)
_AGAIN = (asyncpg.DeadlockDetectedError, asyncpg.SerializationError)

_BY_THE_INDEX = dict.fromkeys(["enable_seqscan", "enable_hashjoin", "enable_mergejoin"], "off")

log = structlog.get_logger(__name__)


async def _leave_as_it_is(_connection: object) -> None:
    """Nothing of ours changes a connection's settings, so there is nothing to undo."""


class PostgresqlDatabase:
    """See ``kauli.storage.database.Database``; made with ``await PostgresqlDatabase.open(url)``.

    Writes go through a few lanes, each with a connection of its own. A lane that is free takes
    all that is waiting and commits it together; if that fails, each write again by itself.
    """

    dialect = POSTGRESQL

    def __init__(self, pool: "asyncpg.Pool[Any]", url: str) -> None:
        self._pool = pool
        self._url = url
        self._signals: dict[str, Signal] = {}
        self._outgoing: set[str] = set()
        self._outgoing_wanted = asyncio.Event()
        self._writes: asyncio.Queue[PendingWrite] = asyncio.Queue()
        self._closing = False
        self._tasks = [
            asyncio.create_task(self._notify(), name="kauli-notify"),
            asyncio.create_task(self._listen(), name="kauli-listen"),
        ]
        self._lanes = [
            asyncio.create_task(self._lane(), name=f"kauli-lane-{number}")
            for number in range(_LANES)
        ]

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
                min_size=1,
                max_size=max(connections, _LANES + 1),
                command_timeout=30,
                timeout=10,
                reset=_leave_as_it_is,
                # Plans made while a table is small are kept; they must not be to read all of it.
                server_settings=_BY_THE_INDEX,
            )
        except (OSError, asyncpg.PostgresError, TimeoutError) as error:
            raise _translated(error) from error
        return cls(pool, url)

    async def read(self, query: Callable[P, Steps[T]], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a query that changes nothing."""
        try:
            async with self._pool.acquire() as connection:
                return await _drive(connection, query(*args, **kwargs))
        except _FAILURES as error:
            raise _translated(error) from error

    async def write(self, query: Callable[P, Steps[T]], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a query in a transaction, perhaps together with others, and wait for its commit."""
        if self._closing:
            raise Unavailable("The database is being closed.", code="database_closed")
        write = PendingWrite(query, args, kwargs, asyncio.get_running_loop().create_future())
        self._writes.put_nowait(write)
        # A caller that goes away cancels its waiting, not the write.
        result: T = await write.future
        return result

    async def _lane(self) -> None:
        while True:
            group = [await self._writes.get()]
            while len(group) < _GROUP and not self._writes.empty():
                group.append(self._writes.get_nowait())
            try:
                await self._commit(group)
            finally:
                for write in group:
                    write.fail(Unavailable("The database is being closed.", code="database_closed"))
                    self._writes.task_done()

    async def _commit(self, group: list[PendingWrite]) -> None:
        """Commit a group together, or each of its writes alone when one of them fails."""
        try:
            async with self._pool.acquire() as connection, connection.transaction():
                results = [await _drive(connection, write.steps()) for write in group]
        except _GONE as error:
            # Whether the commit went through is not known, so nothing is tried again here.
            for write in group:
                write.fail(_translated(error))
        except Exception as error:  # noqa: BLE001 - handed to the one who asked
            if len(group) > 1 or (isinstance(error, _AGAIN) and group[0].may_try_again()):
                for write in group:
                    await self._commit([write])
            else:
                group[0].fail(_translated(error))
        else:
            for write, result in zip(group, results, strict=True):
                write.succeed(result)

    def signal(self, name: str) -> Signal:
        """A wake-up heard by every process on this database."""
        found = self._signals.get(name)
        if found is None:
            found = self._signals[name] = Signal(lambda: self._carry(name))
        return found

    async def close(self) -> None:
        """Stop listening and give the connections back."""
        self._closing = True
        await self._writes.join()
        for task in self._tasks + self._lanes:
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
            except _FAILURES as error:
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
            except _FAILURES as error:
                log.warning("storage.listen_failed", error=str(error))
            await asyncio.sleep(_RECONNECT_AFTER)

    def _heard(self, _connection: Any, _pid: int, _channel: str, payload: object) -> None:
        found = self._signals.get(str(payload))
        if found is not None:
            found.heard()


async def _drive(connection: "PoolConnectionProxy[Any]", steps: Steps[T]) -> T:
    """Run steps to their end on a connection."""
    answer: Any = None
    try:
        while True:
            wanted: Bound | Many = steps.send(answer)
            compiled = wanted.prepared.compiled(POSTGRESQL)
            if isinstance(wanted, Bound):
                arguments = compiled.arguments(wanted.values)
                if compiled.returns_rows:
                    answer = await connection.fetch(compiled.sql, *arguments)
                else:
                    status = await connection.execute(compiled.sql, *arguments)
                    answer = int(status.rpartition(" ")[2])
            else:
                await connection.executemany(compiled.sql, map(compiled.arguments, wanted.rows))
                answer = None
    except StopIteration as stop:
        result: T = stop.value
        return result


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
    if isinstance(error, _GONE + refused):
        return Unavailable(f"PostgreSQL does not answer ({error}).", code="storage_unavailable")
    return error
