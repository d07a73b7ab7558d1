"""From an address to a database that is up to date and ready."""

from pathlib import Path

from kauli.kit.errors import Invalid, Unavailable
from kauli.storage.database import Database
from kauli.storage.migrate import migrate_postgresql, migrate_sqlite
from kauli.storage.postgresql import PostgresqlDatabase
from kauli.storage.sqlite import SqliteDatabase

__all__ = ["open_database"]

_FILE = "kauli.db"


async def open_database(url: str, data_dir: Path, *, connections: int = 10) -> Database:
    """Open the database, applying what is missing of the migration chain.

    Args:
        url: ``postgresql://…``, or ``""`` for the SQLite file in ``data_dir``.
        data_dir: the folder of the SQLite file; made where there is none.
        connections: the most connections to PostgreSQL.

    Raises:
        Invalid: the address is of no database that Kauli knows.
        Unavailable: it can't be reached or written.
        DatabaseTooNew: a newer Kauli wrote it.
    """
    if not url:
        path = _made(data_dir) / _FILE
        migrate_sqlite(path)
        return SqliteDatabase(path)
    if not url.startswith(("postgresql://", "postgres://")):
        raise Invalid(
            "KAULI_DATABASE_URL must start with postgresql:// (leave it empty for SQLite).",
            code="bad_database_url",
        )
    await migrate_postgresql(url)
    return await PostgresqlDatabase.open(url, connections=connections)


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise Unavailable(
            f"{folder} is a file, not a folder; name another one with --data-dir.",
            code="storage_unwritable",
        ) from None
    except OSError as error:
        raise Unavailable(
            f"The data directory {folder} can't be made ({error.strerror}); "
            "name another one with --data-dir.",
            code="storage_unwritable",
        ) from error
    return folder
