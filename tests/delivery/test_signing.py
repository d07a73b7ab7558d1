"""Signatures: the published vectors, an independent library both ways, and forgeries."""

import datetime as dt
from base64 import b64decode, b64encode

import pytest
import standardwebhooks
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given
from hypothesis import strategies as st

from kauli.delivery.signing import (
    Signer,
    Unverified,
    new_secret,
    public_key,
    sign,
    verify,
)
from kauli.kit import json
from kauli.kit.errors import Invalid

ID, AT, BODY = "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, b'{"test": 2432232314}'
SHARED = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
SIGNING = (
    "whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg=="
)
BY_SHARED = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
BY_SIGNING = (
    "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg=="
)

secrets = st.binary(min_size=24, max_size=64).map(lambda raw: "whsec_" + b64encode(raw).decode())
signing_keys = st.binary(min_size=32, max_size=32).map(
    lambda seed: "whsk_" + b64encode(
        seed + Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
    ).decode()
)  # fmt: skip
ids = st.text("abcdefghijklmnopqrstuvwxyz0123456789_", min_size=1, max_size=40)
bodies = st.dictionaries(st.text(max_size=10), st.text(max_size=30), max_size=4).map(json.dumps)


def headers(signature: str, message_id: str = ID, at: int = AT) -> dict[str, str]:
    return {
        "Webhook-Id": message_id,
        "Webhook-Timestamp": str(at),
        "Webhook-Signature": signature,
    }


@pytest.mark.parametrize(("secret", "signature"), [(SHARED, BY_SHARED), (SIGNING, BY_SIGNING)])
def test_the_published_vectors_hold(secret, signature):
    assert sign([secret], ID, AT, BODY) == signature


def test_several_secrets_sign_side_by_side():
    assert sign([SHARED, SIGNING], ID, AT, BODY) == f"{BY_SHARED} {BY_SIGNING}"


@given(secrets, ids, bodies)
def test_the_standard_library_accepts_what_we_sign(secret, message_id, body):
    now = int(dt.datetime.now(dt.UTC).timestamp())
    signature = sign([secret, new_secret()], message_id, now, body)
    received = standardwebhooks.Webhook(secret).verify(body, headers(signature, message_id, now))
    assert received == json.loads(body)


@given(secrets, ids, st.integers(0, 2**32), bodies)
def test_we_accept_what_the_standard_library_signs(secret, message_id, at, body):
    moment = dt.datetime.fromtimestamp(at, dt.UTC)
    signature = standardwebhooks.Webhook(secret).sign(message_id, moment, body.decode())
    assert signature == sign([secret], message_id, at, body)
    verify([secret], headers(signature, message_id, at), body, now=at)


@given(signing_keys, ids, st.integers(0, 2**32), st.binary(max_size=60))
def test_an_asymmetric_signature_verifies_with_the_public_key_alone(key, message_id, at, body):
    signature = sign([key], message_id, at, body)
    verify([public_key(key)], headers(signature, message_id, at), body, now=at)
    verify([key], headers(signature, message_id, at), body, now=at)
    raw = Ed25519PublicKey.from_public_bytes(b64decode(public_key(key).removeprefix("whpk_")))
    raw.verify(
        b64decode(signature.removeprefix("v1a,")), b"%b.%d.%b" % (message_id.encode(), at, body)
    )


@given(secrets, ids, st.integers(0, 2**32), st.binary(max_size=40), st.data())
def test_nothing_but_the_signed_message_is_accepted(secret, message_id, at, body, data):
    sent = {"secret": secret, "id": message_id, "at": at, "body": body}
    other = {"secret": secrets, "id": ids, "at": st.integers(0, 2**32), "body": st.binary()}
    what = data.draw(st.sampled_from(sorted(other)))
    changed = data.draw(other[what].filter(lambda value: value != sent[what]))
    forged = sent | {what: changed}
    signature = sign([secret], message_id, at, body)
    with pytest.raises(Unverified):
        verify(
            [forged["secret"]],
            headers(signature, forged["id"], forged["at"]),
            forged["body"],
            now=forged["at"],
        )


@given(st.integers(-2_000, 2_000))
def test_a_stale_or_future_timestamp_is_refused(offset):
    sent = headers(BY_SHARED)
    if abs(offset) <= 300:
        verify([SHARED], sent, BODY, now=AT + offset)
    else:
        with pytest.raises(Unverified, match="timestamp"):
            verify([SHARED], sent, BODY, now=AT + offset)


def test_while_secrets_rotate_the_old_and_the_new_one_verify():
    new = new_secret()
    signature = Signer([new, SHARED]).sign(ID, AT, BODY)
    verify([new], headers(signature), BODY, now=AT)
    verify([SHARED], headers(signature), BODY, now=AT)
    verify([new_secret(), SHARED], headers(signature), BODY, now=AT)


@pytest.mark.parametrize(
    "signature",
    ["", "v1", "v1,", "v2,abc", BY_SHARED[3:], "v1,é", BY_SHARED.replace("v1", "v1a"), "v1a,%%%"],
)
def test_what_is_no_signature_is_refused(signature):
    for secret in (SHARED, public_key(SIGNING)):
        with pytest.raises(Unverified):
            verify([secret], headers(signature), BODY, now=AT)


@pytest.mark.parametrize("missing", ["Webhook-Id", "Webhook-Timestamp", "Webhook-Signature"])
def test_a_missing_header_is_refused(missing):
    given_headers = headers(BY_SHARED)
    del given_headers[missing]
    with pytest.raises(Unverified, match="header"):
        verify([SHARED], given_headers, BODY, now=AT)


@pytest.mark.parametrize("at", ["", "now", "16142x"])
def test_a_timestamp_that_is_no_number_is_refused(at):
    with pytest.raises(Unverified, match="header"):
        verify([SHARED], headers(BY_SHARED) | {"Webhook-Timestamp": at}, BODY, now=AT)


def test_fresh_secrets_are_32_random_bytes():
    made = {new_secret() for _ in range(50)}
    assert len(made) == 50
    assert {len(b64decode(secret.removeprefix("whsec_"))) for secret in made} == {32}


def test_padding_may_be_missing():
    key = "whsec_" + b64encode(b"k" * 25).decode()
    assert sign([key], ID, AT, BODY) == sign([key.rstrip("=")], ID, AT, BODY)
    assert public_key(SIGNING.rstrip("=")) == public_key(SIGNING)


@pytest.mark.parametrize(
    "secret",
    [
        "",
        "secret",
        "whsec_",
        "whsec_not base64",
        "whsec_" + b64encode(b"short").decode(),
        "whsec_" + b64encode(b"l" * 65).decode(),
        "whsk_" + b64encode(b"s" * 31).decode(),
        "whsk_" + b64encode(b"s" * 64).decode(),
        "whpk_" + b64encode(b"p" * 32).decode(),
    ],
)
def test_what_is_no_secret_does_not_sign(secret):
    with pytest.raises(Invalid) as caught:
        Signer([secret])
    assert caught.value.code == "bad_secret"
    assert not secret or secret[6:] not in caught.value.message or len(secret) == 6


def test_no_secret_at_all_does_not_sign():
    with pytest.raises(Invalid):
        Signer([])
