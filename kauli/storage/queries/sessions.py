"""Who is signed in, by which browser."""

from dataclasses import dataclass

import sqlalchemy as sa

from kauli.storage.statements import Prepared, Steps, columns, forgettable, insert_into, one
from kauli.storage.tables import members, sessions, users, workspaces

__all__ = [
    "Session",
    "SignedIn",
    "add_session",
    "end_session",
    "end_sessions",
    "end_sessions_in",
    "find_session",
    "list_sessions",
    "touch_session",
]


@dataclass(frozen=True, slots=True)
class Session:
    """A browser in which somebody is signed in."""

    id: str
    workspace_id: int
    user_id: int
    csrf_token: str
    browser: str
    created_at: int
    seen_at: int
    expires_at: int


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session with the member it stands for, and where."""

    id: str
    workspace_id: int
    user_id: int
    username: str
    full_name: str
    role: str
    workspace: str
    csrf_token: str
    seen_at: int
    expires_at: int


_ADD = Prepared(insert_into(sessions))
_FIND = Prepared(
    sa.select(
        sessions.c.id,
        sessions.c.workspace_id,
        sessions.c.user_id,
        users.c.username,
        users.c.full_name,
        members.c.role,
        workspaces.c.name,
        sessions.c.csrf_token,
        sessions.c.seen_at,
        sessions.c.expires_at,
    )
    .join(users, users.c.id == sessions.c.user_id)
    .join(workspaces, workspaces.c.id == sessions.c.workspace_id)
    .join(
        members,
        (members.c.user_id == users.c.id) & (members.c.workspace_id == sessions.c.workspace_id),
    )
    .where(sessions.c.fingerprint == sa.bindparam("fingerprint"))
)
_LIST = Prepared(
    sa.select(*columns(sessions, Session))
    .where(sessions.c.user_id == sa.bindparam("user"), sessions.c.expires_at > sa.bindparam("now"))
    .order_by(sessions.c.seen_at.desc(), sessions.c.id.desc())
)
_TOUCH = Prepared(
    sa.update(sessions)
    .where(sessions.c.id == sa.bindparam("session"))
    .values(seen_at=sa.bindparam("now"), expires_at=sa.bindparam("until"))
)
_OF_USER = sessions.c.user_id == sa.bindparam("user")
_END = Prepared(sa.delete(sessions).where(_OF_USER, sessions.c.id == sa.bindparam("session")))
_END_BUT = Prepared(sa.delete(sessions).where(_OF_USER, sessions.c.id != sa.bindparam("kept")))
_END_IN = Prepared(
    sa.delete(sessions).where(_OF_USER, sessions.c.workspace_id == sa.bindparam("workspace"))
)
_END_STALE = Prepared(
    sa.delete(sessions).where(_OF_USER, sessions.c.expires_at <= sa.bindparam("now"))
)


def add_session(session: Session, fingerprint: str) -> Steps[None]:
    """Keep a session's fingerprint; what has ended of the same person's is cleared away."""
    yield _END_STALE.bind(user=session.user_id, now=session.created_at)
    yield _ADD.bind(
        id=session.id,
        workspace_id=session.workspace_id,
        user_id=session.user_id,
        fingerprint=fingerprint,
        csrf_token=session.csrf_token,
        browser=session.browser,
        created_at=session.created_at,
        seen_at=session.seen_at,
        expires_at=session.expires_at,
    )


def find_session(fingerprint: str) -> Steps[SignedIn | None]:
    """Who is signed in by that token; the session may have expired."""
    row = one((yield _FIND.bind(fingerprint=fingerprint)))
    return SignedIn(*row) if row else None


def list_sessions(user_id: int, now: int) -> Steps[list[Session]]:
    """A person's living sessions, the one seen last first."""
    rows = yield _LIST.bind(user=user_id, now=now)
    return [Session(*row) for row in rows]


@forgettable
def touch_session(session_id: str, now: int, until: int) -> Steps[None]:
    """Note that a session is in use, and let it last until then."""
    yield _TOUCH.bind(session=session_id, now=now, until=until)


def end_session(user_id: int, session_id: str) -> Steps[bool]:
    """End one of a person's sessions; false when they have no such."""
    return bool((yield _END.bind(user=user_id, session=session_id)))


def end_sessions(user_id: int, kept: str = "") -> Steps[None]:
    """End all of a person's sessions but one."""
    yield _END_BUT.bind(user=user_id, kept=kept)


def end_sessions_in(workspace_id: int, user_id: int) -> Steps[None]:
    """End all of a person's sessions in a workspace."""
    yield _END_IN.bind(user=user_id, workspace=workspace_id)
