"""Who belongs to a workspace, and who is invited to."""

from dataclasses import dataclass

import sqlalchemy as sa

from kauli.storage.statements import Prepared, Steps, columns, insert_into, one
from kauli.storage.tables import api_keys, invitations, members, users, workspaces

__all__ = [
    "Belonging",
    "Invitation",
    "Invited",
    "Person",
    "accept_invitation",
    "add_invitation",
    "count_owners",
    "delete_invitation",
    "find_belonging",
    "find_invitation",
    "hold_workspace",
    "list_everybody",
    "list_invitations",
    "list_members",
    "remove_member",
    "set_role",
    "withdraw_invitations",
]


@dataclass(frozen=True, slots=True)
class Belonging:
    """A member as the others see them."""

    user_id: int
    username: str
    full_name: str
    role: str
    created_at: int


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of this installation, in a workspace of it."""

    username: str
    full_name: str
    role: str
    workspace: str
    has_password: bool


@dataclass(frozen=True, slots=True)
class Invitation:
    """A link by which one person may join, as it may be listed: never the link itself."""

    id: str
    workspace_id: int
    user_id: int
    role: str
    note: str
    created_at: int
    expires_at: int
    accepted_at: int | None


@dataclass(frozen=True, slots=True)
class Invited:
    """What somebody who was invited may know before they join."""

    id: str
    workspace_id: int
    workspace: str
    role: str
    invited_by: str
    expires_at: int
    accepted_at: int | None


_BELONGING = (
    sa.select(users.c.id, users.c.username, users.c.full_name, members.c.role, members.c.created_at)
    .join(users, users.c.id == members.c.user_id)
    .where(members.c.workspace_id == sa.bindparam("workspace"))
)
_MEMBERS = Prepared(_BELONGING.order_by(members.c.created_at, users.c.id))
_MEMBER = Prepared(_BELONGING.where(users.c.id == sa.bindparam("user")))
_EVERYBODY = Prepared(
    sa.select(
        users.c.username,
        users.c.full_name,
        members.c.role,
        workspaces.c.name,
        users.c.password_hash != "",
    )
    .join(users, users.c.id == members.c.user_id)
    .join(workspaces, workspaces.c.id == members.c.workspace_id)
    .order_by(workspaces.c.id, users.c.id)
)
_HOLD = Prepared(
    sa.select(workspaces.c.id).where(workspaces.c.id == sa.bindparam("workspace")).with_for_update()
)
_OWNERS = Prepared(
    sa.select(sa.func.count())
    .select_from(members)
    .where(members.c.workspace_id == sa.bindparam("workspace"), members.c.role == "owner")
)
_THIS_MEMBER = sa.and_(
    members.c.workspace_id == sa.bindparam("workspace"), members.c.user_id == sa.bindparam("user")
)
_SET_ROLE = Prepared(sa.update(members).where(_THIS_MEMBER).values(role=sa.bindparam("new_role")))
_SET_ADMIN = Prepared(
    sa.update(users)
    .where(users.c.id == sa.bindparam("user"))
    .values(is_admin=sa.bindparam("admin"), updated_at=sa.bindparam("now"))
)
_REMOVE = Prepared(sa.delete(members).where(_THIS_MEMBER))
_END_KEYS = Prepared(
    sa.update(api_keys)
    .where(
        api_keys.c.workspace_id == sa.bindparam("workspace"),
        api_keys.c.user_id == sa.bindparam("user"),
        api_keys.c.revoked_at.is_(None),
    )
    .values(revoked_at=sa.bindparam("now"))
)

_ADD_INVITATION = Prepared(insert_into(invitations))
_INVITATIONS = Prepared(
    sa.select(*columns(invitations, Invitation))
    .where(
        invitations.c.workspace_id == sa.bindparam("workspace"),
        invitations.c.accepted_at.is_(None),
    )
    .order_by(invitations.c.id.desc())
)
_INVITED = Prepared(
    sa.select(
        invitations.c.id,
        invitations.c.workspace_id,
        workspaces.c.name,
        invitations.c.role,
        sa.case((users.c.full_name != "", users.c.full_name), else_=users.c.username),
        invitations.c.expires_at,
        invitations.c.accepted_at,
    )
    .join(workspaces, workspaces.c.id == invitations.c.workspace_id)
    .join(users, users.c.id == invitations.c.user_id)
    .where(invitations.c.fingerprint == sa.bindparam("fingerprint"))
)
_ACCEPT = Prepared(
    sa.update(invitations)
    .where(invitations.c.id == sa.bindparam("invitation"), invitations.c.accepted_at.is_(None))
    .values(accepted_at=sa.bindparam("now"), accepted_by=sa.bindparam("user"))
)
_DELETE_INVITATION = Prepared(
    sa.delete(invitations).where(
        invitations.c.workspace_id == sa.bindparam("workspace"),
        invitations.c.id == sa.bindparam("invitation"),
        invitations.c.accepted_at.is_(None),
    )
)
_WITHDRAW = Prepared(
    sa.delete(invitations).where(
        invitations.c.workspace_id == sa.bindparam("workspace"),
        invitations.c.user_id == sa.bindparam("user"),
        invitations.c.accepted_at.is_(None),
    )
)


def hold_workspace(workspace_id: int) -> Steps[None]:
    """Let nobody else change who belongs to a workspace until this is committed."""
    yield _HOLD.bind(workspace=workspace_id)


def list_members(workspace_id: int) -> Steps[list[Belonging]]:
    """Who belongs to a workspace, who came first first."""
    return [Belonging(*row) for row in (yield _MEMBERS.bind(workspace=workspace_id))]


def list_everybody() -> Steps[list[Person]]:
    """Everybody of the installation, by workspace."""
    rows = yield _EVERYBODY.bind()
    return [
        Person(name, full_name, role, workspace, bool(has_password))
        for name, full_name, role, workspace, has_password in rows
    ]


def find_belonging(workspace_id: int, user_id: int) -> Steps[Belonging | None]:
    """A member of a workspace."""
    row = one((yield _MEMBER.bind(workspace=workspace_id, user=user_id)))
    return Belonging(*row) if row else None


def count_owners(workspace_id: int) -> Steps[int]:
    """How many owners a workspace has."""
    return int((yield _OWNERS.bind(workspace=workspace_id))[0][0])


def set_role(
    workspace_id: int, user_id: int, role: str, *, is_admin: bool, now: int
) -> Steps[None]:
    """Give a member another role."""
    yield _SET_ROLE.bind(workspace=workspace_id, user=user_id, new_role=role)
    yield _SET_ADMIN.bind(user=user_id, admin=is_admin, now=now)


def remove_member(workspace_id: int, user_id: int, now: int) -> Steps[None]:
    """Take a person out of a workspace, and end their keys for it."""
    yield _REMOVE.bind(workspace=workspace_id, user=user_id)
    yield _END_KEYS.bind(workspace=workspace_id, user=user_id, now=now)


def add_invitation(invitation: Invitation, fingerprint: str) -> Steps[None]:
    """Keep an invitation's fingerprint."""
    yield _ADD_INVITATION.bind(
        id=invitation.id,
        workspace_id=invitation.workspace_id,
        user_id=invitation.user_id,
        fingerprint=fingerprint,
        role=invitation.role,
        note=invitation.note,
        created_at=invitation.created_at,
        expires_at=invitation.expires_at,
        accepted_at=None,
        accepted_by=None,
    )


def list_invitations(workspace_id: int) -> Steps[list[Invitation]]:
    """The invitations that nobody has taken up, newest first; those that expired too."""
    return [Invitation(*row) for row in (yield _INVITATIONS.bind(workspace=workspace_id))]


def find_invitation(fingerprint: str) -> Steps[Invited | None]:
    """The invitation of that token, whether or not it still holds."""
    row = one((yield _INVITED.bind(fingerprint=fingerprint)))
    return Invited(*row) if row else None


def accept_invitation(invitation_id: str, user_id: int, now: int) -> Steps[bool]:
    """Note who took an invitation up; false when somebody else did before."""
    return bool((yield _ACCEPT.bind(invitation=invitation_id, user=user_id, now=now)))


def delete_invitation(workspace_id: int, invitation_id: str) -> Steps[bool]:
    """Withdraw an invitation; false when the workspace has no such open one."""
    return bool((yield _DELETE_INVITATION.bind(workspace=workspace_id, invitation=invitation_id)))


def withdraw_invitations(workspace_id: int, user_id: int) -> Steps[None]:
    """Withdraw the open invitations that somebody made."""
    yield _WITHDRAW.bind(workspace=workspace_id, user=user_id)
