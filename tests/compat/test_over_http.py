"""What only a real server shows: odd addresses, large bodies, and connections that stay open."""

import http.client
import json
from urllib.parse import urlsplit

import pytest


@pytest.fixture
def call(server):
    """Sends requests over one connection, as they are."""
    connection = http.client.HTTPConnection(urlsplit(server.url).netloc, timeout=30)
    key = server.keys["0.1.9"]

    def send(method, path, body=None, **headers):
        sent = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"} | headers
        connection.request(method, path, body, sent)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())

    yield send
    connection.close()


@pytest.mark.parametrize("path", ["/chatbots", "//chatbots", "/chatbots/", "//chatbots/"])
def test_slashes_do_not_matter_on_the_wire_either(call, path):
    status, found = call("GET", path)
    assert (status, type(found)) == (200, list)


def test_a_post_to_a_doubled_slash_keeps_its_body(call):
    status, found = call("POST", "//conversation/", b'{"message": "hi"}')
    assert (status, found["detail"][0]["loc"]) == (422, ["body", "bot_id"])


@pytest.mark.parametrize("path", ["/chatbot/%FF%FE", "/chatbot/%00", "/chatbot/%ED%A0%80"])
def test_an_address_with_broken_characters_is_a_422(call, path):
    assert call("GET", path)[0] == 422
    assert call("GET", "/chatbots?x=%FF")[0] == 200


def test_a_large_body_is_told_so_and_the_connection_goes_on(call):
    large = b'{"name": "' + b"x" * 10_000_000 + b'"}'
    for path in ("/chatbot", "/conversation", "/api/v1/bots"):
        status, _ = call("POST", path, large)
        assert status == 413, path
    assert call("GET", "/chatbots")[0] == 200


def test_a_large_body_of_unannounced_size_is_told_so_too(call):
    pieces = (b"x" * 100_000 for _ in range(60))
    status, _ = call("POST", "/chatbot", pieces)
    assert status == 413


def test_broken_utf8_and_deep_nesting_are_told_so(call):
    for body in (b'{"name": "\xff"}', b"[" * 10_000 + b"]" * 10_000, b"\x00", b"{"):
        for path in ("/chatbot", "/conversation", "/predict/intent", "/api/v1/bots"):
            status, _ = call("POST", path, body)
            assert status == 422, (path, body[:20])
