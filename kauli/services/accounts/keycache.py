"""Keys that were just looked up, so that a request with one costs no query."""

from collections import OrderedDict

from kauli.kit.clock import SECOND, Clock
from kauli.kit.errors import Unauthorized
from kauli.kit.tokens import fingerprint
from kauli.services.principal import Principal
from kauli.storage import Database
from kauli.storage.queries import accounts

__all__ = ["KeyCache"]

_TRUSTED = 5 * SECOND
_KEPT = 4_096
_LONGEST = 512


class KeyCache:
    """Remembers who a key stands for, for five seconds; a revocation is felt by then."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._found: OrderedDict[str, tuple[Principal, int]] = OrderedDict()

    def kept(self, token: str) -> Principal | None:
        """The principal, if the key was looked up just now."""
        found = self._found.get(token)
        return found[0] if found is not None and found[1] > self._clock() else None

    async def look_up(self, token: str) -> Principal:
        """The principal, from the database.

        Raises:
            Unauthorized: unknown, revoked or expired.
        """
        if not token or len(token) > _LONGEST:
            raise _unauthorized()
        found = await self._database.read(accounts.find_api_key, fingerprint(token))
        now = self._clock()
        if found is None:
            raise _unauthorized()
        member, expires_at = found
        if expires_at is not None and expires_at <= now:
            raise Unauthorized("This API key has expired; sign in again.", code="key_expired")
        until = min(now + _TRUSTED, expires_at or now + _TRUSTED)
        principal = Principal(member.workspace_id, member.user_id, member.username, member.role)
        self._found[token] = (principal, until)
        while len(self._found) > _KEPT:
            self._found.popitem(last=False)
        return principal

    def forget(self) -> None:
        """Look every key up again."""
        self._found.clear()


def _unauthorized() -> Unauthorized:
    return Unauthorized(
        "This needs an API key: send it as 'Authorization: Bearer <key>' "
        "(make one with: kauli key create --name NAME).",
        code="unauthorized",
    )
