"""Why an outgoing request got no answer: one typed failure, with a sentence for people."""

import errno
import socket
from typing import Literal, get_args

import aiohttp

from kauli.net.guard import Blocked, Trip

__all__ = ["KINDS", "FailureKind", "SendFailure", "explain"]

FailureKind = Literal[
    "request",  # the URL or a header can't be sent as it stands
    "blocked",  # the address may not be called
    "dns",  # the host name leads nowhere
    "connect",  # nobody answers there
    "tls",  # the certificate or the handshake is not right
    "timeout",  # no answer in time
    "disconnected",  # the connection ended before the answer did
    "protocol",  # the answer is not HTTP, or has headers without measure
    "encoding",  # the answer is compressed in a way that can't be undone
]

KINDS: tuple[FailureKind, ...] = get_args(FailureKind)

_CONNECT = {
    errno.ECONNREFUSED: "Nothing is listening at {where}: the connection was refused.",
    errno.EHOSTUNREACH: "There is no route to {where}.",
    errno.ENETUNREACH: "There is no route to {where}.",
    errno.EMFILE: "This machine has too many connections open to call {where}.",
}
_BROKEN_OFF: tuple[tuple[type[Exception], FailureKind, str], ...] = (
    (aiohttp.ConnectionTimeoutError, "timeout", "No connection to {where} in time."),
    (TimeoutError, "timeout", "No whole answer from {where} within {timeout:g} s."),
    (aiohttp.ClientResponseError, "protocol", "The answer of {where} can't be read as HTTP."),
    (aiohttp.ClientPayloadError, "disconnected", "The answer of {where} ended before its end."),
    (OSError, "disconnected", "{where} broke the connection off before it had answered."),
    (
        aiohttp.ClientConnectionError,
        "disconnected",
        "{where} closed the connection before it had answered.",
    ),
)
_UNKNOWN_NAME = frozenset([socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)])


class SendFailure(Exception):
    """A request that got no (whole) answer.

    Attributes:
        kind: what failed, stable.
        sentence: what happened, for a person; holds no secret.
        address: the address that was called or tried last, or "".
        elapsed_ms: how long it took.
    """

    def __init__(
        self, kind: FailureKind, sentence: str, *, address: str = "", elapsed_ms: int = 0
    ) -> None:
        super().__init__(sentence)
        self.kind: FailureKind = kind
        self.sentence = sentence
        self.address = address
        self.elapsed_ms = elapsed_ms


def explain(error: Exception, trip: Trip, *, timeout: float) -> tuple[FailureKind, str]:
    """Turn what the HTTP client raised into a kind and a sentence.

    Args:
        error: an ``aiohttp.ClientError``, a time-out or a ``ValueError`` of the client.
        trip: what the guard saw of the request.
        timeout: the seconds that the whole request was given.
    """
    if trip.refused:
        return "blocked", trip.refused
    if isinstance(error, aiohttp.ClientSSLError):
        return "tls", _tls(error, trip.where)
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return _dns(error.os_error, trip.host)
    if isinstance(error, aiohttp.ClientConnectorError):
        known = _CONNECT.get(error.os_error.errno or 0, "No connection to {where}.")
        return "connect", known.format(where=trip.where)
    for kind_of_error, kind, sentence in _BROKEN_OFF:
        if isinstance(error, kind_of_error):
            return kind, sentence.format(where=trip.where, timeout=timeout)
    return "protocol", f"The exchange with {trip.where} broke off ({type(error).__name__})."


def _tls(error: aiohttp.ClientSSLError, where: str) -> str:
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        why = getattr(error.certificate_error, "verify_message", "") or "it does not verify"
        return f"The certificate of {where} was not accepted: {why.rstrip('.')}."
    why = str(getattr(error.os_error, "reason", None) or "the handshake failed")
    return f"No secure connection to {where}: {why.replace('_', ' ').lower()}."


def _dns(error: OSError, host: str) -> tuple[FailureKind, str]:
    if isinstance(error, Blocked):
        return "blocked", error.sentence
    if isinstance(error, socket.gaierror) and error.errno in _UNKNOWN_NAME:
        return "dns", f"The name {host} is not known; check the URL."
    return "dns", f"The name {host} could not be looked up."
