"""One attempt against a real receiver: what is sent, what is kept, what it means."""

import asyncio
import gzip

import pytest
import standardwebhooks
from aiohttp import web

from kauli.delivery.request import Job, as_test, build
from kauli.delivery.sender import Sender
from kauli.delivery.signing import new_secret
from kauli.kit import json
from kauli.kit.clock import SECOND
from kauli.kit.system import system_clock

SECRET = new_secret()


@pytest.fixture
def sender(client) -> Sender:
    return Sender(client, system_clock, timeout=2.0, max_response=100)


def job(url: str, **changes) -> Job:
    fields = {
        "id": "dlv_1",
        "body": b'{"chat_id":"1","chakula":"pizza \xc3\xa9"}',
        "url": url,
        "token": "",
        "secrets": json.dumps([{"secret": SECRET}]).decode(),
        "event": "order_pizza",
        "sequence": 1,
        "conversation": "cnv_1",
        "bot": 7,
        "attempt": 1,
    }
    return Job(**fields | changes)


async def test_the_receiver_verifies_what_arrives_with_the_standard_library(sender, receiver):
    attempt = await sender.attempt(job(receiver.url))
    (received,) = receiver.received
    assert received.body == job("").body
    verified = standardwebhooks.Webhook(SECRET).verify(received.body, received.headers)
    assert verified["chat_id"] == "1"
    assert (attempt.outcome.code, attempt.status, attempt.number) == ("delivered", 200, 1)
    assert (attempt.address, attempt.body) == ("127.0.0.1", b"ok")


async def test_an_attempt_keeps_what_was_said_but_no_secret(sender, receiver):
    def answer(received):
        return web.Response(
            status=503,
            text="x" * 300,
            headers={"Retry-After": "9", "Set-Cookie": "s=1", "X-A": "b"},
        )

    receiver.answer = answer
    attempt = await sender.attempt(job(receiver.url, token="t0ken"))
    assert receiver.received[0].headers["Authorization"] == "Bearer t0ken"
    assert attempt.request_headers["authorization"] == "(hidden)"
    assert attempt.request_headers["webhook-id"] == "dlv_1"
    assert attempt.response_headers["set-cookie"] == "(hidden)"
    assert attempt.response_headers["x-a"] == "b"
    assert "t0ken" not in repr(attempt)
    assert SECRET not in repr(attempt)
    assert (attempt.body, attempt.truncated) == (b"x" * 100, True)
    assert attempt.outcome.code == "unavailable"
    assert attempt.outcome.retry_after == 9 * SECOND


async def test_a_request_that_was_put_together_before_is_sent_as_it_is(sender, receiver):
    request = as_test(build(job(receiver.url, token="t0ken", headers='{"X-Shop":"7"}'), 0))
    attempt = await sender.send(request, None)
    (received,) = receiver.received
    given = {name.lower(): value for name, value in received.headers.items()}
    assert given.items() >= request.headers.items()
    assert (given["kauli-test"], given["webhook-timestamp"]) == ("1", "0")
    assert received.body == request.body
    assert (attempt.outcome.code, attempt.number) == ("delivered", 1)
    assert attempt.request_headers == request.headers | {
        "authorization": "(hidden)",
        "x-shop": "(hidden)",
    }


async def test_repeated_headers_of_the_answer_are_kept_together(sender, receiver):
    def answer(received):
        response = web.Response()
        response.headers.add("X-Step", "one")
        response.headers.add("X-Step", "two")
        return response

    receiver.answer = answer
    assert (await sender.attempt(job(receiver.url))).response_headers["x-step"] == "one, two"


@pytest.mark.parametrize(
    ("coding", "body", "kept"),
    [("gzip", gzip.compress(b"sawa", mtime=0), b"sawa"), ("br", b"\x0b\x02", b"\x0b\x02")],
)
async def test_a_compressed_answer_is_kept_readable_or_else_as_it_came(
    sender, receiver, coding, body, kept
):
    receiver.answer = lambda received: web.Response(body=body, headers={"Content-Encoding": coding})
    attempt = await sender.attempt(job(receiver.url))
    assert (attempt.outcome.code, attempt.body) == ("delivered", kept)


async def test_a_receiver_that_takes_too_long_is_a_failure_to_be_tried_again(client, receiver):
    async def never(received):
        await asyncio.Event().wait()

    receiver.answer = never
    attempt = await Sender(client, system_clock, timeout=0.05).attempt(job(receiver.url))
    assert (attempt.outcome.code, attempt.outcome.delivered) == ("timeout", False)
    assert attempt.status is None
    assert attempt.request_headers["kauli-attempt"] == "1"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"url": "not a url"}, "request"),
        ({"url": "http://10.0.0.1/"}, "blocked"),
        ({"token": "é"}, "request"),
        ({"token": "a\r\nb: c"}, "request"),
        ({"conversation": "a\nb"}, "request"),
    ],
)
async def test_what_can_not_be_sent_is_a_failed_attempt_that_says_why(
    sender, receiver, changes, code
):
    attempt = await sender.attempt(job(**{"url": receiver.url} | changes))
    assert (attempt.outcome.code, attempt.outcome.delivered) == (code, False)
    assert attempt.outcome.sentence.endswith(".")
    assert receiver.received == []


@pytest.mark.parametrize(
    ("secrets", "code"), [('[{"secret": "whsec_?"}]', "request"), ('[{"key": 1}]', "internal")]
)
async def test_a_fault_of_ours_loses_nothing(sender, receiver, secrets, code):
    attempt = await sender.attempt(job(receiver.url, secrets=secrets))
    assert (attempt.outcome.code, attempt.outcome.delivered) == (code, False)
    assert receiver.received == []


async def test_headers_that_are_not_text_can_still_be_kept(sender, receiver):
    async def babble(reader, writer):
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nX-A: \xff\xfe\r\nContent-Length: 0\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(babble, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        attempt = await sender.attempt(job(f"http://127.0.0.1:{port}/"))
    assert json.loads(json.dumps(attempt.response_headers))["x-a"] == "??"
