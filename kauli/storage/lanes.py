"""Writes on PostgreSQL: a few lanes, each committing together what waits for it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any, TypeAlias, TypeVar

import asyncpg
from asyncpg.pool import PoolConnectionProxy

from kauli.kit.errors import Unavailable
from kauli.storage.pending import PendingWrite
from kauli.storage.statements import POSTGRESQL, Bound, Many, Steps

__all__ = ["FAILURES", "GONE", "Lanes", "drive"]

T = TypeVar("T")
_Connection: TypeAlias = "PoolConnectionProxy[Any]"

FAILURES = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError)
"""What may come out of a connection."""

GONE = (OSError, asyncpg.PostgresConnectionError, asyncpg.InterfaceError, TimeoutError)
"""What says that the server is away; whether it did what was asked is then not known."""

_AGAIN = (asyncpg.DeadlockDetectedError, asyncpg.SerializationError)
_GROUP = 64


class Lanes:
    """A few lanes of one kind. One that is free takes all that waits and commits it together.

    If that fails, each write is tried again by itself.

    Args:
        pool: of connections.
        number: of lanes, and so of connections in use at once.
        begin: the statement that begins a transaction.
        translated: turns what went wrong into what the caller is told.
    """

    def __init__(
        self,
        pool: "asyncpg.Pool[Any]",
        number: int,
        begin: str,
        translated: Callable[[Exception], Exception],
    ) -> None:
        self._pool = pool
        self._begin = begin
        self._translated = translated
        self._writes: asyncio.Queue[PendingWrite] = asyncio.Queue()
        self._tasks = [
            asyncio.create_task(self._run(), name=f"kauli-lane-{lane}") for lane in range(number)
        ]

    async def commit(self, write: PendingWrite) -> Any:
        """Put a write in line and wait for its commit; going away doesn't cancel it."""
        self._writes.put_nowait(write)
        return await write.future

    async def close(self) -> None:
        """Commit what is in line, then end."""
        await self._writes.join()
        for task in self._tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _run(self) -> None:
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
            async with self._pool.acquire() as connection:
                results = await self._together(connection, group)
        except GONE as error:
            # Whether the commit went through is not known, so nothing is tried again here.
            for write in group:
                write.fail(self._translated(error))
        except Exception as error:  # noqa: BLE001 - handed to the one who asked
            if len(group) > 1 or (isinstance(error, _AGAIN) and group[0].may_try_again()):
                for write in group:
                    await self._commit([write])
            else:
                group[0].fail(self._translated(error))
        else:
            for write, result in zip(group, results, strict=True):
                write.succeed(result)

    async def _together(self, connection: _Connection, group: list[PendingWrite]) -> list[Any]:
        if len(group) == 1:
            steps = group[0].steps()
            first = next(steps, None)
            if isinstance(first, Bound) and first.alone:  # the statement is its own transaction
                return [_end(steps, await _answer(connection, first))]
        async with _transaction(connection, self._begin):
            return [await drive(connection, write.steps()) for write in group]


@asynccontextmanager
async def _transaction(connection: _Connection, begin: str) -> AsyncIterator[None]:
    await connection.execute(begin)
    try:
        yield
    except BaseException:
        with suppress(*FAILURES):
            await connection.execute("ROLLBACK")
        raise
    await connection.execute("COMMIT")


def _end(steps: Steps[T], answer: Any) -> T:
    """What steps come to with the answer to their only statement."""
    try:
        steps.send(answer)
    except StopIteration as stop:
        result: T = stop.value
        return result
    raise RuntimeError("a statement that was to be alone has others after it")


async def drive(connection: _Connection, steps: Steps[T]) -> T:
    """Run steps to their end on a connection."""
    answer: Any = None
    try:
        while True:
            answer = await _answer(connection, steps.send(answer))
    except StopIteration as stop:
        result: T = stop.value
        return result


async def _answer(connection: _Connection, wanted: Bound | Many) -> Any:
    compiled = wanted.prepared.compiled(POSTGRESQL)
    if isinstance(wanted, Many):
        await connection.executemany(compiled.sql, map(compiled.arguments, wanted.rows))
        return None
    arguments = compiled.arguments(wanted.values)
    if compiled.returns_rows:
        return await connection.fetch(compiled.sql, *arguments)
    status = await connection.execute(compiled.sql, *arguments)
    return int(status.rpartition(" ")[2])
