"""One attempt as it goes over the wire: the exact bytes and headers."""

import re
from functools import lru_cache
from urllib.parse import quote

import msgspec

from kauli import __version__
from kauli.delivery.keyring import signer_of
from kauli.kit.clock import SECOND
from kauli.kit.json import loads

__all__ = ["HEADERS", "Job", "Request", "as_test", "authorization", "build"]

HEADERS = (
    "webhook-id",
    "webhook-timestamp",
    "webhook-signature",
    "content-type",
    "user-agent",
    "kauli-attempt",
    "kauli-event",
    "kauli-sequence",
    "kauli-conversation",
    "kauli-bot",
    "authorization",
    "kauli-test",
)
"""Every header we add; ``authorization`` only where the endpoint has a query token, ``kauli-test``
only to what no conversation sent."""

_USER_AGENT = f"Kauli/{__version__}"
_NONE = "{}"
_NOTHING: frozenset[str] = frozenset()
_AUTHORIZATION = frozenset(["authorization"])
_EVENT_LENGTH = 300
_WITH_SCHEME = re.compile(
    r"[A-Za-z][A-Za-z0-9._~+-]* +\S+|(basic|bearer|digest|token|apikey|hmac|signature) .*",
    re.IGNORECASE,
)


class Job(msgspec.Struct, frozen=True, gc=False):
    """A delivery that is about to be attempted.

    Attributes:
        id: of the delivery; the receiver's means to recognise a repetition.
        body: the bytes to send, as they were stored.
        url: of the endpoint, as it is now.
        token: the endpoint's query token, or "".
        headers: of the endpoint's own, JSON text.
        secrets: the endpoint's, as stored (see ``kauli.delivery.keyring``).
        event: the names of the triggers, joined with commas.
        sequence: the how-manyeth delivery of its conversation this is, from 1.
        attempt: the how-manyeth attempt this is, from 1.
        timeout: seconds for the whole of it; ``None`` for what is usual.
    """

    id: str
    body: bytes
    url: str
    token: str
    secrets: str
    event: str
    sequence: int
    conversation: str
    bot: int
    attempt: int
    headers: str = "{}"
    timeout: float | None = None


class Request(msgspec.Struct, frozen=True, gc=False):
    """What is sent; ``secret`` names the headers whose values nobody else may see."""

    url: str
    headers: dict[str, str]
    body: bytes
    secret: frozenset[str] = frozenset()


def build(job: Job, now: int) -> Request:
    """Put an attempt together; ``now`` is in microseconds since the epoch.

    Raises:
        Invalid: a secret is not one.
    """
    timestamp = now // SECOND
    headers = {
        "webhook-id": job.id,
        "webhook-timestamp": str(timestamp),
        "content-type": "application/json",
        "user-agent": _USER_AGENT,
        "kauli-attempt": str(job.attempt),
        "kauli-event": _event(job.event),
        "kauli-sequence": str(job.sequence),
        "kauli-conversation": job.conversation,
        "kauli-bot": str(job.bot),
    }
    if signer := signer_of(job.secrets, now):
        headers["webhook-signature"] = signer.sign(job.id, timestamp, job.body)
    secret = _NOTHING
    if job.token:
        headers["authorization"] = authorization(job.token)
        secret = _AUTHORIZATION
    if job.headers != _NONE:
        own = _own_headers(job.headers)
        headers, secret = own | headers, secret.union(own)
    return Request(job.url, headers, job.body, secret)


def as_test(request: Request) -> Request:
    """The request with the header by which a receiver can tell it from what a chatter caused."""
    return msgspec.structs.replace(request, headers=request.headers | {"kauli-test": "1"})


@lru_cache(4_096)
def _own_headers(headers: str) -> dict[str, str]:
    """What an endpoint adds; our own headers stand above it."""
    return {str(name).lower(): str(value) for name, value in loads(headers).items()}


@lru_cache(4_096)
def authorization(token: str) -> str:
    """A query token as the value of ``Authorization``: ``Bearer``, unless it names a scheme.

    It does if it is two words, such as ``Basic dXNlcjpwdw==``, or begins with a scheme that takes
    parameters.
    """
    token = token.strip()
    return token if _WITH_SCHEME.fullmatch(token) else f"Bearer {token}"


@lru_cache(4_096)
def _event(names: str) -> str:
    """Names of triggers, percent-encoded (UTF-8) where a header can't carry them plainly."""
    return quote(names[:_EVENT_LENGTH], safe=",:/@+()", errors="replace")
