"""One migration chain brings every database up to date, and refuses newer ones."""

import asyncio
import sqlite3
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from kauli.kit.errors import Invalid, Unavailable
from kauli.storage import open_database
from kauli.storage.migrate import DatabaseTooNew, migrate_sqlite
from kauli.storage.tables import metadata


def test_migrating_twice_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "kauli.db"
    migrate_sqlite(path)
    before = path.read_bytes()
    migrate_sqlite(path)
    assert path.read_bytes() == before


def test_the_chain_leads_to_the_tables(sqlite_template: Path) -> None:
    engine = sa.create_engine(f"sqlite:///{sqlite_template}")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_the_chain_leads_to_the_tables_on_postgresql(postgresql_url: str | None) -> None:
    if postgresql_url is None:
        pytest.skip("no PostgreSQL is reachable")

    async def differences() -> object:
        url = sa.make_url(postgresql_url).set(drivername="postgresql+asyncpg")
        engine = sa.ext.asyncio.create_async_engine(url)
        async with engine.connect() as connection:
            found = await connection.run_sync(
                lambda sync: compare_metadata(MigrationContext.configure(sync), metadata)
            )
        await engine.dispose()
        return found

    assert asyncio.run(differences()) == []


def test_a_newer_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "kauli.db"
    migrate_sqlite(path)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(DatabaseTooNew, match="newer Kauli"):
        migrate_sqlite(path)


async def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(Unavailable, match="--data-dir"):
        await open_database("", tmp_path / "file" / "data")


async def test_a_file_that_is_no_database_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "kauli.db").write_bytes(b"these are not the bytes you are looking for" * 100)
    with pytest.raises(Unavailable, match="can't be opened"):
        await open_database("", tmp_path)


async def test_another_kind_of_database_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="postgresql://"):
        await open_database("mysql://localhost/kauli", tmp_path)


async def test_a_server_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="KAULI_DATABASE_URL"):
        await open_database("postgresql://127.0.0.1:1/kauli", tmp_path)
