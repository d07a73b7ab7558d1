"""Names of hosts as headers and people write them."""

import pytest

from kauli.api.hosts import host_of, is_loopback, is_of_domain


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("shop.example", "shop.example"),
        ("Shop.Example:8080", "shop.example"),
        ("https://shop.example/page?x=1", "shop.example"),
        ("http://user@shop.example:1", "shop.example"),
        ("[::1]:8000", "::1"),
        ("shop.example.", "shop.example"),
        ("null", "null"),
        ("", ""),
        ("http://[", ""),
    ],
)
def test_the_bare_host_is_found(text, host):
    assert host_of(text) == host


@pytest.mark.parametrize("host", ["localhost", "app.localhost", "127.0.0.1", "127.9.9.9", "::1"])
def test_this_machine_has_many_names(host):
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", ["", "localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.1", "0.0.0.0", "null"]
)
def test_other_hosts_are_not_this_machine(host):
    assert not is_loopback(host)


@pytest.mark.parametrize(
    "domain",
    [
        "shop.example",
        "www.shop.example",
        "https://shop.example",
        "https://www.shop.example/page",
        "other.example, shop.example",
        "SHOP.example:443",
    ],
)
def test_an_approved_domain_may_be_written_in_many_ways(domain):
    assert is_of_domain("https://www.shop.example", domain)
    assert is_of_domain("https://shop.example:8443", domain)


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "https://shop.example.evil.example", "null", "", "https://["]
)
def test_other_origins_are_not_approved(origin):
    assert not is_of_domain(origin, "shop.example")
