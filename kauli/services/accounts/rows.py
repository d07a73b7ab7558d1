"""People and members, as several of the services make them."""

from kauli.kit.errors import Conflict
from kauli.services.principal import Principal
from kauli.services.roles import Role
from kauli.storage.queries import accounts
from kauli.storage.queries.accounts import Member
from kauli.storage.statements import Steps

__all__ = ["add_person", "principal_of", "sees_to_members"]


def principal_of(member: Member) -> Principal:
    """Who a member is to the services."""
    return Principal(member.workspace_id, member.user_id, member.username, member.role)


def sees_to_members(role: Role) -> bool:
    """Whether a role is what older SDKs call an admin."""
    return role.rank >= Role.ADMIN.rank


def add_person(
    username: str, password_hash: str, full_name: str, role: Role, now: int
) -> Steps[int]:
    """Make a person; returns their id.

    Raises:
        Conflict: the name is taken.
    """
    if (yield from accounts.find_user(username)) is not None:
        raise Conflict(f"The user name {username} is taken.", code="username_taken")
    return (
        yield from accounts.add_user(
            username, password_hash, full_name=full_name, is_admin=sees_to_members(role), now=now
        )
    )
