"""What every test may ask for: both databases, a platform on each, and time that stands still."""

import asyncio
import os
import secrets
import shutil
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import asyncpg
import pytest

from kauli.app import Platform, open_platform
from kauli.config import Settings
from kauli.services import Services
from kauli.storage import Database, open_database
from kauli.storage.migrate import migrate_postgresql, migrate_sqlite
from kauli.storage.tables import metadata

_ADDRESSES = ("postgresql:///postgres?host=/var/run/postgresql", "postgresql://127.0.0.1/postgres")
_TABLES = ", ".join(f'"{table.name}"' for table in metadata.sorted_tables)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what was left out, a line for each reason."""
    reasons = Counter(
        report.longrepr[2].removeprefix("Skipped: ")
        for report in terminalreporter.stats.get("skipped", [])
    )
    for reason, tests in reasons.items():
        terminalreporter.write_line(f"Left out: {tests} tests, because {reason}")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where nothing may be left out, leaving something out is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    left_out = reporter is not None and reporter.stats.get("skipped")
    if left_out and os.environ.get("KAULI_TEST_REQUIRE_ALL"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@dataclass
class FakeClock:
    """A clock that only moves when told to."""

    now: int = 1_767_225_600_000_000  # 2026-01-01T00:00:00Z

    def __call__(self) -> int:
        """The time, in microseconds since the epoch."""
        return self.now

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self.now += round(seconds * 1_000_000)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


async def _reachable() -> str | None:
    given = os.environ.get("KAULI_TEST_DATABASE_URL")
    for address in (given,) if given else _ADDRESSES:
        try:
            connection = await asyncpg.connect(address, timeout=3)
        except (OSError, asyncpg.PostgresError, TimeoutError):
            continue
        await connection.close()
        return address
    return None


async def _execute(address: str, *statements: str) -> None:
    connection = await asyncpg.connect(address)
    try:
        for statement in statements:
            await connection.execute(statement)
    finally:
        await connection.close()


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str | None]:
    """A PostgreSQL database of this run's own, migrated; ``None`` where no server is reachable."""
    server = asyncio.run(_reachable())
    if server is None:
        if os.environ.get("KAULI_TEST_REQUIRE_ALL"):
            pytest.fail("no PostgreSQL is reachable, and nothing may be left out")
        yield None
        return
    name = f"kauli_test_{secrets.token_hex(6)}"
    url = (
        server.replace("/postgres", f"/{name}", 1)
        if "host=" not in server
        else (server.replace("///postgres", f"///{name}", 1))
    )
    asyncio.run(_execute(server, f"CREATE DATABASE {name}"))
    try:
        asyncio.run(migrate_postgresql(url))
        yield url
    finally:
        asyncio.run(_execute(server, f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file to copy from."""
    path = tmp_path_factory.mktemp("sqlite") / "kauli.db"
    migrate_sqlite(path)
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path, sqlite_template: Path) -> str:
    """The address of an empty database, once SQLite's (``""``, in ``tmp_path``), once ours."""
    if request.param == "sqlite":
        shutil.copy(sqlite_template, tmp_path / "kauli.db")
        return ""
    url: str | None = request.getfixturevalue("postgresql_url")
    if url is None:
        pytest.skip("no PostgreSQL is reachable")
    asyncio.run(_execute(url, f"TRUNCATE {_TABLES} RESTART IDENTITY CASCADE"))
    return url


@pytest.fixture
async def database(database_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    """An empty database, opened; every test runs once on SQLite and once on PostgreSQL."""
    opened = await open_database(database_url, tmp_path)
    try:
        yield opened
    finally:
        await opened.close()


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Settings of a platform on an empty database; loopback may be called."""
    return Settings(data_dir=tmp_path, database_url=database_url, allow_private="127.0.0.0/8, ::1")


@pytest.fixture
async def platform(settings: Settings, clock: FakeClock) -> AsyncIterator[Platform]:
    """A platform on each database, its time standing still and its worker not running."""
    async with open_platform(settings, clock=clock) as opened:
        yield opened


@pytest.fixture
def services(platform: Platform) -> Services:
    """The services of a platform on each database."""
    return platform.services
