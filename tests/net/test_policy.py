"""Which addresses may be called: judged here alone, nothing is sent."""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kauli.kit.errors import Invalid
from kauli.net import Policy

NONE_ALLOWED = Policy()

ipv4 = st.integers(0, 2**32 - 1).map(IPv4Address)
ipv6 = st.integers(0, 2**128 - 1).map(IPv6Address)


def within(*networks: str):
    """Addresses of the given networks."""

    def one(network):
        size = network.num_addresses
        return st.integers(0, size - 1).map(lambda offset: network[offset])

    return st.one_of([one(ip_network(network)) for network in networks])


private_ipv4 = within(
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
    "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
    "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32",
)  # fmt: skip
private_ipv6 = within(
    "::/128", "::1/128", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8", "100::/64",
    "2001:db8::/32", "3fff::/20", "2001:2::/48", "2001:10::/28", "4000::/3", "8000::/1",
)  # fmt: skip
public_ipv4 = ipv4.filter(
    lambda address: (
        address.is_global
        and not address.is_multicast
        and address not in ip_network("192.88.99.0/24")
        and str(address) != "168.63.129.16"
    )
)

WRAPPINGS = {
    "v4-mapped": lambda inner: int(IPv6Address("::ffff:0:0")) | inner,
    "v4-compatible": lambda inner: inner,
    "NAT64": lambda inner: int(IPv6Address("64:ff9b::")) | inner,
    "local NAT64": lambda inner: int(IPv6Address("64:ff9b:1::")) | inner,
    "6to4": lambda inner: 0x2002 << 112 | inner << 80 | 1,
    "Teredo": lambda inner: 0x20010000 << 96 | (inner ^ 0xFFFFFFFF),
    "ISATAP": lambda inner: int(IPv6Address("2600:1::5efe:0:0")) | inner,
}


@given(private_ipv4)
def test_no_private_ipv4_address_is_called(address):
    assert str(address) in NONE_ALLOWED.reason(str(address))


@given(public_ipv4)
def test_every_public_ipv4_address_is_called(address):
    assert NONE_ALLOWED.reason(str(address)) is None


@given(private_ipv6)
def test_no_private_ipv6_address_is_called(address):
    assert NONE_ALLOWED.reason(str(address)) is not None


@given(ipv6)
def test_what_python_calls_private_is_never_called(address):
    if not address.is_global or address.is_multicast:
        assert NONE_ALLOWED.reason(str(address)) is not None


@pytest.mark.parametrize("address", ["2606:4700:4700::1111", "2a00:1450:4001::200e", "1.1.1.1"])
def test_public_servers_are_called(address):
    assert NONE_ALLOWED.reason(address) is None


@pytest.mark.parametrize("wrapping", WRAPPINGS)
@given(inner=ipv4)
def test_an_ipv4_address_in_ipv6_dress_is_never_called(wrapping, inner):
    outer = IPv6Address(WRAPPINGS[wrapping](int(inner)))
    assert NONE_ALLOWED.reason(str(outer)) is not None


@pytest.mark.parametrize("wrapping", WRAPPINGS)
@given(inner=private_ipv4)
def test_allowing_the_dress_does_not_allow_a_private_address_in_it(wrapping, inner):
    outer = IPv6Address(WRAPPINGS[wrapping](int(inner)))
    if int(outer) > 1:  # "::" and "::1" are themselves
        allowed = Policy.parse(str(IPv6Network((int(outer) >> 32 << 32, 96))))
        assert str(inner) in allowed.reason(str(outer))


def test_nat64_can_be_allowed_where_it_is_the_only_way_out():
    policy = Policy.parse("64:ff9b::/96")
    assert policy.reason("64:ff9b::808:808") is None
    assert "10.0.0.1" in policy.reason("64:ff9b::a00:1")


@given(private_ipv4, ipv4)
def test_allowing_one_address_allows_no_other(allowed, other):
    policy = Policy.parse(str(allowed))
    assert policy.reason(str(allowed)) is None
    if other != allowed:
        assert policy.reason(str(other)) == NONE_ALLOWED.reason(str(other))


def test_a_wide_entry_does_not_open_the_metadata_service():
    wide = Policy.parse("169.254.0.0/16, 0.0.0.0/0, ::/0")
    assert wide.reason("169.254.1.1") is None
    assert "metadata" in wide.reason("169.254.169.254")
    assert "metadata" in wide.reason("fd00:ec2::254")
    assert Policy.parse("169.254.169.254").reason("169.254.169.254") is None


def test_an_allowed_name_may_lead_anywhere_but_its_addresses_stay_closed_to_others():
    policy = Policy.parse("Billing.Internal.")
    assert policy.reason("10.1.2.3", host="billing.internal") is None
    assert policy.reason("10.1.2.3", host="other.internal") is not None
    assert policy.reason("10.1.2.3") is not None


def test_a_zone_does_not_hide_a_link_local_address():
    assert "link-local" in NONE_ALLOWED.reason("fe80::1%eth0")
    assert Policy.parse("fe80::/10").reason("fe80::1%eth0") is None


@pytest.mark.parametrize("text", ["", "localhost", "127.1", "0x7f000001", "1.2.3.4.5", "::g"])
def test_what_is_no_address_is_refused(text):
    assert "is not an IP address" in NONE_ALLOWED.reason(text)


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("127.0.0.1", "127.0.0.0/8"),
        ("192.168.1.9", "192.168.0.0/16"),
        ("100.100.0.1", "CGNAT"),
        ("169.254.169.254", "metadata"),
        ("0.0.0.0", "unspecified"),
        ("255.255.255.255", "broadcast"),
        ("fd12::1", "ULA"),
        ("2002:a00:1::1", "6to4"),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", "Teredo"),
        ("64:ff9b::7f00:1", "NAT64"),
        ("::ffff:127.0.0.1", "v4-mapped"),
    ],
)
def test_the_reason_says_what_the_address_is_and_which_setting_allows_it(address, word):
    reason = NONE_ALLOWED.reason(address)
    assert word in reason
    assert "KAULI_ALLOW_PRIVATE" in reason


@pytest.mark.parametrize("entry", ["10.0.0.5/8", "a b", "1.2.3", "http://x", "::/129", "-", "*.x"])
def test_an_allow_list_with_a_slip_is_refused_with_the_entry(entry):
    with pytest.raises(Invalid) as caught:
        Policy.parse(f"127.0.0.0/8, {entry}")
    assert repr(entry) in caught.value.message


def test_an_empty_allow_list_allows_nothing():
    assert Policy.parse(" , ") == Policy()


def test_a_literal_address_is_refused_when_the_url_is_set():
    with pytest.raises(Invalid) as caught:
        NONE_ALLOWED.check_url("http://[::1]:5000/")
    assert caught.value.code == "blocked_url"
    assert Policy.parse("::1").check_url("http://[::1]:5000/").port == 5000
    assert NONE_ALLOWED.check_url("https://name.example/").literal is False
