"""What only a file can suffer: a full disk, and other processes that write to it."""

import asyncio
import shutil
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from kauli.kit.errors import Unavailable
from kauli.storage.queries import accounts
from kauli.storage.sqlite import SqliteDatabase
from kauli.storage.statements import Prepared, Steps, forgettable
from kauli.storage.tables import workspaces

_COUNT = Prepared(sa.select(sa.func.count()).select_from(workspaces))


def count() -> Steps[int]:
    rows = yield _COUNT.bind()
    return int(rows[0][0])


@pytest.fixture
def path(sqlite_template: Path, tmp_path: Path) -> Path:
    """An empty, migrated file."""
    return Path(shutil.copy(sqlite_template, tmp_path / "kauli.db"))


@pytest.fixture
async def database(path: Path) -> AsyncIterator[SqliteDatabase]:
    opened = SqliteDatabase(path)
    yield opened
    await opened.close()


async def test_a_full_disk_is_said_and_costs_only_what_did_not_fit(
    database: SqliteDatabase,
) -> None:
    pages = database._writer.execute("PRAGMA page_count").fetchone()[0]
    database._writer.execute(f"PRAGMA max_page_count = {pages + 2}")
    small = [database.write(accounts.add_workspace, f"small {n}", 1) for n in range(5)]
    large = database.write(accounts.add_workspace, "x" * 1_000_000, 1)
    *kept, refused = await asyncio.gather(*small, large, return_exceptions=True)
    assert isinstance(refused, Unavailable)
    assert refused.code == "storage_full"
    assert [isinstance(number, int) for number in kept] == [True] * 5
    assert await database.read(count) == 5
    database._writer.execute("PRAGMA max_page_count = 1000000")
    await database.write(accounts.add_workspace, "x" * 1_000_000, 1)
    assert await database.read(count) == 6


async def test_another_process_that_writes_is_waited_for_without_holding_up_reads(
    database: SqliteDatabase, path: Path
) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    write = asyncio.create_task(database.write(accounts.add_workspace, "patient", 1))
    for _ in range(20):
        assert await database.read(count) == 0
        await asyncio.sleep(0)
    assert not write.done()
    other.execute("COMMIT")
    other.close()
    await asyncio.wait_for(write, 5)
    assert await database.read(count) == 1


async def test_what_is_queued_when_it_closes_is_written(path: Path) -> None:
    database = SqliteDatabase(path)
    writes = [
        asyncio.create_task(database.write(accounts.add_workspace, f"{n}", 1)) for n in range(200)
    ]
    await asyncio.sleep(0)
    await database.close()
    await asyncio.gather(*writes)
    with pytest.raises(Unavailable):
        await database.write(accounts.add_workspace, "late", 1)
    with sqlite3.connect(path) as left:
        assert left.execute("SELECT count(*) FROM workspaces").fetchone() == (200,)
    left.close()


_FLUSHES = Prepared(sa.select(sa.column("synchronous")).select_from(sa.text("pragma_synchronous")))


def flushes() -> Steps[bool]:
    """Whether the transaction's commit waits for the disk."""
    rows = yield _FLUSHES.bind()
    return bool(rows[0][0] == 2)


@forgettable
def flushes_not() -> Steps[bool]:
    return (yield from flushes())


async def test_only_what_may_be_forgotten_does_not_wait_for_the_disk(database: SqliteDatabase):
    assert await database.write(flushes)
    assert not await database.write(flushes_not)
    assert await database.write(flushes)
    together = [database.write(query) for query in (flushes_not, flushes, flushes_not)]
    assert await asyncio.gather(*together) == [True] * 3
    assert not any(await asyncio.gather(*[database.write(flushes_not) for _ in range(5)]))
