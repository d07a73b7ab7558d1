"""The cookie of whoever is signed in, and what keeps other sites' pages from using it."""

import secrets

from starlette.responses import Response

from kauli.api.exchange import Visit
from kauli.kit.clock import SECOND
from kauli.kit.errors import Forbidden
from kauli.services.accounts import LASTS

__all__ = ["clear_cookie", "cookie_of", "refuse_foreign", "refuse_forged", "set_cookie"]

_NAME = "kauli_session"
_SECURE_NAME = f"__Host-{_NAME}"
_OUR_PAGES = (b"same-origin", b"none")
_MAX_AGE = LASTS // SECOND


def cookie_of(visit: Visit) -> str:
    """The session's token; empty where none was sent."""
    wanted = _name(visit)
    for part in visit.headers.get(b"cookie", b"").decode("latin-1").split(";"):
        name, _, value = part.strip().partition("=")
        if name == wanted:
            return value
    return ""


def set_cookie(visit: Visit, response: Response, token: str) -> None:
    """Let the browser keep a session's token, where no script can read it."""
    response.set_cookie(
        _name(visit),
        token,
        max_age=_MAX_AGE,
        path="/",
        secure=_is_secure(visit),
        httponly=True,
        samesite="lax",
    )


def clear_cookie(visit: Visit, response: Response) -> None:
    """Let the browser forget the session's token."""
    response.delete_cookie(
        _name(visit), path="/", secure=_is_secure(visit), httponly=True, samesite="lax"
    )


def refuse_forged(visit: Visit, csrf_token: str) -> None:
    """Refuse a change that the cookie's owner may not have wanted.

    Raises:
        Forbidden: it comes from another site's page, or without the session's own token.
    """
    refuse_foreign(visit)
    sent = visit.headers.get(b"x-csrf-token", b"")
    if not secrets.compare_digest(sent, csrf_token.encode()):
        raise Forbidden(
            "Send the session's csrf_token (GET /api/v1/session) in the header X-CSRF-Token; "
            "on our own pages, reload the page.",
            code="csrf",
        )


def refuse_foreign(visit: Visit) -> None:
    """Refuse what a browser sends for another site's page.

    Browsers say whose page it is, to https and to this machine, in Sec-Fetch-Site, which no page
    can change; elsewhere there is the Origin to compare with where it was sent to.

    Raises:
        Forbidden: it is another site's.
    """
    site = visit.headers.get(b"sec-fetch-site")
    origin = visit.headers.get(b"origin")
    if site is not None:
        is_ours = site in _OUR_PAGES
    else:
        is_ours = origin is None or _place(origin.partition(b"://")[2]) in _places(visit)
    if not is_ours:
        raise Forbidden("This comes from a page of another site.", code="csrf")


def _places(visit: Visit) -> set[bytes]:
    """The hosts, with ports, that the request was sent to: a proxy may have changed Host."""
    named = (visit.headers.get(name, b"") for name in (b"host", b"x-forwarded-host"))
    return {_place(name) for name in named if name}


def _place(host: bytes) -> bytes:
    return host.strip().lower().removesuffix(b":443").removesuffix(b":80")


def _name(visit: Visit) -> str:
    # With this prefix no other host of the domain can have set it.
    return _SECURE_NAME if _is_secure(visit) else _NAME


def _is_secure(visit: Visit) -> bool:
    if visit.scope.get("scheme") == "https":
        return True
    forwarded = visit.headers.get(b"x-forwarded-proto", b"")
    return forwarded.partition(b",")[0].strip().lower() == b"https"
