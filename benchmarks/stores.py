"""Databases of our own for the length of a measurement."""

import asyncio
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import sqlalchemy as sa

__all__ = ["POSTGRESQL", "SQLITE", "Store", "new_store", "reachable_postgresql"]

SQLITE = "SQLite"
POSTGRESQL = "PostgreSQL"

_ADDRESSES = ("postgresql:///postgres?host=/var/run/postgresql", "postgresql://127.0.0.1/postgres")


@dataclass(frozen=True, slots=True)
class Store:
    """Where a server under test keeps its data.

    Attributes:
        name: ``SQLite`` or ``PostgreSQL``.
        folder: a folder of its own.
        url: of the database; ``""`` for SQLite.
    """

    name: str
    folder: Path
    url: str

    @property
    def environment(self) -> dict[str, str]:
        """The settings that point Kauli here."""
        return {"KAULI_DATA_DIR": str(self.folder), "KAULI_DATABASE_URL": self.url}


@contextmanager
def new_store(name: str, server: str | None = None) -> Iterator[Store]:
    """An empty database, gone at the end of the block.

    Args:
        name: ``SQLite`` or ``PostgreSQL``.
        server: the address of any database of the PostgreSQL server.
    """
    folder = Path(tempfile.mkdtemp(prefix="kauli-benchmark-"))
    try:
        if name == SQLITE:
            yield Store(name, folder, "")
            return
        if server is None:
            raise ValueError("PostgreSQL's address is missing")
        own = f"kauli_benchmark_{secrets.token_hex(6)}"
        asyncio.run(_execute(server, f"CREATE DATABASE {own}"))
        try:
            yield Store(name, folder, _with_database(server, own))
        finally:
            asyncio.run(_execute(server, f"DROP DATABASE {own} WITH (FORCE)"))
    finally:
        shutil.rmtree(folder)


def reachable_postgresql() -> str | None:
    """The address of a server in which databases may be made, or ``None``."""
    given = os.environ.get("KAULI_TEST_DATABASE_URL")
    for address in (given,) if given else _ADDRESSES:
        try:
            asyncio.run(_execute(address, "SELECT 1"))
        except (OSError, asyncpg.PostgresError, TimeoutError):
            continue
        return address
    return None


def _with_database(server: str, database: str) -> str:
    return sa.make_url(server).set(database=database).render_as_string(hide_password=False)


async def _execute(address: str, statement: str) -> None:
    connection = await asyncpg.connect(address, timeout=3)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
