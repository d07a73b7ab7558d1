"""The first run: whoever comes first makes the owner."""

from dataclasses import dataclass

from kauli.kit.clock import Clock
from kauli.kit.errors import Conflict, Forbidden
from kauli.services.accounts.fields import (
    check_full_name,
    check_password,
    check_username,
    check_workspace,
)
from kauli.services.accounts.passwords import hash_password
from kauli.services.accounts.rows import add_person
from kauli.services.roles import Role
from kauli.storage import Database
from kauli.storage.queries import accounts
from kauli.storage.queries.accounts import Member
from kauli.storage.statements import Steps

__all__ = ["FirstOwner", "FirstRun", "SetupView"]

_HOME = "Home"
_ELSEWHERE = (
    "This server has an owner who has no password yet. Run `kauli user password {name}` on the "
    "server, or open this page there."
)


@dataclass(frozen=True, slots=True)
class SetupView:
    """Whether somebody has to make the owner.

    Attributes:
        needed: nobody can sign in with a password yet.
        possible: whoever asks may do it.
        reason: ``fresh``, ``no_password`` (there is an owner, who has none) or ``done``.
        note: what to do, in a sentence.
    """

    needed: bool
    possible: bool
    reason: str
    note: str


@dataclass(frozen=True, slots=True)
class FirstOwner:
    """Who is to own the server, and what their workspace is called ("" for as it is)."""

    username: str
    password: str
    full_name: str = ""
    workspace: str = ""


class FirstRun:
    """Makes the first owner, once."""

    def __init__(self, database: Database, *, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def look(self, *, is_local: bool) -> SetupView:
        """Whether the owner is still to be made.

        Args:
            is_local: it is asked on the machine on which this runs.
        """
        return await self._database.read(_look, is_local)

    async def make_owner(self, new: FirstOwner, *, is_local: bool) -> int:
        """Make the owner; one without a password is taken over with workspace and keys.

        Args:
            new: who it is to be.
            is_local: it is asked on the machine on which this runs.

        Returns:
            The owner's user id.

        Raises:
            Conflict: somebody was quicker, or the name is taken.
            Forbidden: there is an owner, whom only somebody on the machine may take over.
            Invalid: a name or password that can't be.
        """
        owner = FirstOwner(
            check_username(new.username),
            new.password,
            check_full_name(new.full_name),
            check_workspace(new.workspace) if new.workspace.strip() else "",
        )
        check_password(owner.password)
        view = await self.look(is_local=is_local)
        if not view.needed:  # before a hash is made for it
            raise _done()
        hashed = await hash_password(owner.password)
        return await self._database.write(_make, owner, hashed, self._clock(), is_local=is_local)


def _look(is_local: bool) -> Steps[SetupView]:
    if (yield from accounts.is_set_up()):
        return SetupView(False, False, "done", "Sign in.")
    owner = yield from accounts.find_owner()
    if owner is None:
        note = "Nobody owns this server yet; whoever makes the first account does."
        return SetupView(True, True, "fresh", note)
    if is_local:
        note = "This server has an owner who has no password yet; choose one."
        return SetupView(True, True, "no_password", note)
    return SetupView(True, False, "no_password", _elsewhere(owner))


def _make(new: FirstOwner, hashed: str, now: int, *, is_local: bool) -> Steps[int]:
    yield from accounts.hold_accounts()
    if (yield from accounts.is_set_up()):
        raise _done()
    owner = yield from accounts.find_owner()
    if owner is None:
        user_id = yield from add_person(new.username, hashed, new.full_name, Role.OWNER, now)
        workspace_id = yield from accounts.add_workspace(new.workspace or _HOME, now)
        yield from accounts.add_member(workspace_id, user_id, Role.OWNER, now)
        return user_id
    if not is_local:
        raise Forbidden(_elsewhere(owner), code="setup_elsewhere")
    return (yield from _take_over(owner, new, hashed, now))


def _take_over(owner: Member, new: FirstOwner, hashed: str, now: int) -> Steps[int]:
    user = yield from accounts.find_user(new.username)
    if user is not None and user.id != owner.user_id:
        raise Conflict(f"The user name {new.username} is taken.", code="username_taken")
    yield from accounts.set_name(owner.user_id, new.username, now)
    yield from accounts.set_password(owner.user_id, hashed, now)
    if new.full_name:
        yield from accounts.set_profile(owner.user_id, new.full_name, "", now)
    if new.workspace:
        yield from accounts.rename_workspace(owner.workspace_id, new.workspace)
    return owner.user_id


def _elsewhere(owner: Member) -> str:
    return _ELSEWHERE.format(name=owner.username)


def _done() -> Conflict:
    return Conflict("This server has its owner already; sign in.", code="already_set_up")
