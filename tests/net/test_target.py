"""Reading URLs: what is taken, what is refused, and in which words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kauli.kit.errors import Invalid
from kauli.net import check_url
from kauli.net.target import REFUSED_PORTS


@pytest.mark.parametrize(
    ("url", "called", "host", "port"),
    [
        ("https://example.com", "https://example.com", "example.com", 443),
        ("http://example.com:8080/a?b=c", "http://example.com:8080/a?b=c", "example.com", 8080),
        ("HTTPS://Example.COM./x", "https://example.com/x", "example.com", 443),
        ("https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC", None, 443),
        ("https://пример.испытание/", "https://xn--e1afmkfd.xn--80akhbyknj4f/", None, 443),
        ("  https://h/a b ", "https://h/a%20b", "h", 443),
        ("https://h/a#part", "https://h/a", "h", 443),
        ("http://my_host:5000/new-order", "http://my_host:5000/new-order", "my_host", 5000),
        ("http://\uff18.8.8.8/", "http://8.8.8.8/", "8.8.8.8", 80),
        ("http://8.8.8.8./", "http://8.8.8.8/", "8.8.8.8", 80),
        ("http://[2606:4700:0:0::1111]/", "http://[2606:4700::1111]/", "2606:4700::1111", 80),
        ("http://[::FFFF:8.8.8.8]:8000/", "http://[::ffff:808:808]:8000/", None, 8000),
    ],
)
def test_a_url_is_read_and_normalised(url, called, host, port):
    target = check_url(url)
    assert str(target.url) == called
    assert target.port == port
    if host:
        assert target.host == host


@pytest.mark.parametrize(
    ("url", "hint"),
    [
        ("", "https://"),
        ("example.com/hook", "https://"),
        ("ftp://example.com/", "https://"),
        ("file:///etc/passwd", "https://"),
        ("javascript:alert(1)", "https://"),
        ("//example.com/", "https://"),
        ("http:///path", "no host"),
        ("http:example.com", "no host"),
        ("http://user@example.com/", "user name"),
        ("http://user:secret@example.com/", "user name"),
        ("http://:secret@example.com/", "user name"),
        ("http://a@b@example.com/", "user name"),
        ("http://example.com\\@10.0.0.1/", "not a URL"),
        ("http://example.com:99999/", "not a URL"),
        ("http://example.com:port/", "not a URL"),
        ("http://example.com:22/", "Port 22"),
        ("http://example.com:0/", "Port 0"),
        ("http://example.com:6379/", "Port 6379"),
        ("http://ex ample.com/", "not a host name"),
        ("http://exa%6dple.com/", "not a host name"),
        ("http://-example.com/", "not a host name"),
        ("http://a..b/", "not a host name"),
        (f"http://{'a' * 64}.com/", "not a host name"),
        ("http://2130706433/", "127.0.0.1"),
        ("http://0x7f000001/", "127.0.0.1"),
        ("http://0x7f.1/", "127.0.0.1"),
        ("http://0177.0.0.1/", "127.0.0.1"),
        ("http://127.1/", "127.0.0.1"),
        ("http://017700000001/", "127.0.0.1"),
        ("http://256.1.1.1/", "not how an address"),
        ("http://name.0x1/", "not how an address"),
        ("http://[fe80::1%25eth0]/", "zone"),
        ("http://[fe80::1%eth0]/", "zone"),
        ("http://[::1/", "not a URL"),
        ("http://example.com/\r\nX-Injected: 1", "line break"),
        ("http://exam\tple.com/", "line break"),
        ("http://example.com/" + "a" * 2_048, "longer than"),
    ],
)
def test_a_url_that_can_not_be_called_is_refused_with_a_hint(url, hint):
    with pytest.raises(Invalid) as caught:
        check_url(url)
    assert caught.value.code == "bad_url"
    assert hint in caught.value.message


@given(st.integers(0, 65_535))
def test_only_web_ports_and_high_ports_are_called(port):
    fine = port in (80, 443) or (port >= 1024 and port not in REFUSED_PORTS)
    try:
        check_url(f"http://example.com:{port}/")
    except Invalid:
        assert not fine
    else:
        assert fine


@given(st.integers(0, 2**32 - 1), st.sampled_from(["{:d}", "{:#x}", "0{:o}"]))
def test_a_number_is_never_taken_for_a_name(number, notation):
    with pytest.raises(Invalid):
        check_url(f"http://{notation.format(number)}/")


@given(st.integers(0, 2**128 - 1))
def test_every_ipv6_literal_comes_out_as_one_and_the_same_text(number):
    groups = [f"{number >> shift & 0xFFFF:x}" for shift in range(112, -1, -16)]
    long = ":".join(group.zfill(4).upper() for group in groups)
    assert check_url(f"http://[{long}]/") == check_url(f"http://[{':'.join(groups)}]/")
    assert check_url(f"http://[{long}]/").literal


@given(st.text(max_size=60))
def test_any_text_is_either_read_or_refused(text):
    for url in (text, f"http://{text}/", f"http://h/{text}"):
        try:
            target = check_url(url)
        except Invalid:
            continue
        assert target.url.scheme in ("http", "https")
        assert target.url.raw_host == target.host
        assert target.host.isascii()
