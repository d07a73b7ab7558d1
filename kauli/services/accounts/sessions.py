"""Signing in with a browser, and what comes of it."""

from contextlib import suppress
from dataclasses import dataclass

from kauli.kit.clock import HOUR, Clock
from kauli.kit.errors import NotFound, Problem, Unauthorized, Unavailable
from kauli.kit.ids import new_id
from kauli.kit.tokens import fingerprint, new_token
from kauli.services.accounts.browsers import browser_of
from kauli.services.accounts.fields import check_password
from kauli.services.accounts.passwords import (
    hash_password,
    is_password_of,
    prove,
    wrong_password,
)
from kauli.services.accounts.recent import LONGEST_TOKEN, Recent
from kauli.services.principal import Principal
from kauli.storage import Database
from kauli.storage.queries import accounts, sessions
from kauli.storage.queries.accounts import Member
from kauli.storage.queries.sessions import Session, SignedIn
from kauli.storage.statements import Steps

__all__ = ["LASTS", "SessionView", "Sessions"]

LASTS = 14 * 24 * HOUR
"""How long a session lasts from when it was used last, in microseconds."""

_TOUCHED_EVERY = HOUR


@dataclass(frozen=True, slots=True)
class SessionView:
    """Somebody who is signed in.

    Attributes:
        principal: who.
        full_name: how they are called.
        workspace: its name.
        csrf_token: what their pages send along with every change.
        expires_at: when it ends, unless it is used before.
    """

    id: str
    principal: Principal
    full_name: str
    workspace: str
    csrf_token: str
    expires_at: int


class Sessions:
    """The browsers in which people are signed in.

    Args:
        database: where they are kept.
        clock: the time.
    """

    def __init__(self, database: Database, *, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._recent: Recent[SessionView] = Recent(clock)

    async def sign_in(
        self, username: str, password: str, user_agent: str = ""
    ) -> tuple[SessionView, str]:
        """Begin a session; the second thing returned is its token, never seen again.

        Raises:
            Unauthorized: no such person, or not that password.
        """
        return await self._begin(await prove(self._database, username, password), user_agent)

    async def begin(self, user_id: int, user_agent: str = "") -> tuple[SessionView, str]:
        """Begin a session of somebody who has just proved who they are in another way.

        Raises:
            Unauthorized: they belong to no workspace.
        """
        member = await self._database.read(accounts.find_membership, user_id)
        if member is None:
            raise wrong_password()
        return await self._begin(member, user_agent)

    async def find(self, token: str) -> SessionView | None:
        """Who is signed in by a token; a session that is used lasts on."""
        if not token or len(token) > LONGEST_TOKEN:
            return None
        found = self._recent.get(token)
        if found is not None:
            return found
        mark = self._recent.mark()
        signed_in = await self._database.read(sessions.find_session, fingerprint(token))
        now = self._clock()
        if signed_in is None or signed_in.expires_at <= now:
            return None
        view = _view(signed_in, await self._touch(signed_in, now))
        self._recent.keep(mark, token, view, view.expires_at)
        return view

    async def list(self, principal: Principal) -> list[Session]:
        """Where the principal is signed in, the browser used last first."""
        return await self._database.read(sessions.list_sessions, principal.user_id, self._clock())

    async def end(self, principal: Principal, session_id: str) -> None:
        """Sign the principal out of one browser.

        Raises:
            NotFound: they have no such session.
        """
        done = await self._database.write(sessions.end_session, principal.user_id, session_id)
        self.forget()
        if not done:
            raise NotFound("You are not signed in there any more.", code="session_not_found")

    async def change_password(
        self, principal: Principal, current: str, new: str, *, kept: str = ""
    ) -> None:
        """Change the principal's password, and sign them out everywhere else.

        Args:
            principal: whose.
            current: the password so far.
            new: the one from now on.
            kept: the session that asks, which goes on.

        Raises:
            Unauthorized: that is not the password.
            Invalid: the new one can't be.
        """
        check_password(new, "new")
        user = await self._database.read(accounts.find_user_by_id, principal.user_id)
        if not await is_password_of(user, current):
            sentence = "That is not your password so far."
            problem = Problem(("body", "current"), sentence)
            raise Unauthorized(sentence, code="wrong_password", problems=[problem])
        await self._replace(principal.user_id, new, kept)

    async def reset_password(self, username: str, new: str) -> None:
        """Give somebody a password, and sign them out everywhere: for whoever runs the machine.

        Raises:
            NotFound: no such person.
            Invalid: it can't be one.
        """
        check_password(new)
        user = await self._database.read(accounts.find_user, username.strip().casefold())
        if user is None:
            raise NotFound(
                f"There is no user {username!r}; `kauli user list` names them.",
                code="user_not_found",
            )
        await self._replace(user.id, new, "")

    def forget(self) -> None:
        """Look every session up again."""
        self._recent.forget()

    async def _begin(self, member: Member, user_agent: str) -> tuple[SessionView, str]:
        now = self._clock()
        token = new_token("kauli_session")
        session = Session(
            id=new_id("ses", now),
            workspace_id=member.workspace_id,
            user_id=member.user_id,
            csrf_token=new_token("csrf"),
            browser=browser_of(user_agent),
            created_at=now,
            seen_at=now,
            expires_at=now + LASTS,
        )
        begun = await self._database.write(_begin, session, fingerprint(token))
        return _view(begun, begun.expires_at), token

    async def _touch(self, found: SignedIn, now: int) -> int:
        """Let a session last on from now, at most once an hour; gives when it ends."""
        if now - found.seen_at < _TOUCHED_EVERY:
            return found.expires_at
        with suppress(Unavailable):  # a full disk must not keep people from reading
            await self._database.write(sessions.touch_session, found.id, now, now + LASTS)
            return now + LASTS
        return found.expires_at

    async def _replace(self, user_id: int, new: str, kept: str) -> None:
        hashed = await hash_password(new)
        await self._database.write(_replace_password, user_id, hashed, kept, self._clock())
        self.forget()


def _begin(session: Session, token: str) -> Steps[SignedIn]:
    yield from sessions.add_session(session, token)
    begun = yield from sessions.find_session(token)
    if begun is None:  # taken out of the workspace in this very moment
        raise wrong_password()
    return begun


def _replace_password(user_id: int, hashed: str, kept: str, now: int) -> Steps[None]:
    yield from accounts.set_password(user_id, hashed, now)
    yield from sessions.end_sessions(user_id, kept)


def _view(found: SignedIn, expires_at: int) -> SessionView:
    return SessionView(
        id=found.id,
        principal=Principal(found.workspace_id, found.user_id, found.username, found.role),
        full_name=found.full_name,
        workspace=found.workspace,
        csrf_token=found.csrf_token,
        expires_at=expires_at,
    )
