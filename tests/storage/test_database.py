"""Both databases keep the same promises."""

import asyncio

import pytest
import sqlalchemy as sa

from kauli.kit.errors import Conflict
from kauli.storage import Database
from kauli.storage.queries import accounts
from kauli.storage.statements import Prepared, Steps
from kauli.storage.tables import workspaces

_NAMES = Prepared(sa.select(workspaces.c.name).order_by(workspaces.c.id))


def names() -> Steps[list[str]]:
    rows = yield _NAMES.bind()
    return [row[0] for row in rows]


def add_then_fail(name: str) -> Steps[None]:
    yield from accounts.add_workspace(name, 1)
    raise ValueError("no")


async def test_what_was_written_is_read(database: Database) -> None:
    await database.write(accounts.add_workspace, "Duka", 1)
    assert await database.read(names) == ["Duka"]


async def test_a_write_that_fails_leaves_nothing_behind(database: Database) -> None:
    with pytest.raises(ValueError, match="no"):
        await database.write(add_then_fail, "half")
    assert await database.read(names) == []


async def test_a_write_that_fails_takes_no_neighbour_with_it(database: Database) -> None:
    writes = [
        database.write(add_then_fail if n % 3 == 0 else accounts.add_workspace, *args)
        for n in range(30)
        for args in [(f"w{n}",) if n % 3 == 0 else (f"w{n}", 1)]
    ]
    results = await asyncio.gather(*writes, return_exceptions=True)
    failed = [result for result in results if isinstance(result, ValueError)]
    assert len(failed) == 10
    assert sorted(await database.read(names)) == sorted(f"w{n}" for n in range(30) if n % 3)


async def test_a_caller_that_goes_away_does_not_undo_its_write(database: Database) -> None:
    task = asyncio.create_task(database.write(accounts.add_workspace, "kept", 1))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await database.write(accounts.add_workspace, "after", 1)
    assert "kept" in await database.read(names)


async def test_the_same_name_twice_is_a_conflict(database: Database) -> None:
    async def add() -> int:
        return await database.write(
            lambda: accounts.add_user("amina", "", full_name="", is_admin=False, now=1)
        )

    await add()
    with pytest.raises(Conflict):
        await add()


async def test_a_signal_wakes_whoever_listens(database: Database) -> None:
    heard = database.signal("deliveries").listen()
    other = database.signal("something else").listen()
    database.signal("deliveries").send()
    assert heard.is_set()
    assert not other.is_set()


async def test_a_list_of_changing_length_cannot_be_prepared() -> None:
    statement = Prepared(sa.select(workspaces.c.id).where(workspaces.c.id.in_([1, 2])))
    with pytest.raises(TypeError, match="changing length"):
        statement.compiled("sqlite")
