"""Who asks: from the key in the Authorization header, or the cookie, to a principal."""

from collections.abc import Callable
from typing import Any

from starlette.types import Scope

from kauli.api.cookie import cookie_of, refuse_forged
from kauli.api.exchange import Visit
from kauli.api.hosts import host_of, is_loopback
from kauli.kit.errors import Unauthorized
from kauli.services import Principal, Services
from kauli.services.accounts import SessionView

__all__ = ["OPEN_TOKEN", "Gate", "bearer", "is_local"]

OPEN_TOKEN = "open"  # noqa: S105 (no secret: in open mode any key will do)
"""What signing in answers in open mode, to old SDKs that want some token."""

_PREFIX = b"bearer "
_OURS = "/api/v1/"
_READING = ("GET", "HEAD")
_FORWARDED = (b"forwarded", b"x-forwarded-for", b"x-forwarded-host", b"x-real-ip")


class Gate:
    """Lets people in by their API key, and to our own API also by the cookie of their browser.

    In open mode it lets everybody on this machine in.

    Args:
        services: the services, once they are running.
        open_mode: whether a request from this machine, addressed to this machine, needs no key.
    """

    def __init__(self, services: Callable[[], Services], *, open_mode: bool) -> None:
        self._open = open_mode
        self._services = services

    async def admit(self, visit: Visit) -> Principal:
        """Who sent a request.

        Raises:
            Unauthorized: no key, or not a valid one.
            Forbidden: a change by cookie that our own pages did not ask for.
        """
        accounts = self._services().accounts
        token = bearer(visit.headers)
        if not token:
            session = await self.session(visit)
            if session is not None:
                if visit.scope["method"] not in _READING:
                    refuse_forged(visit, session.csrf_token)
                return session.principal
        if not self._open:
            return await accounts.authenticate(token)
        try:
            return await accounts.authenticate(token)
        except Unauthorized:
            if not self.is_open_to(visit):
                raise
        return await accounts.ensure_owner()

    async def session(self, visit: Visit) -> SessionView | None:
        """Who is signed in by the request's cookie, which holds for our own API only."""
        token = cookie_of(visit) if visit.scope["path"].startswith(_OURS) else ""
        return await self._services().sessions.find(token) if token else None

    def is_open_to(self, visit: Visit) -> bool:
        """Whether a request needs no key: in open mode, from this machine."""
        return self._open and is_local(visit.scope, visit.headers)


def bearer(headers: dict[bytes, bytes]) -> str:
    """The key of ``Authorization: Bearer <key>``; empty where there is none."""
    sent = headers.get(b"authorization", b"")
    return sent[7:].strip().decode("latin-1") if sent[:7].lower() == _PREFIX else ""


def is_local(scope: Scope, headers: dict[bytes, bytes]) -> bool:
    """Whether a request was made on this machine, to this machine, and not by a foreign web page.

    A page from elsewhere runs in a browser on this machine too. What gives it away is the Host
    it was tricked into using (DNS rebinding) or the Origin that its browser writes; and a proxy
    on this machine says for whom it asks.
    """
    client: Any = scope.get("client")
    if not client or not is_loopback(client[0]):
        return False
    if any(name in headers for name in _FORWARDED):
        return False
    origin = headers.get(b"origin")
    if origin is None:
        if headers.get(b"sec-fetch-site") == b"cross-site":
            return False
    elif not is_loopback(host_of(origin.decode("latin-1"))):
        return False
    return is_loopback(host_of(headers.get(b"host", b"").decode("latin-1")))
