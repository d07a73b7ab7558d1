"""The one way out, against real servers on this machine; no packet leaves it."""

import asyncio
import gzip
import zlib

import pytest
from multidict import CIMultiDict

from kauli.kit import json
from kauli.net import Answer, Drip, OutgoingClient, SendFailure

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
HEADERS = {"content-type": "application/json"}


def post(client: OutgoingClient, url: str, body: bytes = b"{}", headers=HEADERS, **limits):
    return client.post(url, body, headers, **{"timeout": 5.0, "max_response": 1_000} | limits)


async def failure(client: OutgoingClient, url: str, **options) -> SendFailure:
    with pytest.raises(SendFailure) as caught:
        await post(client, url, **options)
    return caught.value


async def test_the_exact_bytes_and_headers_are_sent_and_the_answer_comes_back(
    client, serve, answering
):
    requests = []
    url = await serve(
        answering(b"HTTP/1.1 201 Made\r\nX-A: 1\r\n" + OK.split(b"\n", 1)[1], requests)
    )
    answer = await post(
        client, url, b'{"a": "\xc3\xa9"}', {"webhook-id": "m1", "user-agent": "K/1"}
    )
    head, _, body = requests[0].partition(b"\r\n\r\n")
    assert body == b'{"a": "\xc3\xa9"}'
    assert {line.split(b":")[0].lower() for line in head.split(b"\r\n")[1:]} == {
        b"host", b"accept", b"accept-encoding", b"content-length", b"user-agent", b"webhook-id"
    }  # fmt: skip
    assert head.startswith(b"POST /hook HTTP/1.1\r\n")
    assert (answer.status, answer.body, answer.truncated) == (201, b"ok", False)
    assert (answer.headers["x-a"], answer.address) == ("1", "127.0.0.1")
    assert answer.elapsed_ms >= 0


async def test_a_connection_is_kept_and_still_knows_its_address(client, serve, answering, recorder):
    url = await serve(answering(OK))
    answers = [await post(client, url) for _ in range(3)]
    assert [answer.address for answer in answers] == ["127.0.0.1"] * 3
    assert len(recorder.wanted) == 1


async def test_a_dripping_body_comes_in_pieces_and_looks_like_any_other(client, serve):
    pieces, heads, drops = [], [], asyncio.Event()

    async def counting(reader, writer):
        heads.append(await reader.readuntil(b"\r\n\r\n"))
        while sum(map(len, pieces)) < 10:
            pieces.append(await reader.read(100))
            drops.set()
        writer.write(OK)

    async def until_read() -> None:
        await drops.wait()
        drops.clear()

    answer = await post(client, await serve(counting), Drip(b"0123456789", 4, until_read))
    assert (answer.status, pieces) == (200, [b"012", b"345", b"678", b"9"])
    assert b"content-length: 10\r\n" in heads[0].lower()
    assert b"transfer-encoding" not in heads[0].lower()


async def test_a_dripping_body_begins_anew_where_a_kept_connection_died(client, serve, forgetful):
    hold, served = forgetful
    url = await serve(hold)
    for _ in range(2):
        drip = Drip(b"{}", 2, lambda: asyncio.sleep(0))
        assert (await post(client, url, drip, headers={"webhook-id": "m1"})).status == 200
    assert len(served) == 2


async def test_who_answers_before_the_last_drop_is_heard(client, serve):
    async def hasty(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(OK.replace(b"200 OK", b"401 No"))
        await writer.drain()
        await reader.read()

    answer = await post(client, await serve(hasty), Drip(b"{}", 2, asyncio.Event().wait))
    assert answer.status == 401


async def test_redirects_are_not_followed(client, serve, answering):
    url = await serve(
        answering(
            b"HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\nContent-Length: 0\r\n\r\n"
        )
    )
    assert (await post(client, url)).status == 302


async def test_cookies_are_not_kept(client, serve, answering):
    requests = []
    url = await serve(answering(OK.replace(b"\r\n\r\n", b"\r\nSet-Cookie: a=b\r\n\r\n"), requests))
    await post(client, url)
    await post(client, url)
    assert b"cookie" not in requests[1].lower()


async def test_no_proxy_is_taken_from_the_environment(client, serve, answering, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9/")
    assert (await post(client, await serve(answering(OK)))).status == 200


async def test_a_long_body_is_read_to_the_cap_and_no_further(client, serve, answering):
    whole = b"HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n" + b"x" * 1_001
    answer = await post(client, await serve(answering(whole)))
    assert (len(answer.body), answer.truncated) == (1_000, True)
    answer = await post(client, await serve(answering(whole)), max_response=1_001)
    assert (len(answer.body), answer.truncated) == (1_001, False)


async def test_a_body_without_end_is_cut_off(client, serve):
    sent = 0

    async def endless(reader, writer):
        nonlocal sent
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        while True:
            writer.write(b"2000\r\n" + b"x" * 0x2000 + b"\r\n")
            await writer.drain()
            sent += 0x2000

    answer = await post(client, await serve(endless))
    assert (len(answer.body), answer.truncated) == (1_000, True)
    assert sent < 16 * 1024 * 1024


async def test_one_byte_at_a_time_does_not_outlive_the_deadline(client, serve):
    async def drip(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.01)

    failed = await failure(client, await serve(drip), timeout=0.1)
    assert failed.kind == "timeout"
    assert "0.1 s" in failed.sentence
    assert failed.address == "127.0.0.1"


async def test_a_server_that_never_answers_is_given_up(client, serve):
    async def silent(reader, writer):
        await reader.read()

    assert (await failure(client, await serve(silent), timeout=0.05)).kind == "timeout"


async def test_interim_answers_without_end_are_given_up(client, serve):
    async def interim(reader, writer):
        while True:
            writer.write(b"HTTP/1.1 103 Early Hints\r\n\r\n")
            await writer.drain()
            await asyncio.sleep(0.001)

    assert (await failure(client, await serve(interim), timeout=0.1)).kind == "timeout"


@pytest.mark.parametrize(
    "flood",
    [
        b"".join(b"X-%d: y\r\n" % number for number in range(10_000)),
        b"X: " + b"y" * 100_000 + b"\r\n",
        b"X" * 100_000 + b": y\r\n",
    ],
)
async def test_headers_without_measure_are_refused(client, serve, answering, flood):
    url = await serve(answering(b"HTTP/1.1 200 OK\r\n" + flood + b"Content-Length: 0\r\n\r\n"))
    assert (await failure(client, url)).kind == "protocol"


@pytest.mark.parametrize("babble", [b"SSH-2.0-OpenSSH_9.2\r\n\r\n", b"\x00\x01\x02\r\n\r\n"])
async def test_what_is_not_http_is_refused(client, serve, answering, babble):
    assert (await failure(client, await serve(answering(babble)))).kind == "protocol"


async def test_a_server_that_hangs_up_at_once_is_called_once(client, serve):
    calls = 0

    async def rude(reader, writer):
        nonlocal calls
        calls += 1

    failed = await failure(client, await serve(rude), headers={"webhook-id": "m1"})
    assert (failed.kind, calls) == ("disconnected", 1)


async def test_an_answer_that_breaks_off_is_a_failure(client, serve, answering):
    async def half(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf")
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    assert (await failure(client, await serve(half))).kind == "disconnected"


@pytest.fixture
def forgetful(answering):
    """A server that hangs up on a connection when its second request arrives."""
    served = []

    async def hold(reader, writer):
        await reader.readuntil(b"\r\n\r\n{}")
        served.append(1)
        writer.write(OK)
        await writer.drain()
        await reader.read(1)

    return hold, served


async def test_a_kept_connection_that_died_is_replaced_where_a_repetition_is_known(
    client, serve, forgetful
):
    hold, served = forgetful
    url = await serve(hold)
    for _ in range(3):
        assert (await post(client, url, headers={"webhook-id": "m1"})).status == 200
    assert len(served) == 3


async def test_a_request_that_must_not_be_repeated_is_not(client, serve, forgetful):
    hold, served = forgetful
    url = await serve(hold)
    await post(client, url)
    assert (await failure(client, url)).kind == "disconnected"
    assert len(served) == 1


async def test_a_closed_port_says_so(client, unused_tcp_port):
    failed = await failure(client, f"http://127.0.0.1:{unused_tcp_port}/")
    assert failed.kind == "connect"
    assert "Nothing is listening" in failed.sentence


async def test_a_compressed_answer_is_kept_as_it_came_and_unfolded_on_demand(
    client, serve, answering
):
    text = json.dumps({"text": "habari " * 50})
    packed = gzip.compress(text)
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(packed)
    answer = await post(client, await serve(answering(head + packed)))
    assert answer.body == packed
    assert answer.content(1_000) == text


async def test_a_gzip_bomb_stays_folded(client, serve, answering):
    bomb = gzip.compress(bytes(50_000_000))
    head = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(bomb)
    answer = await post(client, await serve(answering(head + bomb)), max_response=100_000)
    assert len(answer.body) == len(bomb)
    assert answer.content(64) == bytes(64)


@pytest.mark.parametrize(
    ("coding", "body", "content"),
    [
        ("", b"plain", b"plain"),
        ("identity", b"plain", b"plain"),
        ("deflate", zlib.compress(b"text"), b"text"),
        ("deflate", zlib.compress(b"text", wbits=-15), b"text"),
        ("GZIP", gzip.compress(b"text", mtime=0), b"text"),
        ("gzip", gzip.compress(b"text", mtime=0)[:-8], b"text"),
    ],
)
def test_content_undoes_the_compressions_that_are_common(coding, body, content):
    assert an_answer(coding, body).content(100) == content
    assert an_answer(coding, body).content(2) == content[:2]


@pytest.mark.parametrize(("coding", "body"), [("br", b"text"), ("gzip", b"not gzip")])
def test_content_that_can_not_be_unfolded_says_so(coding, body):
    with pytest.raises(SendFailure) as caught:
        an_answer(coding, body).content(100)
    assert caught.value.kind == "encoding"


def an_answer(coding: str, body: bytes) -> Answer:
    headers = CIMultiDict({"content-encoding": coding})
    return Answer(200, headers, body, truncated=False, elapsed_ms=1, address="127.0.0.1")


@pytest.mark.parametrize(
    "headers",
    [
        {"x": "a\r\nInjected: 1"},
        {"x": "a\n"},
        {"x": "\x00"},
        {"x": "é"},
        {"x y": "1"},
        {"x\n": "1"},
    ],
)
async def test_a_header_can_not_smuggle_another_one(client, headers, recorder):
    failed = await failure(client, "http://127.0.0.1:5000/", headers=headers)
    assert failed.kind == "request"
    assert recorder.wanted == []


async def test_a_url_that_can_not_be_called_is_a_failure_like_others(client):
    failed = await failure(client, "http://127.1:5000/")
    assert (failed.kind, "127.0.0.1" in failed.sentence) == ("request", True)


async def test_closing_twice_and_calling_again_works(client, serve, answering):
    url = await serve(answering(OK))
    await post(client, url)
    await client.close()
    await client.close()
    assert (await post(client, url)).status == 200
