"""What people do with their accounts."""

from dataclasses import dataclass

from kauli.kit.clock import HOUR, Clock
from kauli.kit.errors import Invalid, NotFound, Problem
from kauli.kit.ids import new_id
from kauli.kit.tokens import fingerprint, new_token, preview
from kauli.services.accounts.fields import (
    check_full_name,
    check_mobile,
    check_password,
    check_username,
)
from kauli.services.accounts.keycache import KeyCache
from kauli.services.accounts.passwords import hash_password, prove
from kauli.services.accounts.rows import add_person, principal_of
from kauli.services.principal import Principal
from kauli.services.roles import Role, require, role_of
from kauli.storage import Database
from kauli.storage.queries import accounts
from kauli.storage.queries.accounts import ApiKey, Member, User
from kauli.storage.statements import Steps

__all__ = ["Accounts"]

_SIGN_IN = 24 * HOUR
_NAME_LONGEST = 100


class Accounts:
    """People, their workspaces and their API keys.

    Args:
        database: where they are kept.
        clock: the time.
        allow_registration: whether anybody may make an account over the API.
    """

    def __init__(
        self, database: Database, *, clock: Clock, allow_registration: bool = False
    ) -> None:
        self.allow_registration = allow_registration
        self._database = database
        self._clock = clock
        self._keys = KeyCache(database, clock)

    async def authenticate(self, token: str) -> Principal:
        """Who an API key stands for.

        A key that was revoked by another process may be taken for some seconds more.

        Raises:
            Unauthorized: unknown, revoked or expired.
        """
        return self._keys.kept(token) or await self._keys.look_up(token)

    async def find_owner(self) -> Principal | None:
        """The first owner, where there is one."""
        member = await self._database.read(accounts.find_owner)
        return principal_of(member) if member else None

    async def ensure_owner(self) -> Principal:
        """The first owner; a user "owner" with the workspace "Home" is made where there is none."""
        found = await self.find_owner()
        if found is not None:
            return found
        return principal_of(await self._database.write(_first_owner, self._clock()))

    async def create_key(
        self, principal: Principal, name: str, *, expires_at: int | None = None
    ) -> tuple[ApiKey, str]:
        """Make an API key; the second thing returned is the key itself, never seen again.

        Raises:
            Forbidden: keys are for admins to make.
            Invalid: a name that can't be.
        """
        require(principal, Role.ADMIN)
        return await self._new_key(principal, name, expires_at)

    async def _new_key(
        self, principal: Principal, name: str, expires_at: int | None
    ) -> tuple[ApiKey, str]:
        name = name.strip()
        if not name or len(name) > _NAME_LONGEST:
            sentence = f"Give the key a name of 1 to {_NAME_LONGEST} characters."
            problem = Problem(("body", "name"), sentence)
            raise Invalid(sentence, code="bad_key_name", problems=[problem])
        now = self._clock()
        token = new_token("kauli")
        key = ApiKey(
            id=new_id("key", now),
            workspace_id=principal.workspace_id,
            user_id=principal.user_id,
            name=name,
            preview=preview(token),
            created_at=now,
            expires_at=expires_at,
            revoked_at=None,
        )
        await self._database.write(accounts.add_api_key, key, fingerprint(token))
        return key, token

    async def list_keys(self, principal: Principal) -> list[ApiKey]:
        """The workspace's keys, oldest first.

        Raises:
            Forbidden: keys are for admins to see.
        """
        require(principal, Role.ADMIN)
        return await self._database.read(accounts.list_api_keys, principal.workspace_id)

    async def revoke_key(self, principal: Principal, key_id: str) -> None:
        """End a key.

        Raises:
            Forbidden: keys are for admins to end.
            NotFound: the workspace has no such living key.
        """
        require(principal, Role.ADMIN)
        done = await self._database.write(
            accounts.revoke_api_key, principal.workspace_id, key_id, self._clock()
        )
        if not done:
            raise NotFound(f"There is no living key {key_id}.", code="key_not_found")
        self._keys.forget()

    async def create_user(
        self,
        username: str,
        password: str,
        *,
        full_name: str = "",
        workspace: Principal | None = None,
        role: str = "owner",
    ) -> User:
        """Make a person, in the principal's workspace or (``None``) with one of their own.

        Raises:
            Invalid: a name, password or role that can't be.
            Conflict: the name is taken.
        """
        name = check_username(username)
        check_password(password)
        called, wanted = check_full_name(full_name), role_of(role)
        if workspace is not None:
            require(workspace, Role.ADMIN)
            if wanted is Role.OWNER:
                require(workspace, Role.OWNER)
        hashed = await hash_password(password)
        workspace_id = workspace.workspace_id if workspace else None
        new = _New(name, hashed, called, wanted, self._clock())
        return await self._database.write(_new_user, new, workspace_id)

    async def login(self, username: str, password: str) -> str:
        """A fresh API key that lasts a day.

        Raises:
            Unauthorized: no such person, or not that password.
        """
        member = await prove(self._database, username, password)
        _, token = await self._new_key(principal_of(member), "Sign-in", self._clock() + _SIGN_IN)
        return token

    async def profile(self, principal: Principal) -> User:
        """The person behind the principal.

        Raises:
            NotFound: they are gone.
        """
        user = await self._database.read(accounts.find_user_by_id, principal.user_id)
        if user is None:
            raise NotFound("That person is gone.", code="user_not_found")
        return user

    async def workspace(self, principal: Principal) -> str:
        """The name of the principal's workspace."""
        return await self._database.read(accounts.find_workspace, principal.workspace_id)

    async def change_profile(
        self, principal: Principal, *, full_name: str | None = None, mobile: str | None = None
    ) -> User:
        """Change how the principal is called and reached; ``None`` leaves alone.

        Raises:
            Invalid: too long.
            NotFound: they are gone.
        """
        user = await self.profile(principal)
        full_name = user.full_name if full_name is None else check_full_name(full_name)
        mobile = user.mobile if mobile is None else check_mobile(mobile)
        await self._database.write(accounts.set_profile, user.id, full_name, mobile, self._clock())
        return await self.profile(principal)

    def forget(self) -> None:
        """Look every key up again: what somebody may do has changed."""
        self._keys.forget()


@dataclass(frozen=True, slots=True)
class _New:
    username: str
    password_hash: str
    full_name: str
    role: Role
    created_at: int


def _first_owner(now: int) -> Steps[Member]:
    yield from accounts.hold_accounts()
    found = yield from accounts.find_owner()
    if found is not None:
        return found
    user_id = yield from add_person("owner", "", "Owner", Role.OWNER, now)
    workspace_id = yield from accounts.add_workspace("Home", now)
    yield from accounts.add_member(workspace_id, user_id, Role.OWNER, now)
    return Member(workspace_id, user_id, "owner", Role.OWNER)


def _new_user(new: _New, workspace_id: int | None) -> Steps[User]:
    user_id = yield from add_person(
        new.username, new.password_hash, new.full_name, new.role, new.created_at
    )
    if workspace_id is None:
        workspace_id = yield from accounts.add_workspace(
            new.full_name or new.username, new.created_at
        )
    yield from accounts.add_member(workspace_id, user_id, new.role, new.created_at)
    made = yield from accounts.find_user_by_id(user_id)
    if made is None:
        raise NotFound("That person is gone.", code="user_not_found")
    return made
