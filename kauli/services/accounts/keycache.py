"""Who API keys stand for."""

from kauli.kit.clock import Clock
from kauli.kit.errors import Unauthorized
from kauli.kit.tokens import fingerprint
from kauli.services.accounts.recent import LONGEST_TOKEN, Recent
from kauli.services.principal import Principal
from kauli.storage import Database
from kauli.storage.queries import accounts

__all__ = ["KeyCache"]


class KeyCache:
    """Looks keys up, and remembers them for some seconds; a revocation is felt by then."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._recent: Recent[Principal] = Recent(clock)

    def kept(self, token: str) -> Principal | None:
        """The principal, if the key was looked up just now."""
        return self._recent.get(token)

    async def look_up(self, token: str) -> Principal:
        """The principal, from the database.

        Raises:
            Unauthorized: unknown, revoked or expired.
        """
        if not token or len(token) > LONGEST_TOKEN:
            raise _unauthorized()
        mark = self._recent.mark()
        found = await self._database.read(accounts.find_api_key, fingerprint(token))
        if found is None:
            raise _unauthorized()
        member, expires_at = found
        if expires_at is not None and expires_at <= self._clock():
            raise Unauthorized("This API key has expired; sign in again.", code="key_expired")
        principal = Principal(member.workspace_id, member.user_id, member.username, member.role)
        self._recent.keep(mark, token, principal, expires_at)
        return principal

    def forget(self) -> None:
        """Look every key up again."""
        self._recent.forget()


def _unauthorized() -> Unauthorized:
    return Unauthorized(
        "This needs an API key: send it as 'Authorization: Bearer <key>' "
        "(make one with: kauli key create --name NAME).",
        code="unauthorized",
    )
