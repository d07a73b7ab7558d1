"""What PostgreSQL does otherwise: commits that are not waited for, statements without a frame."""

import asyncio

import pytest
import sqlalchemy as sa

from kauli.kit.errors import Conflict
from kauli.storage import Database
from kauli.storage.queries import accounts
from kauli.storage.queries.settling import acknowledge
from kauli.storage.statements import Prepared, Steps, forgettable, may_be_forgotten

_WAITS = Prepared(sa.select(sa.func.current_setting("synchronous_commit")))
_TRANSACTION = Prepared(sa.select(sa.func.pg_current_xact_id().cast(sa.Text)))


@pytest.fixture
def postgresql(database: Database) -> Database:
    return database


on_postgresql = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


def waits() -> Steps[str]:
    """Whether the transaction waits for the disk."""
    rows = yield _WAITS.bind()
    return str(rows[0][0])


@forgettable
def waits_lightly() -> Steps[str]:
    return (yield from waits())


def transaction() -> Steps[str]:
    rows = yield _TRANSACTION.bind()
    return str(rows[0][0])


def alone_and_another() -> Steps[None]:
    yield _WAITS.alone()
    yield _WAITS.bind()


def alone() -> Steps[str]:
    rows = yield _WAITS.alone()
    return str(rows[0][0])


def add_user() -> Steps[int]:
    return accounts.add_user("twice", "", full_name="", is_admin=False, now=1)


def nothing() -> Steps[int]:
    yield from ()
    return 7


@on_postgresql
async def test_only_what_may_be_forgotten_does_not_wait_for_the_disk(postgresql):
    writes = [postgresql.write(query) for query in [waits, waits_lightly] * 20]
    assert await asyncio.gather(*writes) == ["on", "off"] * 20
    assert await postgresql.write(waits) == "on"


def test_what_attempts_came_to_may_be_forgotten_and_what_chatters_were_told_may_not():
    assert may_be_forgotten(acknowledge)
    assert not may_be_forgotten(accounts.add_workspace)


@on_postgresql
async def test_what_fails_leaves_no_transaction_open(postgresql):
    await postgresql.write(add_user)
    for _ in range(20):
        with pytest.raises(Conflict):
            await postgresql.write(add_user)
    ids = [await postgresql.write(transaction) for _ in range(20)]
    assert len(set(ids)) == 20


@on_postgresql
async def test_a_statement_that_is_alone_answers_like_any_other(postgresql):
    assert await postgresql.write(alone) == "on"
    assert await asyncio.gather(*[postgresql.write(alone) for _ in range(30)]) == ["on"] * 30


@on_postgresql
async def test_steps_that_say_nothing_come_to_what_they_return(postgresql):
    assert await postgresql.write(nothing) == 7


@on_postgresql
async def test_a_statement_that_claims_to_be_alone_must_be(postgresql):
    with pytest.raises(RuntimeError, match="alone"):
        await postgresql.write(alone_and_another)
