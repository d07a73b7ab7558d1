"""Signing in the ways of older SDKs."""

import pytest

GOOD = {"username": "juma", "password": "a long password"}


@pytest.fixture
async def juma(platform):
    return await platform.services.accounts.create_user(**GOOD, full_name="Juma Ali")


@pytest.mark.parametrize("path", ["/users/login", "/users/login/"])
async def test_a_password_is_changed_for_a_key(stranger, juma, path):
    answer = await stranger("POST", path, GOOD)
    assert answer.status == 200
    assert set(answer.json) == {"message", "token"}
    bearer = f"Bearer {answer.json['token']}"
    assert (await stranger("GET", "/chatbots", authorization=bearer)).status == 200


@pytest.mark.parametrize("path", ["/api/access_token", "/api/access_token/"])
async def test_a_client_signs_in_in_the_words_of_oauth(stranger, juma, path):
    body = {"client_id": GOOD["username"], "client_secret": GOOD["password"]}
    answer = await stranger("POST", path, body)
    assert answer.status == 200
    token = answer.json["access_token"]
    assert answer.json == {
        "access_token": token,
        "token_type": "Bearer",
        "expires_in": 86400,
        "scope": "read:data write:data",
    }
    assert (await stranger("GET", "/chatbots", authorization=f"Bearer {token}")).status == 200


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/users/login", GOOD | {"password": "wrong"}),
        ("/users/login", GOOD | {"username": "nobody"}),
        ("/users/login", {"username": "", "password": ""}),
        ("/api/access_token", {"client_id": "juma", "client_secret": "wrong"}),
    ],
)
async def test_a_wrong_password_is_a_401_with_a_message(stranger, juma, path, body):
    answer = await stranger("POST", path, body)
    assert answer.status == 401
    assert answer.json["message"] == answer.json["detail"] == answer.json["error"]


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/users/login", b"{}"),
        ("/users/login", b"[]"),
        ("/users/login", b'{"username": "juma"}'),
        ("/users/login", b'{"username": "juma", "password": {}}'),
        ("/users/login", b'{"username": "juma", "password": "\\u0000"}'),
        ("/api/access_token", b'{"client_id": "juma"}'),
        ("/api/access_token", b""),
    ],
)
async def test_signing_in_without_name_or_password_is_a_422(stranger, path, data):
    assert (await stranger("POST", path, data=data)).status == 422


async def test_passwords_are_not_tried_without_end(make_app, make_client, platform):
    platform.services.accounts.allow_registration = True
    time = [0.0]
    client = make_client(make_app(now=lambda: time[0]))
    weak = GOOD | {"password": "weak"}
    statuses = [(await client("POST", "/users/register", weak)).status for _ in range(10)]
    assert statuses == [422] * 10
    for path in ("/users/register", "/users/login"):
        assert (await client("POST", path, GOOD)).status == 429
    time[0] = 5.0
    assert (await client("POST", "/users/login", GOOD)).status == 401


async def test_accounts_are_not_made_over_the_api_unless_that_is_allowed(stranger):
    for path in ("/users/register", "/users/register/"):
        answer = await stranger("POST", path, GOOD)
        assert answer.status == 403
        assert "kauli user create" in answer.json["detail"]


async def test_where_it_is_allowed_an_account_is_made_once(stranger, platform):
    platform.services.accounts.allow_registration = True
    answer = await stranger("POST", "/users/register", GOOD)
    assert (answer.status, set(answer.json)) == (200, {"message"})
    assert (await stranger("POST", "/users/login", GOOD)).status == 200
    assert (await stranger("POST", "/users/register", GOOD)).status == 409
    weak = {"username": "asha", "password": "short"}
    assert (await stranger("POST", "/users/register", weak)).status == 422


async def test_in_open_mode_any_password_will_do(make_app, make_client):
    client = make_client(make_app(open_mode=True))
    token = (await client("POST", "/users/login", GOOD)).json["token"]
    assert (await client("GET", "/chatbots", authorization=f"Bearer {token}")).status == 200
    far = make_client(client.app, address="192.168.1.20")
    assert (await far("POST", "/users/login", GOOD)).status == 401


@pytest.mark.parametrize("path", ["/api/profile", "/api/profile/"])
async def test_a_profile_is_flat_and_without_the_password(stranger, juma, path):
    token = (await stranger("POST", "/users/login", GOOD)).json["token"]
    answer = await stranger("GET", path, authorization=f"Bearer {token}")
    assert answer.json == {
        "id": juma.id,
        "full_name": "Juma Ali",
        "username": "juma",
        "password": "",
        "mobile": "",
        "is_admin": True,
        "date_created": "2026-01-01T00:00:00.000000",
        "updated_at": "2026-01-01T00:00:00.000000",
    }
