"""Bots and their versions as they are shown: with who made them, what answers and where it goes."""

from dataclasses import dataclass

import sqlalchemy as sa

from kauli.storage.queries.bots import Bot
from kauli.storage.statements import Prepared, Row, Steps, columns, one
from kauli.storage.tables import bots, conversations, endpoints, users, versions

__all__ = [
    "Listed",
    "Release",
    "Seen",
    "find_release",
    "list_changed",
    "list_listed",
    "list_releases",
    "list_seen",
    "list_sessions",
    "see_bot",
]


@dataclass(frozen=True, slots=True)
class Seen:
    """A bot with all that is shown beside it.

    Attributes:
        author: the name of the user who made it.
        live_number: of the published version; ``None`` before one.
        same: whether the draft is what was published.
        webhook: the default endpoint's url, triggers, token and whether it is active.
    """

    bot: Bot
    author: str
    live_number: int | None
    evaluation: str | None
    same: bool
    webhook: tuple[str, str, str, bool] | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A bot in a list: whatever is read without its draft."""

    id: int
    name: str
    description: str
    industry: str
    language: str
    visible_on_community: bool
    revision: int
    created_at: int
    updated_at: int
    author: str
    live_version_number: int | None


@dataclass(frozen=True, slots=True)
class Release:
    """A published version with its author, and without what was published."""

    id: str
    number: int
    note: str
    user_id: int
    evaluation: str
    created_at: int
    author: str


_MINE = (bots.c.workspace_id == sa.bindparam("workspace")) & bots.c.deleted_at.is_(None)
_SAME = versions.c.document == bots.c.draft
_own = endpoints.alias("own")
_DEFAULT = (
    sa.select(sa.func.min(_own.c.id))
    .where(_own.c.bot_id == bots.c.id, _own.c.is_default, _own.c.deleted_at.is_(None))
    .correlate(bots)
    .scalar_subquery()
)
_WEBHOOK = [endpoints.c[name] for name in ("url", "triggers", "token", "active")]
_SEEN = (
    sa.select(
        *columns(bots, Bot),
        users.c.username,
        versions.c.number,
        versions.c.evaluation,
        _SAME,
        *_WEBHOOK,
    )
    .join_from(bots, users, users.c.id == bots.c.user_id)
    .outerjoin(versions, versions.c.id == bots.c.live_version_id)
    .outerjoin(endpoints, endpoints.c.id == _DEFAULT)
    .where(_MINE)
)
_SEE = Prepared(_SEEN.where(bots.c.id == sa.bindparam("bot")))
_LIST_SEEN = Prepared(_SEEN.order_by(bots.c.id))
_LISTED = (
    sa.select(
        *[bots.c[name] for name in Listed.__match_args__[:-2]], users.c.username, versions.c.number
    )
    .join_from(bots, users, users.c.id == bots.c.user_id)
    .outerjoin(versions, versions.c.id == bots.c.live_version_id)
    .where(_MINE)
    .limit(sa.bindparam("limit"))
)
_LIST = Prepared(_LISTED.where(bots.c.id > sa.bindparam("after")).order_by(bots.c.id))
_LIST_CHANGED = Prepared(
    _LISTED.where(
        (bots.c.updated_at < sa.bindparam("before"))
        | ((bots.c.updated_at == sa.bindparam("before")) & (bots.c.id < sa.bindparam("below")))
    ).order_by(bots.c.updated_at.desc(), bots.c.id.desc())
)
_RELEASE = sa.select(
    *[versions.c[name] for name in Release.__match_args__[:-1]], users.c.username
).join_from(versions, users, users.c.id == versions.c.user_id)
_LIST_RELEASES = Prepared(
    _RELEASE.where(
        versions.c.bot_id == sa.bindparam("bot"), versions.c.number < sa.bindparam("before")
    )
    .order_by(versions.c.number.desc())
    .limit(sa.bindparam("limit"))
)
_FIND_RELEASE = Prepared(
    _RELEASE.add_columns(versions.c.document).where(
        versions.c.bot_id == sa.bindparam("bot"), versions.c.id == sa.bindparam("version")
    )
)
_SESSIONS = Prepared(
    sa.select(conversations.c.chat_id, conversations.c.version_id, conversations.c.session)
    .where(
        conversations.c.bot_id == sa.bindparam("bot"),
        conversations.c.chat_id > sa.bindparam("after"),
    )
    .order_by(conversations.c.chat_id)
    .limit(sa.bindparam("limit"))
)


def see_bot(workspace_id: int, bot_id: int) -> Steps[Seen | None]:
    """``find_bot``, with all that is shown beside it."""
    row = one((yield _SEE.bind(workspace=workspace_id, bot=bot_id)))
    return _seen(row) if row else None


def list_seen(workspace_id: int) -> Steps[list[Seen]]:
    """All of the workspace's bots by id, with all that is shown beside them."""
    rows = yield _LIST_SEEN.bind(workspace=workspace_id)
    return [_seen(row) for row in rows]


def list_listed(workspace_id: int, *, after: int, limit: int) -> Steps[list[Listed]]:
    """The workspace's bots by id, as they are listed."""
    rows = yield _LIST.bind(workspace=workspace_id, after=after, limit=limit)
    return [Listed(*row) for row in rows]


def list_changed(workspace_id: int, *, before: int, below: int, limit: int) -> Steps[list[Listed]]:
    """The workspace's bots as they are listed, the one that was changed last first.

    Args:
        workspace_id: whose.
        before: changed earlier than this,
        below: or just then, with a smaller id than this.
        limit: so many at most.
    """
    rows = yield _LIST_CHANGED.bind(workspace=workspace_id, before=before, below=below, limit=limit)
    return [Listed(*row) for row in rows]


def list_releases(bot_id: int, *, before: int, limit: int) -> Steps[list[Release]]:
    """A bot's versions with smaller numbers than ``before``, newest first."""
    rows = yield _LIST_RELEASES.bind(bot=bot_id, before=before, limit=limit)
    return [Release(*row) for row in rows]


def find_release(bot_id: int, version_id: str) -> Steps[tuple[Release, str] | None]:
    """One version of a bot, and what was published."""
    row = one((yield _FIND_RELEASE.bind(bot=bot_id, version=version_id)))
    return (Release(*row[:-1]), row[-1]) if row else None


def list_sessions(bot_id: int, *, after: str, limit: int) -> Steps[list[tuple[str, str, str]]]:
    """Where a bot's conversations stand, by chat id: chat id, version and session."""
    rows = yield _SESSIONS.bind(bot=bot_id, after=after, limit=limit)
    return [(row[0], row[1], row[2]) for row in rows]


def _seen(row: Row) -> Seen:
    """What ``_SEEN`` gives of a bot."""
    bot, rest = row[: len(Bot.__match_args__)], row[len(Bot.__match_args__) :]
    author, number, evaluation, same, url, triggers, token, active = rest
    webhook = None if url is None else (url, triggers, token, bool(active))
    return Seen(Bot(*bot), author, number, evaluation, bool(same), webhook)
