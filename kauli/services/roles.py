"""What a member may do: each role may do what the ones before it may, and more."""

from enum import StrEnum

from kauli.kit.errors import Forbidden, Invalid, Problem
from kauli.services.principal import Principal

__all__ = ["Role", "allows", "require", "role_of"]


class Role(StrEnum):
    """The roles of a workspace, from the least to the greatest.

    A viewer reads and tries bots; an editor changes bots and what belongs to them; an admin
    sees to members, invitations and keys besides; an owner may do everything.
    """

    VIEWER = "viewer"
    EDITOR = "editor"
    ADMIN = "admin"
    OWNER = "owner"

    @property
    def rank(self) -> int:
        """Its place, from 0."""
        return _ORDER.index(self)


_ORDER = tuple(Role)


def allows(principal: Principal, least: Role) -> bool:
    """Whether a principal's role is high enough."""
    return _rank(principal.role) >= least.rank


def require(principal: Principal, least: Role) -> None:
    """Refuse what a principal's role is too low for; services ask before they change anything.

    Raises:
        Forbidden: with the role it takes.
    """
    if not allows(principal, least):
        needed = least.value if least is Role.OWNER else f"{least.value} or higher"
        raise Forbidden(
            f"This needs the role {needed}, and yours is {principal.role or 'none'}; "
            "an owner or admin of the workspace can change it.",
            code="role_too_low",
        )


def role_of(name: str) -> Role:
    """The role of that name.

    Raises:
        Invalid: with the names there are.
    """
    try:
        return Role(name)
    except ValueError:
        names = ", ".join(reversed(_ORDER))
        sentence = f"A role is one of {names}."
        raise Invalid(
            sentence, code="bad_role", problems=[Problem(("body", "role"), sentence)]
        ) from None


def _rank(name: str) -> int:
    try:
        return Role(name).rank
    except ValueError:
        return -1
