"""Drafts: what an author is writing, who saved it last, and whether it is what was published."""

from dataclasses import dataclass

import sqlalchemy as sa

from kauli.storage.statements import Prepared, Steps, one
from kauli.storage.tables import bots, users, versions

__all__ = [
    "Draft",
    "Stamp",
    "drafts_between",
    "find_draft",
    "find_stamp",
    "save_draft",
]


@dataclass(frozen=True, slots=True)
class Stamp:
    """Which state a draft is in: it is another one as soon as ``bot_revision`` is."""

    bot_id: int
    bot_revision: int
    saved_at: int | None
    saved_by: str | None
    live_version_number: int | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft; ``same`` says whether it is what was published."""

    bot_id: int
    bot_revision: int
    text: str
    same: bool


_MINE = (bots.c.workspace_id == sa.bindparam("workspace")) & bots.c.deleted_at.is_(None)
_SAME = versions.c.document == bots.c.draft
_LIVE = versions.c.id == bots.c.live_version_id
_THIS = bots.c.id == sa.bindparam("bot")
_STAMP = (
    sa.select(bots.c.id, bots.c.revision, bots.c.draft_at, users.c.username, versions.c.number)
    .join_from(bots, users, users.c.id == bots.c.draft_by, isouter=True)
    .outerjoin(versions, _LIVE)
    .where(_MINE, _THIS)
)
_FIND_STAMP = Prepared(_STAMP)
_FIND_DRAFT = Prepared(_STAMP.add_columns(bots.c.draft, _SAME))
_DRAFTS = Prepared(
    sa.select(bots.c.id, bots.c.revision, bots.c.draft, _SAME)
    .outerjoin(versions, _LIVE)
    .where(_MINE, bots.c.id.between(sa.bindparam("first"), sa.bindparam("last")))
)
_SAVE_DRAFT = Prepared(
    sa.update(bots)
    .where(_THIS)
    .values(
        draft=sa.bindparam("draft"),
        draft_by=sa.bindparam("user"),
        draft_at=sa.bindparam("now"),
        revision=bots.c.revision + 1,
        updated_at=sa.bindparam("now"),
    )
)


def find_draft(workspace_id: int, bot_id: int) -> Steps[tuple[Draft, Stamp] | None]:
    """A bot's draft, and which state it is in."""
    row = one((yield _FIND_DRAFT.bind(workspace=workspace_id, bot=bot_id)))
    if row is None:
        return None
    *stamp, text, same = row
    return Draft(stamp[0], stamp[1], text, bool(same)), Stamp(*stamp)


def drafts_between(workspace_id: int, first: int, last: int) -> Steps[list[Draft]]:
    """The drafts of the workspace's bots with these ids and those between."""
    rows = yield _DRAFTS.bind(workspace=workspace_id, first=first, last=last)
    return [Draft(row[0], row[1], row[2], bool(row[3])) for row in rows]


def find_stamp(workspace_id: int, bot_id: int) -> Steps[Stamp | None]:
    """Which state a bot's draft is in, without reading it."""
    row = one((yield _FIND_STAMP.bind(workspace=workspace_id, bot=bot_id)))
    return Stamp(*row) if row else None


def save_draft(bot_id: int, draft: str, user_id: int, now: int) -> Steps[None]:
    """Set the draft, and who saved it when."""
    yield _SAVE_DRAFT.bind(bot=bot_id, draft=draft, user=user_id, now=now)
