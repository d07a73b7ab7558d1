"""What people do with their accounts."""

import asyncio

from kauli.kit.clock import HOUR, Clock
from kauli.kit.errors import Conflict, Invalid, NotFound, Problem, Unauthorized
from kauli.kit.ids import new_id
from kauli.kit.tokens import fingerprint, new_token, preview
from kauli.services.accounts.keycache import KeyCache
from kauli.services.accounts.passwords import (
    check_password,
    check_username,
    hash_password,
    verify_password,
)
from kauli.services.principal import Principal
from kauli.storage import Database
from kauli.storage.queries import accounts
from kauli.storage.queries.accounts import ApiKey, Member, User
from kauli.storage.statements import Steps

__all__ = ["ROLES", "Accounts"]

ROLES = ("owner", "admin", "editor", "viewer")

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
        return _principal(member) if member else None

    async def ensure_owner(self) -> Principal:
        """The first owner; a user "owner" with the workspace "Home" is made where there is none."""
        found = await self.find_owner()
        if found is not None:
            return found
        try:
            return _principal(await self._database.write(_first_owner, self._clock()))
        except Conflict:  # another process made it in this very moment
            return _principal(await self._database.write(_first_owner, self._clock()))

    async def create_key(
        self, principal: Principal, name: str, *, expires_at: int | None = None
    ) -> tuple[ApiKey, str]:
        """Make an API key; the second thing returned is the key itself, never seen again."""
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
        """The workspace's keys, oldest first."""
        return await self._database.read(accounts.list_api_keys, principal.workspace_id)

    async def revoke_key(self, principal: Principal, key_id: str) -> None:
        """End a key.

        Raises:
            NotFound: the workspace has no such living key.
        """
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
        if role not in ROLES:
            raise Invalid(f"A role is one of {', '.join(ROLES)}.", code="bad_role")
        hashed = await asyncio.to_thread(hash_password, password)
        workspace_id = workspace.workspace_id if workspace else None
        new = User(
            id=0,
            username=name,
            full_name=full_name.strip(),
            mobile="",
            password_hash=hashed,
            is_admin=role in ("owner", "admin"),
            created_at=self._clock(),
            updated_at=self._clock(),
        )
        return await self._database.write(_new_user, new, workspace_id, role)

    async def login(self, username: str, password: str) -> str:
        """A fresh API key that lasts a day.

        Raises:
            Unauthorized: no such person, or not that password.
        """
        user = await self._database.read(accounts.find_user, username.strip().casefold())
        stored = user.password_hash if user else ""
        right = await asyncio.to_thread(verify_password, stored, password)
        member = None
        if user is not None and right:
            member = await self._database.read(accounts.find_membership, user.id)
        if member is None:
            raise Unauthorized("Wrong user name or password.", code="wrong_password")
        _, token = await self.create_key(
            _principal(member), "Sign-in", expires_at=self._clock() + _SIGN_IN
        )
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


def _principal(member: Member) -> Principal:
    return Principal(member.workspace_id, member.user_id, member.username, member.role)


def _first_owner(now: int) -> Steps[Member]:
    found = yield from accounts.find_owner()
    if found is not None:
        return found
    user_id = yield from accounts.add_user("owner", "", full_name="Owner", is_admin=True, now=now)
    workspace_id = yield from accounts.add_workspace("Home", now)
    yield from accounts.add_member(workspace_id, user_id, "owner", now)
    return Member(workspace_id, user_id, "owner", "owner")


def _new_user(new: User, workspace_id: int | None, role: str) -> Steps[User]:
    now = new.created_at
    if (yield from accounts.find_user(new.username)) is not None:
        raise Conflict(f"The user name {new.username} is taken.", code="username_taken")
    user_id = yield from accounts.add_user(
        new.username, new.password_hash, full_name=new.full_name, is_admin=new.is_admin, now=now
    )
    if workspace_id is None:
        workspace_id = yield from accounts.add_workspace(new.full_name or new.username, now)
    yield from accounts.add_member(workspace_id, user_id, role, now)
    made = yield from accounts.find_user_by_id(user_id)
    if made is None:
        raise NotFound("That person is gone.", code="user_not_found")
    return made
