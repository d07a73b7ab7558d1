"""Which web pages may call: the headers that browsers ask for before they let a page read."""

from kauli.api.exchange import Header, Visit

__all__ = ["ANY_ORIGIN", "is_preflight", "preflight"]

ANY_ORIGIN: tuple[Header, ...] = (
    (b"access-control-allow-origin", b"*"),
    (b"access-control-expose-headers", b"X-Request-Id"),
)
"""On every answer of an API whose callers bring their key themselves: no cookie is ever meant."""

_ALWAYS: tuple[Header, ...] = (
    *ANY_ORIGIN,
    (b"access-control-allow-methods", b"GET, POST, PUT, PATCH, DELETE, OPTIONS"),
    (b"access-control-max-age", b"86400"),
    (b"vary", b"Access-Control-Request-Headers"),
)
_USUAL = b"Authorization, Content-Type, X-Request-Id"


def is_preflight(visit: Visit) -> bool:
    """Whether a browser asks what a page may send."""
    return (
        visit.scope["method"] == "OPTIONS"
        and b"origin" in visit.headers
        and b"access-control-request-method" in visit.headers
    )


def preflight(visit: Visit) -> tuple[Header, ...]:
    """The headers that allow what the page wants to send."""
    wanted = visit.headers.get(b"access-control-request-headers") or _USUAL
    return (*_ALWAYS, (b"access-control-allow-headers", wanted))
