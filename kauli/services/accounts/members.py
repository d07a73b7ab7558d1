"""Who belongs to a workspace, as what, and who may join it."""

from collections.abc import Sequence
from dataclasses import dataclass

from kauli.kit.clock import HOUR, Clock
from kauli.kit.errors import Conflict, Forbidden, NotFound
from kauli.kit.ids import new_id
from kauli.kit.tokens import fingerprint, new_token
from kauli.services.accounts.fields import (
    check_full_name,
    check_note,
    check_password,
    check_username,
)
from kauli.services.accounts.passwords import hash_password, is_password_of
from kauli.services.accounts.rows import add_person, sees_to_members
from kauli.services.accounts.service import Accounts
from kauli.services.accounts.sessions import Sessions
from kauli.services.principal import Principal
from kauli.services.roles import Role, require, role_of
from kauli.storage import Database
from kauli.storage.queries import accounts, members, sessions
from kauli.storage.queries.members import Belonging, Invitation, Invited, Person
from kauli.storage.statements import Steps

__all__ = ["INVITED_FOR", "Joining", "Members"]

INVITED_FOR = 7 * 24 * HOUR
"""How long an invitation holds, in microseconds."""


@dataclass(frozen=True, slots=True)
class Joining:
    """How somebody who was invited wants to sign in from now on."""

    username: str
    password: str
    full_name: str = ""


class Members:
    """The members of a workspace and the invitations to it.

    Args:
        database: where they are kept.
        accounts: whose keys end with a membership.
        sessions: that end with it too.
        clock: the time.
    """

    def __init__(
        self, database: Database, accounts: Accounts, sessions: Sessions, *, clock: Clock
    ) -> None:
        self._database = database
        self._accounts = accounts
        self._sessions = sessions
        self._clock = clock

    async def list(self, principal: Principal) -> list[Belonging]:
        """The workspace's members, who came first first."""
        return await self._database.read(members.list_members, principal.workspace_id)

    async def everybody(self) -> Sequence[Person]:
        """The people of all workspaces: for whoever runs the machine."""
        return await self._database.read(members.list_everybody)

    async def set_role(self, principal: Principal, user_id: int, role: str) -> Belonging:
        """Give a member another role; it holds at once for their keys and sessions too.

        Raises:
            Forbidden: that takes an owner.
            NotFound: no such member.
            Conflict: the workspace would have no owner.
            Invalid: no such role.
        """
        require(principal, Role.ADMIN)
        wanted = role_of(role)
        done = await self._database.write(_set_role, principal, user_id, wanted, self._clock())
        self._forget()
        return done

    async def remove(self, principal: Principal, user_id: int) -> None:
        """Take a member out of the workspace; their keys, sessions and invitations end.

        Raises:
            Forbidden: that takes an owner.
            NotFound: no such member.
            Conflict: the workspace would have no owner.
        """
        require(principal, Role.ADMIN)
        await self._database.write(_remove, principal, user_id, self._clock())
        self._forget()

    async def invitations(self, principal: Principal) -> Sequence[Invitation]:
        """The invitations that nobody has taken up, newest first; those that expired too."""
        require(principal, Role.ADMIN)
        return await self._database.read(members.list_invitations, principal.workspace_id)

    async def invite(
        self, principal: Principal, role: str, note: str = ""
    ) -> tuple[Invitation, str]:
        """Invite one person; the second thing returned is the link's token, never seen again.

        Raises:
            Forbidden: to make an owner takes an owner.
            Invalid: no such role, or the note is too long.
        """
        require(principal, Role.ADMIN)
        wanted = role_of(role)
        _require_for(principal, wanted)
        now = self._clock()
        token = new_token("invite")
        made = Invitation(
            id=new_id("inv", now),
            workspace_id=principal.workspace_id,
            user_id=principal.user_id,
            role=wanted,
            note=check_note(note),
            created_at=now,
            expires_at=now + INVITED_FOR,
            accepted_at=None,
        )
        await self._database.write(members.add_invitation, made, fingerprint(token))
        return made, token

    async def withdraw(self, principal: Principal, invitation_id: str) -> None:
        """Make an invitation's link useless.

        Raises:
            NotFound: the workspace has no such open invitation.
        """
        require(principal, Role.ADMIN)
        done = await self._database.write(
            members.delete_invitation, principal.workspace_id, invitation_id
        )
        if not done:
            raise NotFound(
                f"There is no open invitation {invitation_id}.", code="invitation_not_found"
            )

    async def invited(self, token: str) -> Invited:
        """What an invitation's link is for: for anybody who has it.

        Raises:
            NotFound: unknown, taken up, withdrawn or expired.
        """
        return await self._database.read(_open, token, self._clock())

    async def join(self, token: str, joining: Joining) -> int:
        """Take an invitation up, with a new account or one that belongs to no workspace any more.

        Returns:
            The user's id.

        Raises:
            NotFound: unknown, taken up, withdrawn or expired.
            Conflict: the user name is taken.
            Invalid: a name or password that can't be.
        """
        who = Joining(
            check_username(joining.username),
            joining.password,
            check_full_name(joining.full_name),
        )
        check_password(who.password)
        await self.invited(token)  # before a hash is made for it
        known = await self._database.read(accounts.find_user, who.username)
        known_as = known.id if known and await is_password_of(known, who.password) else None
        hashed = await hash_password(who.password)
        return await self._database.write(_join, token, who, (known_as, hashed), self._clock())

    def _forget(self) -> None:
        self._accounts.forget()
        self._sessions.forget()


def _set_role(principal: Principal, user_id: int, role: Role, now: int) -> Steps[Belonging]:
    found = yield from _changeable(principal, user_id)
    _require_for(principal, role)
    if found.role == Role.OWNER and role is not Role.OWNER:
        yield from _keep_an_owner(principal)
    yield from members.set_role(
        principal.workspace_id, user_id, role, is_admin=sees_to_members(role), now=now
    )
    if not sees_to_members(role):
        yield from members.withdraw_invitations(principal.workspace_id, user_id)
    return Belonging(user_id, found.username, found.full_name, role, found.created_at)


def _remove(principal: Principal, user_id: int, now: int) -> Steps[None]:
    found = yield from _changeable(principal, user_id)
    if found.role == Role.OWNER:
        yield from _keep_an_owner(principal)
    yield from members.withdraw_invitations(principal.workspace_id, user_id)
    yield from members.remove_member(principal.workspace_id, user_id, now)
    yield from sessions.end_sessions_in(principal.workspace_id, user_id)


def _changeable(principal: Principal, user_id: int) -> Steps[Belonging]:
    """A member whom the principal may change, while nobody else changes any."""
    yield from members.hold_workspace(principal.workspace_id)
    found = yield from members.find_belonging(principal.workspace_id, user_id)
    if found is None:
        raise NotFound(f"Nobody here has the id {user_id}.", code="member_not_found")
    # As they are now: somebody may have lowered the principal's own role a moment ago.
    own = yield from members.find_belonging(principal.workspace_id, principal.user_id)
    if own is None:
        raise Forbidden("You don't belong to this workspace any more.", code="role_too_low")
    now = Principal(principal.workspace_id, principal.user_id, principal.username, own.role)
    require(now, Role.ADMIN)
    _require_for(now, role_of(found.role))
    return found


def _require_for(principal: Principal, role: Role) -> None:
    """Only owners see to owners."""
    if role is Role.OWNER:
        require(principal, Role.OWNER)


def _keep_an_owner(principal: Principal) -> Steps[None]:
    if (yield from members.count_owners(principal.workspace_id)) < 2:
        raise Conflict(
            "A workspace needs an owner; make somebody else an owner first.", code="last_owner"
        )


def _open(token: str, now: int) -> Steps[Invited]:
    found = yield from members.find_invitation(fingerprint(token))
    if found is None or found.accepted_at is not None or found.expires_at <= now:
        raise NotFound(
            "This invitation was used, was withdrawn or has expired; ask for a new one.",
            code="invitation_not_found",
        )
    return found


def _join(token: str, who: Joining, proof: tuple[int | None, str], now: int) -> Steps[int]:
    invited = yield from _open(token, now)
    known_as, hashed = proof
    role = role_of(invited.role)
    if known_as is None or (yield from accounts.find_membership(known_as)) is not None:
        user_id = yield from add_person(who.username, hashed, who.full_name, role, now)
    else:
        user_id = known_as
    yield from accounts.add_member(invited.workspace_id, user_id, role, now)
    if not (yield from members.accept_invitation(invited.id, user_id, now)):
        raise Conflict("Somebody took this invitation up just now.", code="conflict")
    return user_id
