"""Names of hosts, as the headers Host and Origin and people's settings write them."""

from ipaddress import ip_address
from urllib.parse import urlsplit

__all__ = ["host_of", "is_loopback", "is_of_domain"]


def host_of(text: str) -> str:
    """The bare host, in lower case: of ``https://Shop.example:8080/page`` ``shop.example``.

    Takes addresses with and without a scheme; empty where there is none to be found.
    """
    text = text.strip()
    try:
        return (urlsplit(text if "//" in text else f"//{text}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def is_loopback(host: str) -> bool:
    """Whether a bare host names this very machine."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def is_of_domain(origin: str, domain: str) -> bool:
    """Whether a page's origin belongs to a domain that somebody approved.

    Args:
        origin: the header, such as ``https://www.shop.example``.
        domain: as it was typed: a host or an address; several with commas or spaces between.
            A name stands for itself and for its ``www.`` twin.
    """
    host = host_of(origin).removeprefix("www.")
    approved = [host_of(one).removeprefix("www.") for one in domain.replace(",", " ").split()]
    return bool(host) and host in approved
