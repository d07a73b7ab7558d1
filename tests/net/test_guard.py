"""The guard inside the client: names, addresses, sockets and certificates."""

import asyncio
import datetime as dt
import ipaddress
import ssl

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kauli.net import OutgoingClient, Policy, SendFailure, Wiring
from kauli.net.guard import SystemLookup

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
PUBLIC, OTHER_PUBLIC, PRIVATE = "93.184.215.14", "2606:4700::1111", "10.0.0.7"


async def failure(client: OutgoingClient, url: str) -> SendFailure:
    with pytest.raises(SendFailure) as caught:
        await client.post(url, b"{}", {}, timeout=5.0, max_response=100)
    return caught.value


async def test_exactly_the_vetted_addresses_are_connected_and_the_name_is_asked_once(
    outgoing, names, recorder
):
    lookup = names([[PUBLIC, OTHER_PUBLIC]])
    failed = await failure(outgoing(lookup=lookup), "https://shop.example/hook")
    assert failed.kind == "connect"
    assert set(recorder.wanted) == {PUBLIC, OTHER_PUBLIC}
    assert lookup.asked == ["shop.example"]


@pytest.mark.parametrize("answer", [[PUBLIC, PRIVATE], [PRIVATE, PUBLIC], [PRIVATE]])
async def test_one_forbidden_address_is_enough_to_call_none(outgoing, names, recorder, answer):
    failed = await failure(outgoing(lookup=names([answer])), "http://shop.example/")
    assert failed.kind == "blocked"
    assert failed.sentence.startswith("shop.example is not called: 10.0.0.7 is a private address")
    assert recorder.wanted == []


async def test_a_name_that_turns_private_the_second_time_is_refused(outgoing, names, recorder):
    client = outgoing(lookup=names([[PUBLIC], [PRIVATE]]))
    assert (await failure(client, "http://shop.example/")).kind == "connect"
    assert (await failure(client, "http://shop.example/")).kind == "blocked"
    assert recorder.wanted == [PUBLIC]


@pytest.mark.parametrize(
    "url",
    [
        "http://10.0.0.7/",
        "http://[::1]:8080/",
        "http://[fd00::1]/",
        "http://[::ffff:169.254.169.254]/latest",
        "http://[64:ff9b::a00:1]/",
        "http://169.254.169.254/latest",
        "http://0.0.0.0:8080/",
    ],
)
async def test_an_address_in_the_url_is_refused_before_a_socket_is_made(outgoing, recorder, url):
    failed = await failure(outgoing(), url)
    assert failed.kind == "blocked"
    assert "KAULI_ALLOW_PRIVATE" in failed.sentence
    assert recorder.wanted == []


@given(st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)))
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_socket_is_made_only_for_what_the_policy_lets_pass(address):
    wanted = []

    def opener(info):
        wanted.append(info[4][0])
        raise OSError("recorded, not called")

    async def run() -> SendFailure:
        host = f"[{address}]" if address.version == 6 else str(address)
        async with OutgoingClient(Policy(), wiring=Wiring(opener=opener)) as client:
            return await failure(client, f"http://{host}/")

    failed = asyncio.run(run())
    if Policy().reason(str(address)) is None:
        assert (failed.kind, wanted) == ("connect", [str(address)])
    else:
        assert (failed.kind, wanted) == ("blocked", [])


async def test_an_allowed_name_may_lead_to_a_private_address(outgoing, names, recorder):
    client = outgoing("shop.internal", names([[PRIVATE]]))
    assert (await failure(client, "http://shop.internal/")).kind == "connect"
    assert recorder.wanted == [PRIVATE]
    assert (await failure(client, "http://other.internal/")).kind == "blocked"


@pytest.mark.parametrize("allowed", ["127.0.0.0/8", "127.0.0.1", "localhost"])
async def test_localhost_is_this_machine_and_no_name_server_is_asked(
    outgoing, names, serve, answering, allowed
):
    lookup = names([[PUBLIC]])
    url = (await serve(answering(OK))).replace("127.0.0.1", "localhost")
    answer = await outgoing(allowed, lookup).post(url, b"{}", {}, timeout=5.0, max_response=9)
    assert (answer.status, answer.address, lookup.asked) == (200, "127.0.0.1", [])


async def test_localhost_is_refused_where_nothing_is_allowed(outgoing, recorder):
    failed = await failure(outgoing(""), "http://localhost:5000/")
    assert failed.kind == "blocked"
    assert "127.0.0.0/8" in failed.sentence
    assert recorder.wanted == []


async def test_an_unknown_name_is_told_apart_and_asked_once(outgoing, names):
    lookup = names([[]])
    with pytest.raises(SendFailure) as caught:
        await outgoing(lookup=lookup).post(
            "http://nowhere.example/", b"", {"webhook-id": "m"}, timeout=5.0, max_response=9
        )
    assert caught.value.kind == "dns"
    assert "nowhere.example" in caught.value.sentence
    assert lookup.asked == ["nowhere.example"]


async def test_a_name_server_that_never_answers_is_given_up(outgoing):
    async def never(host):
        await asyncio.Event().wait()

    client = outgoing(lookup=never)
    with pytest.raises(SendFailure) as caught:
        await client.post("http://slow.example/", b"", {}, timeout=0.05, max_response=9)
    assert caught.value.kind == "timeout"


async def test_the_systems_own_lookup_reads_addresses_without_asking_anyone():
    lookup = SystemLookup()
    assert await lookup("127.0.0.1") == ["127.0.0.1"]
    lookup.close()


@pytest.fixture(scope="module")
def certificates(tmp_path_factory):
    """A certificate for 127.0.0.1 that only a client with the second context accepts."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "test")])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), False
        )
        .sign(key, hashes.SHA256())
        .public_bytes(serialization.Encoding.PEM)
    )
    path = tmp_path_factory.mktemp("tls") / "pair.pem"
    path.write_bytes(
        certificate
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.load_cert_chain(path)
    return server, ssl.create_default_context(cadata=certificate.decode())


async def test_a_certificate_that_does_not_verify_ends_the_call(
    outgoing, serve, answering, certificates
):
    server, trusting = certificates
    url = await serve(answering(OK), tls=server)
    failed = await failure(outgoing(), url)
    assert failed.kind == "tls"
    assert "certificate" in failed.sentence
    answer = await outgoing(tls=trusting).post(url, b"{}", {}, timeout=5.0, max_response=9)
    assert answer.status == 200


async def test_https_to_a_server_that_speaks_plain_http_is_a_tls_failure(outgoing, serve):
    async def plain(reader, writer):
        await reader.read(1)
        writer.write(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
        await writer.drain()

    url = (await serve(plain)).replace("http:", "https:")
    assert (await failure(outgoing(), url)).kind == "tls"
