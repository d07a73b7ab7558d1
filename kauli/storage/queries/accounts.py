"""People, their workspaces and their API keys."""

from dataclasses import dataclass

import sqlalchemy as sa

from kauli.storage.statements import Prepared, Steps, columns, insert_into, names_but, one
from kauli.storage.tables import api_keys, members, users, workspaces

__all__ = [
    "ApiKey",
    "Member",
    "User",
    "add_api_key",
    "add_member",
    "add_user",
    "add_workspace",
    "find_api_key",
    "find_membership",
    "find_owner",
    "find_user",
    "find_user_by_id",
    "find_workspace",
    "hold_accounts",
    "is_set_up",
    "list_api_keys",
    "rename_workspace",
    "revoke_api_key",
    "set_name",
    "set_password",
    "set_profile",
]


@dataclass(frozen=True, slots=True)
class User:
    """A person; ``password_hash`` is empty where none was set."""

    id: int
    username: str
    full_name: str
    mobile: str
    password_hash: str
    is_admin: bool
    created_at: int
    updated_at: int


@dataclass(frozen=True, slots=True)
class Member:
    """Who somebody is in a workspace: what a key or a sign-in stands for."""

    workspace_id: int
    user_id: int
    username: str
    role: str


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key as it may be listed: never the key itself."""

    id: str
    workspace_id: int
    user_id: int
    name: str
    preview: str
    created_at: int
    expires_at: int | None
    revoked_at: int | None


_ADD_WORKSPACE = Prepared(insert_into(workspaces, "name", "created_at").returning(workspaces.c.id))
_ADD_USER = Prepared(insert_into(users, *names_but(users, "id")).returning(users.c.id))
_ADD_MEMBER = Prepared(insert_into(members))
_ADD_KEY = Prepared(insert_into(api_keys))
_USER = sa.select(*columns(users, User))
_USER_BY_NAME = Prepared(_USER.where(users.c.username == sa.bindparam("username")))
_USER_BY_ID = Prepared(_USER.where(users.c.id == sa.bindparam("user_id")))
_SET_PASSWORD = Prepared(
    sa.update(users)
    .where(users.c.id == sa.bindparam("user"))
    .values(password_hash=sa.bindparam("hash"), updated_at=sa.bindparam("now"))
)
_SET_NAME = Prepared(
    sa.update(users)
    .where(users.c.id == sa.bindparam("user"))
    .values(username=sa.bindparam("new_name"), updated_at=sa.bindparam("now"))
)
_SET_PROFILE = Prepared(
    sa.update(users)
    .where(users.c.id == sa.bindparam("user"))
    .values(
        full_name=sa.bindparam("new_full_name"),
        mobile=sa.bindparam("new_mobile"),
        updated_at=sa.bindparam("now"),
    )
)
_RENAME_WORKSPACE = Prepared(
    sa.update(workspaces)
    .where(workspaces.c.id == sa.bindparam("workspace"))
    .values(name=sa.bindparam("new_name"))
)
_WORKSPACE = Prepared(
    sa.select(workspaces.c.name).where(workspaces.c.id == sa.bindparam("workspace"))
)
_IS_SET_UP = Prepared(sa.select(users.c.id).where(users.c.password_hash != "").limit(1))
_HOLD = Prepared(
    sqlite=sa.select(sa.literal(1)),  # whoever writes has the file to themselves there
    postgresql=sa.select(sa.func.pg_advisory_xact_lock(0x6B61756C6A)),
)
_MEMBER = sa.select(members.c.workspace_id, users.c.id, users.c.username, members.c.role).join(
    users, users.c.id == members.c.user_id
)
_OWNER = Prepared(
    _MEMBER.where(members.c.role == "owner").order_by(members.c.workspace_id, users.c.id).limit(1)
)
_MEMBERSHIP = Prepared(
    _MEMBER.where(users.c.id == sa.bindparam("user")).order_by(members.c.workspace_id).limit(1)
)
_KEY_BY_FINGERPRINT = Prepared(
    sa.select(
        api_keys.c.workspace_id,
        users.c.id,
        users.c.username,
        members.c.role,
        api_keys.c.expires_at,
    )
    .join(users, users.c.id == api_keys.c.user_id)
    .join(
        members,
        (members.c.user_id == users.c.id) & (members.c.workspace_id == api_keys.c.workspace_id),
    )
    .where(api_keys.c.fingerprint == sa.bindparam("fingerprint"), api_keys.c.revoked_at.is_(None))
)
_KEYS = Prepared(
    sa.select(*columns(api_keys, ApiKey))
    .where(api_keys.c.workspace_id == sa.bindparam("workspace"))
    .order_by(api_keys.c.id)
)
_REVOKE = Prepared(
    sa.update(api_keys)
    .where(
        api_keys.c.workspace_id == sa.bindparam("workspace"),
        api_keys.c.id == sa.bindparam("key"),
        api_keys.c.revoked_at.is_(None),
    )
    .values(revoked_at=sa.bindparam("now"))
)


def add_workspace(name: str, now: int) -> Steps[int]:
    """Make a workspace; returns its id."""
    rows = yield _ADD_WORKSPACE.bind(name=name, created_at=now)
    return int(rows[0][0])


def add_user(
    username: str, password_hash: str, *, full_name: str, is_admin: bool, now: int
) -> Steps[int]:
    """Make a person; returns their id."""
    rows = yield _ADD_USER.bind(
        username=username,
        full_name=full_name,
        mobile="",
        password_hash=password_hash,
        is_admin=is_admin,
        created_at=now,
        updated_at=now,
    )
    return int(rows[0][0])


def add_member(workspace_id: int, user_id: int, role: str, now: int) -> Steps[None]:
    """Let a person into a workspace."""
    yield _ADD_MEMBER.bind(workspace_id=workspace_id, user_id=user_id, role=role, created_at=now)


def find_user(username: str) -> Steps[User | None]:
    """The person of that (lower-case) name."""
    row = one((yield _USER_BY_NAME.bind(username=username)))
    return User(*row) if row else None


def find_user_by_id(user_id: int) -> Steps[User | None]:
    """The person of that id."""
    row = one((yield _USER_BY_ID.bind(user_id=user_id)))
    return User(*row) if row else None


def set_password(user_id: int, password_hash: str, now: int) -> Steps[None]:
    """Replace a person's password."""
    yield _SET_PASSWORD.bind(user=user_id, hash=password_hash, now=now)


def set_name(user_id: int, username: str, now: int) -> Steps[None]:
    """Give a person another name to sign in with."""
    yield _SET_NAME.bind(user=user_id, new_name=username, now=now)


def set_profile(user_id: int, full_name: str, mobile: str, now: int) -> Steps[None]:
    """Replace how a person is called and reached."""
    yield _SET_PROFILE.bind(user=user_id, new_full_name=full_name, new_mobile=mobile, now=now)


def rename_workspace(workspace_id: int, name: str) -> Steps[None]:
    """Give a workspace another name."""
    yield _RENAME_WORKSPACE.bind(workspace=workspace_id, new_name=name)


def find_workspace(workspace_id: int) -> Steps[str]:
    """What a workspace is called."""
    row = one((yield _WORKSPACE.bind(workspace=workspace_id)))
    return str(row[0]) if row else ""


def is_set_up() -> Steps[bool]:
    """Whether anybody can sign in with a password."""
    return bool((yield _IS_SET_UP.bind()))


def hold_accounts() -> Steps[None]:
    """Let nobody else make the first owner until this is committed."""
    yield _HOLD.bind()


def find_owner() -> Steps[Member | None]:
    """The first owner of the first workspace: who local use without a key stands for."""
    row = one((yield _OWNER.bind()))
    return Member(*row) if row else None


def find_membership(user_id: int) -> Steps[Member | None]:
    """Who a person is in the first workspace they belong to."""
    row = one((yield _MEMBERSHIP.bind(user=user_id)))
    return Member(*row) if row else None


def add_api_key(key: ApiKey, fingerprint: str) -> Steps[None]:
    """Keep a key's fingerprint."""
    yield _ADD_KEY.bind(
        id=key.id,
        workspace_id=key.workspace_id,
        user_id=key.user_id,
        name=key.name,
        preview=key.preview,
        fingerprint=fingerprint,
        created_at=key.created_at,
        expires_at=key.expires_at,
        revoked_at=None,
    )


def find_api_key(fingerprint: str) -> Steps[tuple[Member, int | None] | None]:
    """Who a key stands for, and when it expires; ``None`` when unknown or revoked."""
    row = one((yield _KEY_BY_FINGERPRINT.bind(fingerprint=fingerprint)))
    return (Member(*row[:4]), row[4]) if row else None


def list_api_keys(workspace_id: int) -> Steps[list[ApiKey]]:
    """Every key of a workspace, oldest first, the revoked ones too."""
    rows = yield _KEYS.bind(workspace=workspace_id)
    return [ApiKey(*row) for row in rows]


def revoke_api_key(workspace_id: int, key_id: str, now: int) -> Steps[bool]:
    """End a key; false when the workspace has no such living key."""
    changed = yield _REVOKE.bind(workspace=workspace_id, key=key_id, now=now)
    return bool(changed)
