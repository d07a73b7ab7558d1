"""SQLite: one file; statements on the event loop, commits in a thread, in groups.

A statement takes microseconds, flushing a commit to the disk takes milliseconds. So the statements
of a group of writes run on the event loop, with nobody to fight over the interpreter with, and
only the commit goes to a thread. While it is being flushed, the turns that arrive form the next
group: every commit is durable (``synchronous=FULL``), and the flush is shared; only a group of
nothing but what may be forgotten (see ``kauli.storage.statements``) is left to the next flush. If a
group fails it is rolled back and each of its writes gets a transaction of its own, so that one bad
write never takes its neighbours with it.
"""

import asyncio
import sqlite3
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from kauli.kit.errors import Conflict, Unavailable
from kauli.storage.pending import PendingWrite
from kauli.storage.signals import Signal
from kauli.storage.statements import SQLITE, Bound, Many, Steps
from kauli.storage.waiting import WaitingThread

__all__ = ["SqliteDatabase"]

T = TypeVar("T")
P = ParamSpec("P")

_BUSY_SECONDS = 10
_GROUP = 64
_STATEMENTS_KEPT = 256


class SqliteDatabase:
    """See ``kauli.storage.database.Database``.

    Args:
        path: the file; it must have been migrated (``kauli.storage.migrate``).
    """

    dialect = SQLITE

    def __init__(self, path: Path) -> None:
        self._reader = _connect(path)
        self._reader.execute("PRAGMA query_only = ON")
        self._writer = _connect(path)
        self._writer.execute("PRAGMA busy_timeout = 0")  # see _begin
        self._thread = WaitingThread(self._writer)
        self._signals: dict[str, Signal] = {}
        self._queue: deque[PendingWrite] = deque()
        self._wanted = asyncio.Event()
        self._closing = False
        self._flushing = True
        self._task = asyncio.create_task(self._work(), name="kauli-writer")

    async def read(self, query: Callable[P, Steps[T]], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a query on the event loop; a lookup takes some microseconds."""
        try:
            return _drive(self._reader, query(*args, **kwargs))
        except sqlite3.Error as error:
            raise _translated(error) from error

    async def write(self, query: Callable[P, Steps[T]], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a query in a transaction, perhaps together with others, and wait for its commit."""
        if self._closing:
            raise Unavailable("The database is being closed.", code="database_closed")
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._queue.append(PendingWrite(query, args, kwargs, future))
        self._wanted.set()
        return await future  # a caller that goes away cancels its waiting, not the write

    def signal(self, name: str) -> Signal:
        """A wake-up inside this process; other processes on the file look by themselves."""
        return self._signals.setdefault(name, Signal())

    async def close(self) -> None:
        """Write what is queued, then close."""
        self._closing = True
        self._wanted.set()
        await self._task
        self._thread.stop()
        self._reader.close()
        self._writer.close()

    async def _work(self) -> None:
        while self._queue or not self._closing:
            await self._wanted.wait()
            self._wanted.clear()
            while self._queue:
                size = min(len(self._queue), _GROUP)
                await self._commit([self._queue.popleft() for _ in range(size)])

    async def _commit(self, group: list[PendingWrite]) -> None:
        """Commit a group together, or each of its writes alone when one of them fails."""
        connection = self._writer
        try:
            self._flush(any(not write.forgettable for write in group))
            await self._begin()
            results = [_drive(connection, write.steps()) for write in group]
            await self._thread.run("COMMIT")
        except Exception as error:  # noqa: BLE001 - handed to the one who asked
            if connection.in_transaction:
                with suppress(sqlite3.Error):  # some errors have rolled back by themselves
                    connection.execute("ROLLBACK")
            if len(group) == 1:
                group[0].fail(_translated(error))
                return
            for write in group:
                await self._commit([write])
        else:
            for write, result in zip(group, results, strict=True):
                write.succeed(result)

    def _flush(self, flushing: bool) -> None:
        """Whether the next commit waits for the disk."""
        if flushing is not self._flushing:
            self._writer.execute(f"PRAGMA synchronous = {'FULL' if flushing else 'NORMAL'}")
            self._flushing = flushing

    async def _begin(self) -> None:
        """Take the write lock, without keeping the event loop waiting for another process."""
        try:
            self._writer.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            await self._thread.run(f"PRAGMA busy_timeout = {_BUSY_SECONDS * 1_000}")
            try:
                await self._thread.run("BEGIN IMMEDIATE")
            finally:
                await self._thread.run("PRAGMA busy_timeout = 0")


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path,
        timeout=_BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=_STATEMENTS_KEPT,
    )
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "temp_store = MEMORY",
        "cache_size = -16384",
        "mmap_size = 268435456",
        "wal_autocheckpoint = 4000",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _drive(connection: sqlite3.Connection, steps: Steps[T]) -> T:
    """Run steps to their end on a connection."""
    execute = connection.execute
    answer: Any = None
    try:
        while True:
            wanted: Bound | Many = steps.send(answer)
            compiled = wanted.prepared.compiled(SQLITE)
            if isinstance(wanted, Bound):
                cursor = execute(compiled.sql, compiled.arguments(wanted.values))
                answer = cursor.fetchall() if compiled.returns_rows else cursor.rowcount
            else:
                connection.executemany(compiled.sql, map(compiled.arguments, wanted.rows))
                answer = None
    except StopIteration as stop:
        result: T = stop.value
        return result


def _translated(error: Exception) -> Exception:
    """SQLite's errors in our words; anything else as it is."""
    if isinstance(error, sqlite3.IntegrityError):
        return Conflict("That exists already.", code="exists")
    if not isinstance(error, sqlite3.OperationalError):
        return error
    name = error.sqlite_errorname or ""
    if name.startswith("SQLITE_FULL"):
        return Unavailable(
            "The disk is full: nothing was written. Make room, then try again.",
            code="storage_full",
        )
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return Unavailable(
            "Another process held the database for too long; try again.", code="storage_busy"
        )
    if name.startswith(("SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN")):
        return Unavailable(
            f"The database file can't be written ({error}); check the disk and its permissions.",
            code="storage_unwritable",
        )
    return error
