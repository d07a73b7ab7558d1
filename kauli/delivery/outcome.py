"""What an attempt came to, in a stable code and in plain words."""

from dataclasses import dataclass
from types import MappingProxyType

from kauli.delivery.schedule import parse_retry_after

__all__ = ["CODES", "Outcome", "judge_answer", "judge_failure"]

CODES = MappingProxyType(
    {
        "delivered": "The receiver answered 2xx.",
        "redirected": "The receiver answered 3xx; redirects are not followed.",
        "gone": "The receiver answered 410: it wants no more, so the endpoint is switched off.",
        "throttled": "The receiver answered 429: too many requests.",
        "refused": "The receiver answered another 4xx.",
        "unavailable": "The receiver answered 502, 503 or 504.",
        "failing": "The receiver answered another 5xx.",
        "unexpected": "The receiver answered with a status that means nothing here.",
        "request": "The URL, a header or a secret can't be used as it stands.",
        "blocked": "The address may not be called (see KAULI_ALLOW_PRIVATE).",
        "dns": "The host name leads nowhere.",
        "connect": "Nobody answers at the address.",
        "tls": "The certificate or the handshake is not right.",
        "timeout": "There was no whole answer in time.",
        "disconnected": "The connection ended before the answer did.",
        "protocol": "The answer is not HTTP that can be read.",
        "encoding": "The answer is compressed in a way that can't be undone.",
        "internal": "Something went wrong inside Kauli; its log says what.",
    }
)
"""Every code an attempt can have."""

_SLOW_DOWN = frozenset(["throttled", "unavailable", "timeout"])

_HINTS = {
    400: "it did not understand the body",
    401: "it wants a query token, or rejects the one it got",
    403: "it does not let this sender in",
    404: "there is nothing at this path; check the URL",
    405: "it takes no POST at this path; check the URL",
    413: "the body is too large for it",
    415: "it does not take JSON",
    422: "it did not accept the fields of the body",
    500: "it failed while handling the request; see its log",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """The judgement on one attempt.

    Attributes:
        code: one of ``CODES``.
        sentence: what happened, for a person.
        delivered: the receiver has it.
        slow_down: the receiver is overloaded, so the next attempt waits longer.
        retry_after: microseconds that the receiver asked to wait, if it did.
    """

    code: str
    sentence: str
    delivered: bool = False
    slow_down: bool = False
    retry_after: int | None = None


def judge_answer(status: int, retry_after: str | None, now: int) -> Outcome:
    """Judge a receiver's answer.

    Args:
        status: of HTTP.
        retry_after: the header's value, where there is one.
        now: microseconds since the epoch.
    """
    if 200 <= status <= 299:
        return _delivered(status)
    code = _code(status)
    return Outcome(
        code,
        _sentence(status, code),
        slow_down=code in _SLOW_DOWN,
        retry_after=parse_retry_after(retry_after, now) if retry_after else None,
    )


def judge_failure(kind: str, sentence: str) -> Outcome:
    """Judge an attempt that got no answer: ``kind`` becomes the code.

    All of these may pass (a name comes back, an address is allowed, a URL is mended), so the
    delivery is kept and tried again.
    """
    return Outcome(kind, sentence, slow_down=kind in _SLOW_DOWN)


_DELIVERED = {
    status: Outcome("delivered", f"Delivered: the receiver answered {status}.", delivered=True)
    for status in range(200, 300)
}
_delivered = _DELIVERED.__getitem__


def _code(status: int) -> str:
    if status in (410, 429):
        return "gone" if status == 410 else "throttled"
    if status in (502, 503, 504):
        return "unavailable"
    return {3: "redirected", 4: "refused", 5: "failing"}.get(status // 100, "unexpected")


def _sentence(status: int, code: str) -> str:
    said = f"The receiver answered {status}"
    if code == "redirected":
        return f"{said}, a redirect; Kauli follows none: set the URL that it leads to."
    if code == "gone":
        return f"{said} (gone): it wants no more, so its endpoint is switched off."
    if code == "throttled":
        return f"{said}: too many requests; the next attempt waits a minute or more."
    if code == "unavailable":
        return f"{said}: it, or the proxy before it, is not available just now."
    hint = _HINTS.get(status)
    return f"{said}: {hint}." if hint else f"{said}; only 2xx counts as delivered."
