"""One durable write a turn, as cheap as it gets on each database."""

import asyncio
import sqlite3
import threading
from collections import deque
from pathlib import Path
from typing import Protocol

import asyncpg

__all__ = ["Keeper", "open_keeper"]

_TABLE = "CREATE TABLE chats (id TEXT PRIMARY KEY, state TEXT NOT NULL, updated_at BIGINT NOT NULL)"
_CONFLICT = (
    "ON CONFLICT (id) DO UPDATE SET state = excluded.state, updated_at = excluded.updated_at"
)
_GROUP = 64

Put = tuple[str, str, int]


class Keeper(Protocol):
    """Keeps where conversations stand."""

    async def put(self, chat: str, state: str, now: int) -> None:
        """Return once it is on the disk."""
        ...

    async def close(self) -> None:
        """Let go."""
        ...


async def open_keeper(address: str) -> Keeper:
    """A keeper on an empty database: ``postgresql://…``, or the path of a SQLite file."""
    if address.startswith("postgresql://"):
        pool = await asyncpg.create_pool(address, min_size=1, max_size=10)
        await pool.execute(_TABLE)
        return _Postgresql(pool)
    return _Sqlite(Path(address))


class _Postgresql:
    def __init__(self, pool: "asyncpg.Pool[asyncpg.Record]") -> None:
        self._pool = pool

    async def put(self, chat: str, state: str, now: int) -> None:
        await self._pool.execute(
            f"INSERT INTO chats VALUES ($1, $2, $3) {_CONFLICT}", chat, state, now
        )

    async def close(self) -> None:
        await self._pool.close()


class _Sqlite:
    """One writer thread; what arrives during a commit is committed together, next."""

    def __init__(self, path: Path) -> None:
        self._loop = asyncio.get_running_loop()
        self._queue: deque[tuple[Put, asyncio.Future[None]] | None] = deque()
        self._wanted = threading.Event()
        self._connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = FULL")
        self._connection.execute(f"{_TABLE} WITHOUT ROWID")
        self._thread = threading.Thread(target=self._work, daemon=True)
        self._thread.start()

    async def put(self, chat: str, state: str, now: int) -> None:
        future: asyncio.Future[None] = self._loop.create_future()
        self._queue.append(((chat, state, now), future))
        self._wanted.set()
        await future

    async def close(self) -> None:
        self._queue.append(None)
        self._wanted.set()
        await asyncio.to_thread(self._thread.join)
        self._connection.close()

    def _work(self) -> None:
        execute = self._connection.execute
        while True:
            self._wanted.wait()
            self._wanted.clear()
            while self._queue:
                taken = [self._queue.popleft() for _ in range(min(len(self._queue), _GROUP))]
                group = [one for one in taken if one is not None]
                execute("BEGIN IMMEDIATE")
                for row, _ in group:
                    execute(f"INSERT INTO chats VALUES (?, ?, ?) {_CONFLICT}", row)
                execute("COMMIT")
                self._loop.call_soon_threadsafe(_tell, [future for _, future in group])
                if None in taken:
                    return


def _tell(futures: "list[asyncio.Future[None]]") -> None:
    for future in futures:
        if not future.done():
            future.set_result(None)
