"""One migration chain for both databases, applied at start."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.ext.asyncio import create_async_engine

from kauli.kit.errors import KauliError, Unavailable

__all__ = ["DatabaseTooNew", "migrate_postgresql", "migrate_sqlite"]

_HERE = Path(__file__).parent / "migrations"
_LOCK = 0x6B61756C69  # "kauli": held while migrating, so that two processes don't


class DatabaseTooNew(KauliError):
    """The database was written by a newer Kauli."""

    default_code = "database_too_new"


def migrate_sqlite(path: Path) -> None:
    """Bring the file at ``path`` up to date, creating it first where there is none.

    Raises:
        DatabaseTooNew: a newer Kauli wrote it; nothing is changed.
        Unavailable: the file or its folder can't be written.
    """
    engine = sa.create_engine(
        f"sqlite:///{path}", connect_args={"isolation_level": None, "timeout": 30}
    )
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA journal_mode = WAL")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            _upgrade(connection)
            connection.exec_driver_sql("COMMIT")
    except sa.exc.DBAPIError as error:
        raise Unavailable(
            f"The database {path} can't be opened ({error.orig}); check the path and its "
            "permissions, or name another folder with --data-dir.",
            code="storage_unwritable",
        ) from error
    finally:
        engine.dispose()


async def migrate_postgresql(url: str) -> None:
    """Bring the database at ``url`` up to date.

    Raises:
        DatabaseTooNew: a newer Kauli wrote it; nothing is changed.
        Unavailable: the server does not answer, or not to us.
    """
    engine = create_async_engine(sa.make_url(url).set(drivername="postgresql+asyncpg"))
    try:
        async with engine.begin() as connection:
            await connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
            await connection.run_sync(_upgrade)
    except (TimeoutError, OSError, sa.exc.DBAPIError) as error:
        raise Unavailable(
            f"PostgreSQL can't be reached ({error}); check KAULI_DATABASE_URL.",
            code="storage_unavailable",
        ) from error
    finally:
        await engine.dispose()


def _upgrade(connection: sa.Connection) -> None:
    config = _config()
    script = ScriptDirectory.from_config(config)
    current = MigrationContext.configure(connection).get_current_revision()
    known = {revision.revision for revision in script.walk_revisions()}
    if current is not None and current not in known:
        raise DatabaseTooNew(
            f"This database was written by a newer Kauli (its schema is {current}); "
            "install that version, or start with another data directory."
        )
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_HERE))
    return config
