"""What a worker really sends is accepted by other people's code, and nothing else is.

``standardwebhooks`` is the reference library, ``svix`` the one that most receivers have, which
reads the headers in its own way first; ``openai`` brings a verification written apart from both.
For ed25519 there is no such library in Python, so ``cryptography`` is asked directly.
"""

from base64 import b64decode, b64encode
from collections.abc import Callable

import openai
import pytest
import standardwebhooks
import svix.webhooks
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from kauli.delivery import Worker, new_secret
from kauli.delivery.signing import public_key
from kauli.kit import json
from kauli.kit.system import system_clock

Check = Callable[[str, bytes, dict[str, str]], object]

BODY = json.dumps(
    {"chat_id": "255700000001", "chakula": "ndizi na nyama 🍌", "bei": "1/2 é \\u00e9"}
)


def by_standardwebhooks(secret: str, body: bytes, headers: dict[str, str]) -> object:
    return standardwebhooks.Webhook(secret).verify(body, headers)


def by_svix(secret: str, body: bytes, headers: dict[str, str]) -> None:
    svix.webhooks.Webhook(secret).verify(body, headers)


def by_openai(secret: str, body: bytes, headers: dict[str, str]) -> None:
    client = openai.OpenAI(api_key="none", webhook_secret=secret)
    given = {name.lower(): value for name, value in headers.items()}
    client.webhooks.unwrap(body, given)
    client.close()


REFUSALS = (
    standardwebhooks.WebhookVerificationError,
    svix.webhooks.WebhookVerificationError,
    openai.InvalidWebhookSignatureError,
)


@pytest.fixture(params=[by_standardwebhooks, by_svix, by_openai], ids=lambda check: check.__name__)
def check(request: pytest.FixtureRequest) -> Check:
    """Verifies with a shared secret, as the library's documentation says to; raises if not."""
    return request.param


@pytest.fixture
def sent(outbox, database, client, receiver):
    """Delivers a body with the given secrets by a real worker; answers what arrived."""

    async def send(*secrets: str):
        stored = [{"secret": one, "created_at": 0, "expires_at": None} for one in secrets]
        endpoint = await outbox.endpoint(receiver.url, secrets=json.dumps(stored).decode())
        await outbox.add(endpoint, body=BODY)
        assert await Worker(database, client, system_clock, lambda: 0.5).drain() == 1
        return receiver.received[-1]

    return send


async def test_what_we_send_is_accepted(sent, check: Check):
    secret = new_secret()
    received = await sent(secret)
    check(secret, received.body, received.headers)


async def test_while_a_secret_is_replaced_the_old_and_the_new_one_are_accepted(sent, check: Check):
    new, old = new_secret(), new_secret()
    received = await sent(new, old)
    for secret in (new, old):
        check(secret, received.body, received.headers)


async def test_what_we_did_not_send_is_refused(sent, check: Check):
    secret = new_secret()
    received = await sent(secret)
    headers = received.headers
    moment = int(headers["webhook-timestamp"])
    for body, changed in (
        (received.body + b" ", {}),
        (received.body, {"webhook-id": "dlv_2"}),
        (received.body, {"webhook-timestamp": str(moment - 1)}),
        (received.body, {"webhook-timestamp": str(moment - 301)}),
        (received.body, {"webhook-signature": "v1," + b64encode(bytes(32)).decode()}),
    ):
        with pytest.raises(REFUSALS):
            check(secret, body, headers | changed)
    with pytest.raises(REFUSALS):
        check(new_secret(), received.body, headers)


async def test_ed25519_is_accepted_by_who_holds_the_public_key_alone(sent):
    seed = Ed25519PrivateKey.generate().private_bytes_raw()
    secret = "whsk_" + b64encode(seed).decode()
    received = await sent(secret)
    version, _, signature = received.headers["webhook-signature"].partition(",")
    assert version == "v1a"
    key = Ed25519PublicKey.from_public_bytes(b64decode(public_key(secret).removeprefix("whpk_")))
    signed = b".".join(
        [
            received.headers["webhook-id"].encode(),
            received.headers["webhook-timestamp"].encode(),
            received.body,
        ]
    )
    key.verify(b64decode(signature), signed)
    with pytest.raises(InvalidSignature):
        key.verify(b64decode(signature), signed + b" ")


async def test_both_kinds_side_by_side_do_not_confuse_who_knows_one(sent, check: Check):
    shared = new_secret()
    seed = Ed25519PrivateKey.generate().private_bytes_raw()
    received = await sent("whsk_" + b64encode(seed).decode(), shared)
    assert received.headers["webhook-signature"].startswith("v1a,")
    check(shared, received.body, received.headers)
