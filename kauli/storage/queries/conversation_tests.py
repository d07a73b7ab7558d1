"""Conversation tests: what a bot should answer, step by step, as its author wrote it down."""

from dataclasses import asdict, dataclass

import sqlalchemy as sa

from kauli.storage.statements import Prepared, Steps, columns, insert_into, one
from kauli.storage.tables import conversation_tests

__all__ = [
    "StoredTest",
    "add_test",
    "change_test",
    "count_tests",
    "delete_test",
    "find_test",
    "list_tests",
]


@dataclass(frozen=True, slots=True)
class StoredTest:
    """A test; ``start`` and ``steps`` are JSON text."""

    id: str
    bot_id: int
    user_id: int
    name: str
    start: str
    steps: str
    created_at: int
    updated_at: int


_OF_BOT = conversation_tests.c.bot_id == sa.bindparam("bot")
_THIS = _OF_BOT & (conversation_tests.c.id == sa.bindparam("test"))

_TEST = sa.select(*columns(conversation_tests, StoredTest))
_ADD = Prepared(insert_into(conversation_tests))
_LIST = Prepared(_TEST.where(_OF_BOT).order_by(conversation_tests.c.id))
_FIND = Prepared(_TEST.where(_THIS))
_COUNT = Prepared(sa.select(sa.func.count()).select_from(conversation_tests).where(_OF_BOT))
_CHANGE = Prepared(
    sa.update(conversation_tests)
    .where(_THIS)
    .values(
        name=sa.bindparam("name"),
        start=sa.bindparam("start"),
        steps=sa.bindparam("steps"),
        updated_at=sa.bindparam("now"),
    )
)
_DELETE = Prepared(sa.delete(conversation_tests).where(_THIS))


def add_test(test: StoredTest) -> Steps[None]:
    """Keep a new test."""
    yield _ADD.bind(**asdict(test))


def list_tests(bot_id: int) -> Steps[list[StoredTest]]:
    """A bot's tests, oldest first."""
    rows = yield _LIST.bind(bot=bot_id)
    return [StoredTest(*row) for row in rows]


def find_test(bot_id: int, test_id: str) -> Steps[StoredTest | None]:
    """One test of a bot."""
    row = one((yield _FIND.bind(bot=bot_id, test=test_id)))
    return StoredTest(*row) if row else None


def count_tests(bot_id: int) -> Steps[int]:
    """How many tests a bot has."""
    rows = yield _COUNT.bind(bot=bot_id)
    return int(rows[0][0])


def change_test(test: StoredTest) -> Steps[None]:
    """Set a test's name, start and steps."""
    yield _CHANGE.bind(
        bot=test.bot_id,
        test=test.id,
        name=test.name,
        start=test.start,
        steps=test.steps,
        now=test.updated_at,
    )


def delete_test(bot_id: int, test_id: str) -> Steps[bool]:
    """Remove a test; tells whether it was there."""
    return bool((yield _DELETE.bind(bot=bot_id, test=test_id)))
