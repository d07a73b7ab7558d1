"""The transactions behind what people do with conversation tests."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from kauli.kit import json
from kauli.kit.errors import Conflict, NotFound
from kauli.kit.ids import new_id
from kauli.services.principal import Principal
from kauli.services.scope import bot_of, no_bot
from kauli.services.trying.definitions import MOST_TESTS, Definition, read_definition
from kauli.services.trying.views import TestView
from kauli.storage.queries import bots
from kauli.storage.queries.conversation_tests import (
    StoredTest,
    add_test,
    change_test,
    count_tests,
    delete_test,
    find_test,
    list_tests,
)
from kauli.storage.statements import Steps

__all__ = ["add", "change", "delete", "found", "listed", "save"]


def listed(principal: Principal, bot_id: int) -> Steps[list[TestView]]:
    """A bot's tests, oldest first."""
    yield from bot_of(principal, bot_id)
    rows = yield from list_tests(bot_id)
    return [_view(row) for row in rows]


def found(principal: Principal, bot_id: int, test_id: str) -> Steps[TestView]:
    """One test.

    Raises:
        NotFound: there is none of that id.
    """
    yield from bot_of(principal, bot_id)
    return _view((yield from _stored(bot_id, test_id)))


def add(
    principal: Principal, bot_id: int, definitions: Sequence[Definition], now: int
) -> Steps[list[TestView]]:
    """Keep new tests, if there is room for all of them.

    Raises:
        Conflict: the bot would have more than it may.
    """
    yield from _held(principal, bot_id)
    many = yield from count_tests(bot_id)
    if many + len(definitions) > MOST_TESTS:
        raise Conflict(
            f"A bot has at most {MOST_TESTS} tests, and this one has {many}; delete some first.",
            code="too_many_tests",
        )
    views: list[TestView] = []
    for place, definition in enumerate(definitions):
        row = StoredTest(
            id=new_id("cvt", now + place * 1_000),  # so that they are listed in their order
            bot_id=bot_id,
            user_id=principal.user_id,
            **_columns(definition),
            created_at=now,
            updated_at=now,
        )
        yield from add_test(row)
        views.append(_view(row))
    return views


def change(
    principal: Principal, bot_id: int, test_id: str, definition: Definition, now: int
) -> Steps[TestView]:
    """Let a test be another.

    Raises:
        NotFound: there is none of that id.
    """
    yield from _held(principal, bot_id)
    old = yield from _stored(bot_id, test_id)
    row = replace(old, **_columns(definition), updated_at=now)
    yield from change_test(row)
    return _view(row)


def save(
    principal: Principal, bot_id: int, definitions: Sequence[Definition], now: int
) -> Steps[tuple[int, int]]:
    """Keep tests, each in the place of the one of its name where there is one.

    Returns:
        How many were added, and how many were changed.
    """
    yield from _held(principal, bot_id)
    named = {row.name: row.id for row in (yield from list_tests(bot_id))}
    known = [one for one in definitions if one.name in named]
    for definition in known:
        yield from change(principal, bot_id, named[definition.name], definition, now)
    fresh = [one for one in definitions if one.name not in named]
    yield from add(principal, bot_id, fresh, now)
    return len(fresh), len(known)


def delete(principal: Principal, bot_id: int, test_id: str) -> Steps[None]:
    """Remove a test.

    Raises:
        NotFound: there is none of that id.
    """
    yield from bot_of(principal, bot_id)
    if not (yield from delete_test(bot_id, test_id)):
        raise _no_test(test_id)


def _held(principal: Principal, bot_id: int) -> Steps[None]:
    """Hold the bot, so that nobody counts its tests meanwhile."""
    yield from bot_of(principal, bot_id)
    if (yield from bots.hold_bot(principal.workspace_id, bot_id)) is None:
        raise no_bot(bot_id)


def _stored(bot_id: int, test_id: str) -> Steps[StoredTest]:
    row = yield from find_test(bot_id, test_id)
    if row is None:
        raise _no_test(test_id)
    return row


def _no_test(test_id: str) -> NotFound:
    return NotFound(f"This bot has no test {test_id[:100]}.", code="test_not_found")


def _columns(definition: Definition) -> dict[str, Any]:
    return {
        "name": definition.name,
        "start": json.dumps(definition.start).decode(),
        "steps": json.dumps(definition.steps).decode(),
    }


def _view(row: StoredTest) -> TestView:
    raw = {"name": row.name, "start": json.loads(row.start), "steps": json.loads(row.steps)}
    return TestView(row.id, read_definition(raw), row.user_id, row.created_at, row.updated_at)
