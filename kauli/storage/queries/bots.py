"""Bots, their drafts and their published versions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from kauli.storage.statements import Prepared, Steps, columns, insert_into, names_but, one
from kauli.storage.tables import bots, versions

__all__ = [
    "Bot",
    "Version",
    "add_bot",
    "add_version",
    "count_versions",
    "delete_bot",
    "find_bot",
    "find_version",
    "hold_bot",
    "load_version",
    "touch_bot",
    "update_bot",
]


@dataclass(frozen=True, slots=True)
class Bot:
    """A bot's settings and its draft; documents are JSON text."""

    id: int
    workspace_id: int
    user_id: int
    name: str
    description: str
    industry: str
    language: str
    visible_on_community: bool
    confidence_threshold: float
    fallback_message: str
    middleware: str
    plugin: str
    model_name: str
    draft: str
    live_version_id: str | None
    revision: int
    created_at: int
    updated_at: int


@dataclass(frozen=True, slots=True)
class Version:
    """A published version, without its trained model."""

    id: str
    bot_id: int
    number: int
    note: str
    user_id: int
    document: str
    evaluation: str
    created_at: int


_EDITABLE = (
    "name",
    "description",
    "industry",
    "language",
    "visible_on_community",
    "confidence_threshold",
    "fallback_message",
    "middleware",
    "plugin",
    "draft",
    "draft_by",
    "draft_at",
    "live_version_id",
)
_ALIVE = bots.c.deleted_at.is_(None)
_MINE = (bots.c.workspace_id == sa.bindparam("workspace")) & _ALIVE

_ADD_BOT = Prepared(insert_into(bots, *names_but(bots, "id")).returning(bots.c.id))
_BOT = sa.select(*columns(bots, Bot))
_FIND = Prepared(_BOT.where(_MINE, bots.c.id == sa.bindparam("bot")))
_HOLD = Prepared(_BOT.where(_MINE, bots.c.id == sa.bindparam("bot")).with_for_update())
_UPDATE = {
    name: Prepared(
        sa.update(bots)
        .where(bots.c.id == sa.bindparam("bot"))
        .values({name: sa.bindparam("value")})
    )
    for name in _EDITABLE
}
_TOUCH = Prepared(
    sa.update(bots)
    .where(bots.c.id == sa.bindparam("bot"))
    .values(revision=bots.c.revision + 1, updated_at=sa.bindparam("now"))
)
_DELETE = Prepared(
    sa.update(bots)
    .where(_MINE, bots.c.id == sa.bindparam("bot"))
    .values(deleted_at=sa.bindparam("now"), revision=bots.c.revision + 1)
)
_ADD_VERSION = Prepared(insert_into(versions))
_VERSION = sa.select(*columns(versions, Version))
_FIND_VERSION = Prepared(
    _VERSION.where(
        versions.c.bot_id == sa.bindparam("bot"), versions.c.id == sa.bindparam("version")
    )
)
_COUNT_VERSIONS = Prepared(
    sa.select(sa.func.coalesce(sa.func.max(versions.c.number), 0)).where(
        versions.c.bot_id == sa.bindparam("bot")
    )
)
_LOAD_VERSION = Prepared(
    sa.select(versions.c.document, versions.c.model).where(versions.c.id == sa.bindparam("version"))
)


def add_bot(values: Mapping[str, Any]) -> Steps[int]:
    """Make a bot from a value for each column but its id; returns the id."""
    rows = yield _ADD_BOT.bind(**values)
    return int(rows[0][0])


def find_bot(workspace_id: int, bot_id: int) -> Steps[Bot | None]:
    """A bot of this workspace; somebody else's looks like none."""
    row = one((yield _FIND.bind(workspace=workspace_id, bot=bot_id)))
    return Bot(*row) if row else None


def hold_bot(workspace_id: int, bot_id: int) -> Steps[Bot | None]:
    """``find_bot``, and nobody else may change it until this transaction is over."""
    row = one((yield _HOLD.bind(workspace=workspace_id, bot=bot_id)))
    return Bot(*row) if row else None


def update_bot(bot_id: int, changes: Mapping[str, Any], now: int) -> Steps[None]:
    """Set some columns, and let running conversations see it."""
    for name, value in changes.items():
        yield _UPDATE[name].bind(bot=bot_id, value=value)
    yield _TOUCH.bind(bot=bot_id, now=now)


def touch_bot(bot_id: int, now: int) -> Steps[None]:
    """Let running conversations see that something of the bot changed."""
    yield _TOUCH.bind(bot=bot_id, now=now)


def delete_bot(workspace_id: int, bot_id: int, now: int) -> Steps[bool]:
    """Mark a bot as deleted; what it still has to deliver goes out all the same."""
    changed = yield _DELETE.bind(workspace=workspace_id, bot=bot_id, now=now)
    return bool(changed)


def add_version(version: Version, model: bytes) -> Steps[None]:
    """Keep a published version with its trained model."""
    yield _ADD_VERSION.bind(
        id=version.id,
        bot_id=version.bot_id,
        number=version.number,
        note=version.note,
        user_id=version.user_id,
        document=version.document,
        model=model,
        evaluation=version.evaluation,
        created_at=version.created_at,
    )


def count_versions(bot_id: int) -> Steps[int]:
    """The number of the bot's newest version; 0 before the first."""
    rows = yield _COUNT_VERSIONS.bind(bot=bot_id)
    return int(rows[0][0])


def find_version(bot_id: int, version_id: str) -> Steps[Version | None]:
    """One version of a bot."""
    row = one((yield _FIND_VERSION.bind(bot=bot_id, version=version_id)))
    return Version(*row) if row else None


def load_version(version_id: str) -> Steps[tuple[str, bytes] | None]:
    """A version's document and model, for running it."""
    row = one((yield _LOAD_VERSION.bind(version=version_id)))
    return (row[0], bytes(row[1])) if row else None
