"""Reading the URLs that people give us, once, with the same parser that later makes the call."""

import re
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from typing import NoReturn

from yarl import URL

from kauli.kit.errors import Invalid

__all__ = ["REFUSED_PORTS", "Target", "check_url", "is_host_name"]

_MAX_URL = 2_048

REFUSED_PORTS = frozenset(
    [
        *(1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566),
        *(6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080),
        *(2375, 2376, 2379, 2380, 3306, 5432, 5984, 6379, 6443, 9200, 9300, 10250, 11211, 27017),
    ]
)
"""Ports from 1024 up that never serve webhooks but could be talked into mischief by one.

The first two rows are those that browsers refuse (the Fetch standard, "bad ports"); the third
are container engines, cluster control planes and databases. Below 1024 only 80 and 443 are called.
"""

_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
_HOST = re.compile(rf"(?=.{{1,253}}\Z){_LABEL}(?:\.{_LABEL})*")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Target:
    """A URL that is fit to be called, if its address is.

    Attributes:
        url: as it will be called: normalised, the host an A-label or an address.
        host: the name in lower case, or the address without brackets.
        port: named or implied by the scheme.
        literal: the host is an address, so no name will be looked up.
    """

    url: URL
    host: str
    port: int
    literal: bool


def is_host_name(host: str) -> bool:
    """Whether this is a name in lower-case A-labels, rather than an address in some notation."""
    return bool(_HOST.fullmatch(host)) and not _NUMBER.fullmatch(host.rpartition(".")[2])


def check_url(url: str) -> Target:
    """Read a URL for an outgoing request; judges its form, not its address.

    Raises:
        Invalid: ``bad_url``, with a sentence that says what to change.
    """
    text = url.strip()
    if len(text) > _MAX_URL:
        _refuse(f"The URL is longer than {_MAX_URL} characters.")
    if _CONTROL.search(text):
        _refuse("The URL has a line break or another control character in it; write it anew.")
    try:
        parsed = URL(text)
        port = parsed.port
    except ValueError:
        _refuse(f"That is not a URL: {text!r}. It should look like https://example.com/orders.")
    if parsed.scheme not in ("http", "https"):
        _refuse("The URL must begin with https:// or http://.")
    if parsed.raw_user is not None or parsed.raw_password is not None:
        _refuse(
            "The URL has a user name or password in it; take it out, and give the receiver a "
            "query token or check the signature instead."
        )
    if not parsed.raw_host or port is None:
        _refuse("The URL names no host; it should look like https://example.com/orders.")
    _check_port(port)
    host, literal = _read_host(parsed.raw_host)
    return Target(parsed.with_host(host).with_fragment(None), host, port, literal)


def _check_port(port: int) -> None:
    if port in (80, 443) or (port >= 1024 and port not in REFUSED_PORTS):
        return
    _refuse(
        f"Port {port} is not called: use 80, 443 or a port from 1024 up that no other "
        "well-known service has."
    )


def _read_host(raw: str) -> tuple[str, bool]:
    host = raw.removesuffix(".").lower()
    if ":" in host:
        return _read_ipv6(host), True
    if is_host_name(host):
        return host, False
    if not _NUMBER.fullmatch(host.rpartition(".")[2]):
        _refuse(f"{host!r} is not a host name; use letters, digits, hyphens and dots.")
    try:
        return str(IPv4Address(host)), True
    except ValueError:
        _refuse(f"{host!r} is not how an address is written.{_meant(host)}")


def _read_ipv6(host: str) -> str:
    if "%" in host:
        _refuse("The address names a zone (the part after %); such an address can't be called.")
    try:
        return str(IPv6Address(host))
    except ValueError:
        _refuse(f"{host!r} is not an IPv6 address.")


def _meant(host: str) -> str:
    """The old notations (octal, hexadecimal, one big number) in today's, for the sentence only."""
    try:
        return f" Did you mean {IPv4Address(socket.inet_aton(host))}?"
    except OSError:
        return ""


def _refuse(sentence: str) -> NoReturn:
    raise Invalid(sentence, code="bad_url")
