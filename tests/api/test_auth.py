"""Who is let in, with a key and in open mode."""

import pytest

ROUTES = [
    ("GET", "/chatbots"),
    ("POST", "/chatbot"),
    ("GET", "/chatbot/1"),
    ("PUT", "/chatbot/1"),
    ("DELETE", "/chatbot/1"),
    ("GET", "/chatbot/1/users"),
    ("GET", "/intents/1"),
    ("GET", "/flow/1"),
    ("POST", "/conversation"),
    ("POST", "/conversation/whatsapp"),
    ("POST", "/conversation/status"),
    ("POST", "/conversation/allchannels/status"),
    ("POST", "/allchannels/status"),
    ("POST", "/conversation-state"),
    ("POST", "/conversation/state"),
    ("POST", "/predict/intent"),
    ("GET", "/conversation/history/1/2"),
    ("GET", "/api/profile"),
    ("GET", "/plugin/1/web"),
    ("POST", "/plugin/1"),
    ("DELETE", "/plugin/1"),
    ("GET", "/api/v1/bots"),
    ("POST", "/api/v1/bots"),
    ("POST", "/api/v1/bots/import"),
    ("GET", "/api/v1/bots/1/export"),
    ("POST", "/api/v1/bots/1/conversations/2/messages"),
    ("GET", "/api/v1/bots/1/endpoints"),
    ("GET", "/api/v1/deliveries"),
    ("GET", "/api/v1/keys"),
    ("GET", "/api/v1/me"),
]


async def test_every_route_of_ours_needs_a_key(stranger):
    for method, path in ROUTES:
        answer = await stranger(method, path)
        assert answer.status == 401, (method, path, answer.body)
        assert answer.headers["www-authenticate"] == "Bearer"
        fault = answer.json
        sentence = fault["error"]["message"] if path.startswith("/api/v1") else fault["detail"]
        assert "API key" in sentence


async def test_what_is_no_valid_key_is_refused(stranger):
    for sent in (
        "",
        "Bearer",
        "Bearer ",
        "Bearer wrong",
        "Bearer " + "x" * 10_000,
        "Bearer ÿþ",
        "Bearer \x00",
        "Basic b3duZXI6",
        "wrong",
    ):
        for path in ("/chatbots", "/api/v1/bots"):
            assert (await stranger("GET", path, authorization=sent)).status == 401, sent
        answer = await stranger("POST", "/conversation", {}, authorization=sent)
        assert answer.status == 401, sent


async def test_the_scheme_may_be_in_small_letters(client, key, stranger):
    assert (await stranger("GET", "/chatbots", authorization=f"bearer {key}")).status == 200
    assert (await stranger("GET", "/chatbots", authorization=f"Bearer  {key} ")).status == 200


async def test_a_revoked_key_is_refused(client, platform, owner):
    made, token = await platform.services.accounts.create_key(owner, "soon gone")
    assert (await client("GET", "/chatbots", authorization=f"Bearer {token}")).status == 200
    await platform.services.accounts.revoke_key(owner, made.id)
    assert (await client("GET", "/chatbots", authorization=f"Bearer {token}")).status == 401


async def test_old_sdks_are_told_in_their_words_that_a_key_has_expired(client, platform, clock):
    await platform.services.accounts.create_user("juma", "a long password")
    token = await platform.services.accounts.login("juma", "a long password")
    clock.advance(86_401)
    answer = await client("GET", "/chatbots", authorization=f"Bearer {token}")
    assert (answer.status, answer.json["detail"]) == (400, "Token Expired")
    assert (await client("GET", "/api/v1/bots", authorization=f"Bearer {token}")).status == 401


@pytest.fixture
def local(make_app, make_client):
    """A client without a key of a server in open mode."""
    return make_client(make_app(open_mode=True))


@pytest.mark.parametrize("sent", [None, "Bearer ", "Bearer anything", "nonsense"])
async def test_open_mode_takes_any_key_or_none_for_the_owners(local, sent):
    headers = {} if sent is None else {"authorization": sent}
    answer = await local("GET", "/api/v1/me", **headers)
    assert (answer.status, answer.json["username"]) == (200, "owner")
    assert (await local("GET", "/chatbots", **headers)).status == 200


async def test_a_valid_key_keeps_its_meaning_in_open_mode(local, platform):
    await platform.services.accounts.create_user("juma", "a long password")
    token = await platform.services.accounts.login("juma", "a long password")
    answer = await local("GET", "/api/v1/me", authorization=f"Bearer {token}")
    assert answer.json["username"] == "juma"


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1", "[::1]:8000", "LOCALHOST"])
async def test_open_mode_knows_the_names_of_this_machine(local, host):
    assert (await local("GET", "/chatbots", host=host)).status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"host": "127.0.0.1.evil.example:8000"},
        {"host": ""},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"sec_fetch_site": "cross-site"},
        {"x_forwarded_for": "203.0.113.7"},
        {"forwarded": "for=203.0.113.7"},
    ],
)
async def test_open_mode_is_closed_to_foreign_pages_and_behind_proxies(local, headers):
    assert (await local("GET", "/chatbots", **headers)).status == 401


async def test_open_mode_is_open_to_pages_of_this_machine(local):
    page = {"origin": "http://localhost:3000", "sec_fetch_site": "cross-site"}
    assert (await local("GET", "/chatbots", **page)).status == 200


async def test_open_mode_is_closed_to_other_machines(make_app, make_client, key):
    far = make_client(make_app(open_mode=True), address="192.168.1.20")
    assert (await far("GET", "/chatbots")).status == 401
    assert (await far("GET", "/chatbots", authorization=f"Bearer {key}")).status == 200


async def test_without_open_mode_this_machine_needs_a_key_too(stranger):
    assert (await stranger("GET", "/chatbots")).status == 401
