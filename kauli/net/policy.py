"""Which addresses may be called: a pure judgement, made before a single packet leaves.

People give Kauli the URLs it calls (webhooks, middleware, media), and the machine it runs on can
often reach what those people can't: a database, a router, the metadata service of a cloud. So an
address is refused unless it is plainly public, or unless whoever runs Kauli allowed it.

Sources: the IANA special-purpose address registries, RFC 6890 and the RFCs named beside each row.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)
from typing import NamedTuple

from kauli.kit.errors import Invalid
from kauli.net.target import Target, check_url, is_host_name

__all__ = ["SETTING", "Policy"]

SETTING = "KAULI_ALLOW_PRIVATE"
"""The setting that ``Policy.parse`` reads; sentences name it, so that people find it."""

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network


class _Range(NamedTuple):
    network: Network
    what: str


def _ranges(rows: Iterable[tuple[str, str]]) -> tuple[_Range, ...]:
    return tuple(_Range(ip_network(network), what) for network, what in rows)


_METADATA = _ranges(
    [
        ("169.254.169.254/32", "a cloud metadata address"),
        ("169.254.170.2/32", "a container credentials address"),
        ("169.254.170.23/32", "a container credentials address"),
        ("100.100.100.200/32", "a cloud metadata address"),
        ("168.63.129.16/32", "a cloud platform address"),
        ("192.0.0.192/32", "a cloud metadata address"),
        ("fd00:ec2::254/128", "a cloud metadata address"),
        ("fd00:ec2::23/128", "a container credentials address"),
        ("fd20:ce::254/128", "a cloud metadata address"),
    ]
)
"""These hand out credentials, so no wider entry of the allow-list opens them by accident."""

_SPECIAL = _ranges(
    [
        ("127.0.0.0/8", "a loopback address (this machine itself)"),
        ("::1/128", "a loopback address (this machine itself)"),
        ("0.0.0.0/32", "the unspecified address"),
        ("::/128", "the unspecified address"),
        ("0.0.0.0/8", "an address of this network (RFC 1122)"),
        ("10.0.0.0/8", "a private address"),
        ("172.16.0.0/12", "a private address"),
        ("192.168.0.0/16", "a private address"),
        ("100.64.0.0/10", "a carrier's shared address (CGNAT, RFC 6598)"),
        ("169.254.0.0/16", "a link-local address"),
        ("fe80::/10", "a link-local address"),
        ("fec0::/10", "a site-local address (RFC 3879)"),
        ("fc00::/7", "a private address (ULA, RFC 4193)"),
        ("192.0.0.0/24", "an address kept for protocols (RFC 6890)"),
        ("192.88.99.0/24", "a 6to4 relay (RFC 7526)"),
        ("198.18.0.0/15", "a benchmarking address (RFC 2544)"),
        ("192.0.2.0/24", "a documentation address (RFC 5737)"),
        ("198.51.100.0/24", "a documentation address (RFC 5737)"),
        ("203.0.113.0/24", "a documentation address (RFC 5737)"),
        ("224.0.0.0/4", "a multicast address"),
        ("ff00::/8", "a multicast address"),
        ("255.255.255.255/32", "the broadcast address"),
        ("240.0.0.0/4", "a reserved address (RFC 1112)"),
        ("::ffff:0:0/96", "an IPv4 address in IPv6 dress (v4-mapped)"),
        ("::/96", "an IPv4 address in IPv6 dress (v4-compatible, RFC 4291)"),
        ("64:ff9b::/96", "an IPv4 address behind NAT64 (RFC 6052)"),
        ("64:ff9b:1::/48", "an address behind a local NAT64 (RFC 8215)"),
        ("2002::/16", "an IPv4 address behind 6to4 (RFC 3056)"),
        ("2001::/32", "an IPv4 address behind Teredo (RFC 4380)"),
        ("2001:2::/48", "a benchmarking address (RFC 5180)"),
        ("2001:db8::/32", "a documentation address (RFC 3849)"),
        ("3fff::/20", "a documentation address (RFC 9637)"),
        ("2001::/23", "an address kept for protocols (RFC 2928)"),
        ("100::/64", "a discard-only address (RFC 6666)"),
    ]
)
"""In the order in which they are tried: the particular before the general."""

_GLOBAL_UNICAST = IPv6Network("2000::/3")
_MAPPED = IPv6Network("::ffff:0:0/96")
_COMPATIBLE = IPv6Network("::/96")
_NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))


@dataclass(frozen=True, slots=True)
class Policy:
    """The addresses and host names that may be called although they are not public.

    Attributes:
        networks: allowed beside everything public. An address that wraps an IPv4 address (mapped,
            NAT64, 6to4 and so on) needs both: its own range listed, and the wrapped address free.
        hosts: names that may lead anywhere; lower case, without a final dot.
    """

    networks: tuple[Network, ...] = ()
    hosts: frozenset[str] = field(default_factory=frozenset)

    @classmethod
    def parse(cls, allowed: str) -> "Policy":
        """Read a comma-separated list such as ``127.0.0.0/8, ::1, billing.internal``.

        Raises:
            Invalid: an entry is neither an address, nor a range, nor a host name.
        """
        networks: list[Network] = []
        hosts: set[str] = set()
        for entry in filter(None, (part.strip() for part in allowed.split(","))):
            network = _network(entry)
            if network is not None:
                networks.append(network)
            elif is_host_name(host := entry.rstrip(".").lower()):
                hosts.add(host)
            else:
                raise Invalid(
                    f"{SETTING} has an entry that is neither an address, nor a range such as "
                    f"10.0.0.0/8, nor a host name: {entry!r}.",
                    code="bad_allow_list",
                )
        return cls(tuple(networks), frozenset(hosts))

    def reason(self, address: str, *, host: str = "") -> str | None:
        """Why this address may not be called, in one sentence; ``None`` if it may.

        Args:
            address: an IPv4 or IPv6 address as text; a zone (``%eth0``) is part of it.
            host: the name that led to the address, if there was one.
        """
        try:
            parsed = ip_address(address)
        except ValueError:
            return f"{address!r} is not an IP address."
        return self._judge(parsed, host)

    def check_url(self, url: str) -> Target:
        """Read a URL, and refuse an address in it at once (a name is judged when it is called).

        Raises:
            Invalid: ``bad_url`` or, for an address that may not be called, ``blocked_url``.
        """
        target = check_url(url)
        if target.literal and (reason := self.reason(target.host)):
            raise Invalid(reason, code="blocked_url")
        return target

    def allowed_loopback(self) -> list[str]:
        """The loopback addresses that may be called: what ``localhost`` means here."""
        return [address for address in ("127.0.0.1", "::1") if self.reason(address) is None]

    def _judge(self, address: Address, host: str) -> str | None:
        if host and host in self.hosts:
            return None
        what, network = _special(address)
        if what is None:
            return None
        inner = _embedded(address) if isinstance(address, IPv6Address) else None
        if self._allows(address, network):
            return self._judge(inner, host) if inner is not None else None
        if inner is not None:
            return (
                f"{address} is {what}: {inner}. Use the plain IPv4 address, or add {network} to "
                f"{SETTING} if that is how this machine reaches others."
            )
        return f"{address} is {what}. If it is meant, add {network} to {SETTING}."

    def _allows(self, address: Address, network: Network) -> bool:
        plain = _without_zone(address)
        candidates: Iterable[Network] = self.networks
        if any(network == special.network for special in _METADATA):
            candidates = (one for one in self.networks if one == network)
        return any(plain in allowed for allowed in candidates)


def _network(entry: str) -> Network | None:
    try:
        return ip_network(entry)
    except ValueError:
        return None


def _without_zone(address: Address) -> Address:
    return IPv6Address(int(address)) if isinstance(address, IPv6Address) else address


def _special(address: Address) -> tuple[str | None, Network]:
    """What is particular about an address, and the range that says so."""
    plain = _without_zone(address)
    for special in (*_METADATA, *_SPECIAL):
        if plain in special.network:
            return special.what, special.network
    if isinstance(plain, IPv6Address):
        own = IPv6Network(plain)
        if plain not in _GLOBAL_UNICAST:
            return "a reserved address (RFC 4291)", own
        if _isatap(plain) is not None:
            return "an IPv4 address behind ISATAP (RFC 5214)", own
        return None, own
    return None, IPv4Network(plain)


def _embedded(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address at which a packet to this IPv6 address would end up."""
    plain = IPv6Address(int(address))
    if int(plain) <= 1:  # the unspecified and the loopback address wrap nothing
        return None
    if plain in _MAPPED or plain in _COMPATIBLE or any(plain in one for one in _NAT64):
        return IPv4Address(int(plain) & 0xFFFFFFFF)
    if plain.teredo is not None:
        return plain.teredo[1]
    return plain.sixtofour or _isatap(plain)


def _isatap(address: IPv6Address) -> IPv4Address | None:
    marker = int(address) >> 32 & 0xFFFFFFFF
    return IPv4Address(int(address) & 0xFFFFFFFF) if marker in (0x5EFE, 0x2005EFE) else None
