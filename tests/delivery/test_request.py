"""The exact bytes and headers of an attempt."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kauli import __version__
from kauli.delivery.body import flat_body
from kauli.delivery.request import HEADERS, Job, authorization, build
from kauli.delivery.signing import Unverified, new_secret, verify
from kauli.kit import json
from kauli.kit.clock import SECOND

NOW = 1_800_000_000 * SECOND + 999_999
SECRET = new_secret()
SECRETS = json.dumps([{"secret": SECRET, "expires_at": None}]).decode()


def job(**changes) -> Job:
    given_fields = {
        "id": "dlv_1",
        "body": b'{"chat_id":"1"}',
        "url": "https://example.com/",
        "token": "",
        "secrets": SECRETS,
        "event": "order_pizza",
        "sequence": 3,
        "conversation": "cnv_1",
        "bot": 7,
        "attempt": 2,
    }
    return Job(**given_fields | changes)


def test_an_attempt_carries_these_headers_and_the_stored_bytes():
    request = build(job(token="t0ken"), NOW)
    assert request.body == b'{"chat_id":"1"}'
    assert request.url == "https://example.com/"
    assert set(request.headers) == set(HEADERS) - {"kauli-test"}
    signature = request.headers.pop("webhook-signature")
    assert request.headers == {
        "webhook-id": "dlv_1",
        "webhook-timestamp": "1800000000",
        "content-type": "application/json",
        "user-agent": f"Kauli/{__version__}",
        "kauli-attempt": "2",
        "kauli-event": "order_pizza",
        "kauli-sequence": "3",
        "kauli-conversation": "cnv_1",
        "kauli-bot": "7",
        "authorization": "Bearer t0ken",
    }
    verify(
        [SECRET],
        request.headers | {"webhook-signature": signature},
        request.body,
        now=1_800_000_000,
    )


def test_the_id_stays_and_the_timestamp_moves_from_attempt_to_attempt():
    first, second = build(job(attempt=1), NOW), build(job(attempt=2), NOW + 60 * SECOND)
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.headers["webhook-timestamp"] != second.headers["webhook-timestamp"]
    assert first.headers["webhook-signature"] != second.headers["webhook-signature"]


def test_what_there_is_not_is_not_sent():
    headers = build(job(secrets="[]"), NOW).headers
    assert "authorization" not in headers
    assert "webhook-signature" not in headers


def test_while_secrets_rotate_both_sign_and_an_expired_one_no_longer_does():
    old, new = new_secret(), new_secret()
    secrets = [{"secret": new, "expires_at": None}, {"secret": old, "expires_at": NOW + SECOND}]
    turning = job(secrets=json.dumps(secrets).decode())
    for moment, good, bad in ((NOW, [new, old], []), (NOW + SECOND, [new], [old])):
        request = build(turning, moment)
        for secret in good:
            verify([secret], request.headers, request.body, now=moment // SECOND)
        for secret in bad:
            with pytest.raises(Unverified):
                verify([secret], request.headers, request.body, now=moment // SECOND)


@pytest.mark.parametrize(
    ("token", "value"),
    [
        ("abc", "Bearer abc"),
        (" abc ", "Bearer abc"),
        ("Bearer abc", "Bearer abc"),
        ("bearer  abc", "bearer  abc"),
        ("Basic dXNlcjpwdw==", "Basic dXNlcjpwdw=="),
        ("Token token=abc", "Token token=abc"),
        ('Digest username="k", realm="x y"', 'Digest username="k", realm="x y"'),
        ("let me in", "Bearer let me in"),
        ("Bearer", "Bearer Bearer"),
        ("a+b/c=", "Bearer a+b/c="),
    ],
)
def test_a_query_token_is_a_bearer_unless_it_names_a_scheme(token, value):
    assert authorization(token) == value


@pytest.mark.parametrize(
    ("event", "header"),
    [
        ("order_pizza,choice_confirmation", "order_pizza,choice_confirmation"),
        ("nunua pizza", "nunua%20pizza"),
        ("día 100%", "d%C3%ADa%20100%25"),
        ("a\r\nInjected: 1", "a%0D%0AInjected:%201"),
    ],
)
def test_names_that_a_header_can_not_carry_are_percent_encoded(event, header):
    assert build(job(event=event), NOW).headers["kauli-event"] == header
    assert unquote(header) == event


@given(st.text(max_size=400))
def test_any_event_makes_a_plain_header(event):
    header = build(job(event=event), NOW).headers["kauli-event"]
    assert header.isascii()
    assert header.isprintable()
    assert unquote(header) == event[:300]


def test_the_flat_body_is_the_memory_and_whose_it_is():
    body = flat_body({"order_pizza": "nataka pizza", "choice_confirmation": "1"}, "255700000001")
    assert body == (
        b'{"chat_id":"255700000001","order_pizza":"nataka pizza","choice_confirmation":"1"}'
    )


@given(st.dictionaries(st.text(max_size=8) | st.just("chat_id"), st.text(max_size=8)))
def test_a_remembered_chat_id_gives_way_to_the_real_one(memory):
    assert json.loads(flat_body(memory, "real")) == memory | {"chat_id": "real"}
