"""Signing in with a browser: the cookie, what guards it, and how often one may try."""

import pytest
from argon2 import PasswordHasher

from kauli.kit.errors import Unauthorized
from kauli.services.accounts import passwords

PASSWORD = "a long password"
HTTPS = {"x_forwarded_proto": "https"}


class Browser:
    """Keeps its cookie, and sends what our own pages send."""

    def __init__(self, client) -> None:
        self.client = client
        self.cookie = ""
        self.csrf = ""

    async def __call__(self, method, path, body=None, **headers):
        if self.cookie:
            headers.setdefault("cookie", self.cookie)
        if self.csrf:
            headers.setdefault("x_csrf_token", self.csrf)
        answer = await self.client(method, path, body, **headers)
        if "set-cookie" in answer.headers:
            self.cookie = answer.headers["set-cookie"].partition(";")[0]
        if answer.status == 200 and isinstance(answer.json, dict):
            self.csrf = answer.json.get("csrf_token", self.csrf)
        return answer

    async def sign_in(self, name="amina", password=PASSWORD, **headers):
        return await self(
            "POST", "/api/v1/session", {"username": name, "password": password}, **headers
        )


@pytest.fixture
async def amina(platform, owner):
    """An editor of the owner's workspace."""
    return await platform.services.accounts.create_user(
        "amina", PASSWORD, full_name="Amina H.", workspace=owner, role="editor"
    )


@pytest.fixture
def browser(stranger):
    return Browser(stranger)


@pytest.fixture
async def signed_in(browser, amina):
    assert (await browser.sign_in()).status == 200
    return browser


def _parts(answer):
    return set(answer.headers["set-cookie"].split("; "))


async def test_signing_in_sets_a_cookie_that_no_script_reads(browser, amina, owner):
    answer = await browser.sign_in()
    assert answer.status == 200
    assert answer.json["user"] == {
        "id": amina.id,
        "username": "amina",
        "full_name": "Amina H.",
        "role": "editor",
        "workspace_id": owner.workspace_id,
        "workspace": "Home",
    }
    assert answer.json["expires_at"] == "2026-01-15T00:00:00.000000Z"
    assert answer.headers["cache-control"] == "no-store"
    assert browser.cookie.startswith("kauli_session=")
    assert _parts(answer) - {browser.cookie} == {
        "HttpOnly",
        "Max-Age=1209600",
        "Path=/",
        "SameSite=lax",
    }
    assert answer.json["csrf_token"] not in browser.cookie


async def test_over_https_the_cookie_stays_there(browser, amina):
    answer = await browser.sign_in(**HTTPS)
    assert browser.cookie.startswith("__Host-kauli_session=")
    assert "Secure" in _parts(answer)
    assert (await browser("GET", "/api/v1/session", **HTTPS)).status == 200
    planted = browser.cookie.removeprefix("__Host-")
    assert (await browser("GET", "/api/v1/session", cookie=planted, **HTTPS)).status == 401
    assert (await browser("GET", "/api/v1/session")).status == 401


async def test_the_session_is_told_and_its_cookie_lasts_on(signed_in, clock):
    clock.advance(3_600)
    answer = await signed_in("GET", "/api/v1/session")
    assert answer.json["user"]["username"] == "amina"
    assert answer.json["expires_at"] == "2026-01-15T01:00:00.000000Z"
    assert "Max-Age=1209600" in _parts(answer)


async def test_without_a_session_nobody_is_signed_in(browser, amina):
    assert (await browser("GET", "/api/v1/session")).status == 401
    for cookie in ("kauli_session=", "kauli_session=wrong", "other=1; kauli_session=ÿ", ";;="):
        assert (await browser("GET", "/api/v1/session", cookie=cookie)).status == 401


async def test_a_session_ends_a_fortnight_after_its_last_use(signed_in, clock):
    clock.advance(14 * 86_400 - 1)
    assert (await signed_in("GET", "/api/v1/me")).status == 200
    clock.advance(14 * 86_400)
    assert (await signed_in("GET", "/api/v1/me")).status == 401


async def test_signing_out_ends_the_session_and_takes_the_cookie_back(signed_in):
    cookie = signed_in.cookie
    answer = await signed_in("DELETE", "/api/v1/session")
    assert answer.status == 204
    assert signed_in.cookie == 'kauli_session=""'
    assert "Max-Age=0" in _parts(answer)
    assert (await signed_in("GET", "/api/v1/me", cookie=cookie)).status == 401
    assert (await signed_in("DELETE", "/api/v1/session", cookie=cookie)).status == 204


async def test_signing_in_again_ends_the_browsers_session_of_before(signed_in):
    before = signed_in.cookie
    await signed_in.sign_in()
    assert (await signed_in("GET", "/api/v1/me")).status == 200
    assert (await signed_in("GET", "/api/v1/me", cookie=before)).status == 401


# What a cookie opens, and what not.


async def test_a_cookie_opens_our_own_api_only(signed_in, make_bot):
    bot_id = await make_bot()
    for path in ("/api/v1/bots", f"/api/v1/bots/{bot_id}", "/api/v1/me"):
        assert (await signed_in("GET", path)).status == 200, path
    for method, path in (
        ("GET", "/chatbots"),
        ("GET", f"/chatbot/{bot_id}"),
        ("GET", "/api/profile"),
        ("GET", "/metrics"),
        ("GET", f"/plugin/{bot_id}/web"),
        ("POST", "/conversation"),
    ):
        assert (await signed_in(method, path, {})).status == 401, path


async def test_the_lean_route_takes_the_cookie_too(signed_in, make_bot):
    path = f"/api/v1/bots/{await make_bot()}/conversations/255711/messages"
    assert (await signed_in("POST", path, {"text": "hi"})).status == 200
    refused = await signed_in("POST", path, {"text": "hi"}, x_csrf_token="wrong")
    assert (refused.status, refused.json["error"]["code"]) == (403, "csrf")


async def test_a_key_goes_before_the_cookie(signed_in, key):
    answer = await signed_in("GET", "/api/v1/me", authorization=f"Bearer {key}")
    assert answer.json["username"] == "owner"
    wrong = await signed_in("GET", "/api/v1/me", authorization="Bearer wrong")
    assert wrong.status == 401
    changed = await signed_in(
        "PATCH", "/api/v1/me", {}, authorization=f"Bearer {key}", x_csrf_token=""
    )
    assert changed.status == 200
    told = await signed_in("GET", "/api/v1/session", authorization=f"Bearer {key}")
    assert (told.json["user"]["username"], told.json["csrf_token"]) == ("owner", "")
    assert told.json["expires_at"] is None


@pytest.mark.parametrize("sent", ["", "wrong", "csrf_ÿ"])
async def test_a_change_by_cookie_needs_the_sessions_token(signed_in, sent):
    for method, path, body in (
        ("PATCH", "/api/v1/me", {}),
        ("POST", "/api/v1/bots", {}),
        ("DELETE", "/api/v1/session", None),
        ("POST", "/api/v1/password", {"current": PASSWORD, "new": "another password"}),
    ):
        refused = await signed_in(method, path, body, x_csrf_token=sent)
        assert (refused.status, refused.json["error"]["code"]) == (403, "csrf"), path
    assert (await signed_in("GET", "/api/v1/me")).status == 200


async def test_the_token_of_another_session_is_not_ones_own(signed_in, stranger, amina):
    other = Browser(stranger)
    await other.sign_in()
    refused = await signed_in("PATCH", "/api/v1/me", {}, x_csrf_token=other.csrf)
    assert refused.status == 403


FOREIGN = [
    {"sec_fetch_site": "cross-site"},
    {"sec_fetch_site": "same-site"},
    {"sec_fetch_site": "cross-site", "origin": "http://127.0.0.1:8000"},
    {"origin": "https://evil.example"},
    {"origin": "http://127.0.0.1:3000"},
    {"origin": "http://127.0.0.1:8000.evil.example"},
    {"origin": "null"},
    {"origin": ""},
]
OUR_OWN = [
    {},
    {"sec_fetch_site": "same-origin"},
    {"sec_fetch_site": "none"},
    {"sec_fetch_site": "same-origin", "origin": "https://bots.example"},
    {"origin": "http://127.0.0.1:8000"},
    {"origin": "https://BOTS.example", "host": "bots.example:443"},
    {"origin": "https://bots.example", "x_forwarded_host": "bots.example"},
]


async def test_pages_of_other_sites_change_nothing(signed_in):
    attempts = (
        ("PATCH", "/api/v1/me", {"full_name": "Evil"}),
        ("POST", "/api/v1/session", {"username": "amina", "password": PASSWORD}),
        ("POST", "/api/v1/setup", {"username": "evil", "password": PASSWORD}),
        (
            "POST",
            "/api/v1/invitations/accept",
            {"token": "x", "username": "evil", "password": PASSWORD},
        ),
    )
    for headers in FOREIGN:
        for method, path, body in attempts:
            refused = await signed_in(method, path, body, **headers)
            assert (refused.status, refused.json["error"]["code"]) == (403, "csrf"), path
    assert (await signed_in("GET", "/api/v1/me")).json["full_name"] == "Amina H."


async def test_our_own_pages_do(signed_in):
    for number, headers in enumerate(OUR_OWN):
        changed = await signed_in("PATCH", "/api/v1/me", {"mobile": str(number)}, **headers)
        assert (changed.status, changed.json["mobile"]) == (200, str(number)), headers


async def test_no_page_from_elsewhere_may_read_an_answer(signed_in):
    answer = await signed_in("GET", "/api/v1/session", origin="https://evil.example")
    assert "access-control-allow-origin" not in answer.headers
    asked = await signed_in(
        "OPTIONS",
        "/api/v1/me",
        origin="https://evil.example",
        access_control_request_method="PATCH",
        access_control_request_headers="x-csrf-token",
    )
    assert "access-control-allow-headers" not in asked.headers


# How often one may try.


@pytest.fixture
def still(make_app, make_client, monkeypatch):
    """A client of a server on which no time passes; and passwords are cheap, to try many."""
    monkeypatch.setattr(
        passwords, "_hasher", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    )
    return make_client(make_app(now=lambda: 0.0))


async def _tries(client, name="amina", password="wrong password"):
    answer = await Browser(client).sign_in(name, password)
    return answer.status


async def test_an_address_may_try_so_often(still, amina, make_client):
    seen = [await _tries(still, f"somebody {number}") for number in range(11)]
    assert seen == [401] * 10 + [429]
    assert await _tries(still, password=PASSWORD) == 429
    assert await _tries(make_client(still.app), password=PASSWORD) == 200


async def test_a_hundred_addresses_do_not_guess_one_password(still, amina, make_client):
    crowd = [make_client(still.app, address=f"10.9.0.{number}") for number in range(100)]
    seen = [await _tries(one) for one in crowd]
    assert seen == [401] * 20 + [429] * 80
    old = await crowd[99]("POST", "/users/login", {"username": "Amina ", "password": "wrong one"})
    assert old.status == 429
    assert await _tries(make_client(still.app), "somebody else") == 401


async def test_whoever_was_there_before_is_not_kept_out(still, amina, make_client):
    at_home = make_client(still.app)
    assert await _tries(at_home, password=PASSWORD) == 200
    for number in range(30):
        await _tries(make_client(still.app, address=f"10.8.0.{number}"))
    assert await _tries(make_client(still.app), password=PASSWORD) == 429
    assert await _tries(at_home, password=PASSWORD) == 200


async def test_signing_in_often_is_no_attempt_in_vain(still, amina, make_client):
    for number in range(21):
        client = make_client(still.app, address=f"10.7.0.{number}")
        assert await _tries(client, password=PASSWORD) == 200


async def test_the_password_so_far_is_not_guessed_either(still, amina):
    signed_in = Browser(still)
    await signed_in.sign_in()
    body = {"current": "wrong password", "new": "another password"}
    seen = [(await signed_in("POST", "/api/v1/password", body)).status for _ in range(10)]
    assert seen == [401] * 9 + [429]


# What one does with sessions.


async def test_a_new_password_ends_the_other_sessions(signed_in, stranger, platform):
    other = Browser(stranger)
    await other.sign_in()
    body = {"current": PASSWORD, "new": "another password"}
    assert (await signed_in("POST", "/api/v1/password", body)).status == 204
    assert (await signed_in("GET", "/api/v1/me")).status == 200
    assert (await other("GET", "/api/v1/me")).status == 401
    with pytest.raises(Unauthorized):
        await platform.services.accounts.login("amina", PASSWORD)


async def test_one_sees_where_one_is_signed_in_and_signs_out_there(signed_in, stranger, clock):
    clock.advance(1)
    other = Browser(stranger)
    await other.sign_in(user_agent="Mozilla/5.0 (Windows NT 10.0) Firefox/127.0")
    listed = (await signed_in("GET", "/api/v1/sessions")).json["items"]
    assert [(one["browser"], one["current"]) for one in listed] == [
        ("Firefox, Windows", False),
        ("", True),
    ]
    ended = await signed_in("DELETE", f"/api/v1/sessions/{listed[0]['id']}")
    assert (ended.status, "set-cookie" in ended.headers) == (204, False)
    assert (await other("GET", "/api/v1/me")).status == 401
    gone = await signed_in("DELETE", f"/api/v1/sessions/{listed[0]['id']}")
    assert (gone.status, gone.json["error"]["code"]) == (404, "session_not_found")
    own = await signed_in("DELETE", f"/api/v1/sessions/{listed[1]['id']}")
    assert "Max-Age=0" in _parts(own)


async def test_one_changes_how_one_is_called(signed_in):
    sent = {"full_name": " Amina Hassan ", "mobile": "+255 711 111 111"}
    changed = await signed_in("PATCH", "/api/v1/me", sent)
    assert (changed.json["full_name"], changed.json["mobile"]) == (
        "Amina Hassan",
        "+255 711 111 111",
    )
    kept = await signed_in("PATCH", "/api/v1/me", {"mobile": ""})
    assert (kept.json["full_name"], kept.json["mobile"]) == ("Amina Hassan", "")
    for wrong in ({"full_name": "x" * 201}, {"mobile": "1" * 41}, {"role": "owner"}):
        assert (await signed_in("PATCH", "/api/v1/me", wrong)).status == 422


# The first run.


NEW = {"username": "amina", "password": PASSWORD, "workspace": "Duka"}


@pytest.fixture
def fresh(shared_app, make_client):
    """A browser before a server that nobody owns yet."""
    return Browser(make_client(shared_app))


async def test_the_first_visitor_makes_the_owner_and_is_signed_in(fresh):
    fresh.client.address = "10.0.0.5"
    asked = await fresh("GET", "/api/v1/setup")
    assert (asked.json["needed"], asked.json["possible"]) == (True, True)
    made = await fresh("POST", "/api/v1/setup", NEW)
    assert made.status == 200
    assert (made.json["user"]["role"], made.json["user"]["workspace"]) == ("owner", "Duka")
    assert (await fresh("GET", "/api/v1/session")).json == made.json
    assert (await fresh("POST", "/api/v1/bots", {"name": "Pizza"})).status == 201
    again = await fresh("POST", "/api/v1/setup", NEW)
    assert (again.status, again.json["error"]["code"]) == (409, "already_set_up")
    assert (await fresh("GET", "/api/v1/setup")).json["needed"] is False


async def test_an_owner_without_a_password_is_taken_over_from_this_machine_only(
    fresh, owner, client
):
    for elsewhere in ({"host": "bots.example"}, {"x_forwarded_for": "10.0.0.5"}):
        asked = await fresh("GET", "/api/v1/setup", **elsewhere)
        assert (asked.json["needed"], asked.json["possible"]) == (True, False)
        refused = await fresh("POST", "/api/v1/setup", NEW, **elsewhere)
        assert (refused.status, refused.json["error"]["code"]) == (403, "setup_elsewhere")
        assert "kauli user password owner" in refused.json["error"]["message"]
    made = await fresh("POST", "/api/v1/setup", NEW)
    assert made.json["user"]["id"] == owner.user_id
    assert (await client("GET", "/api/v1/me")).json["username"] == "amina"


async def test_making_owners_is_not_tried_often(still):
    fresh = Browser(still)
    seen = [
        (await fresh("POST", "/api/v1/setup", NEW | {"password": ""})).status for _ in range(11)
    ]
    assert seen == [422] * 10 + [429]


# Open mode.


@pytest.fixture
def local(make_app, make_client):
    """A browser on the machine of a server in open mode."""
    return Browser(make_client(make_app(open_mode=True)))


async def test_in_open_mode_the_dashboard_opens_as_the_owner(local):
    answer = await local("GET", "/api/v1/session")
    assert answer.json["user"]["username"] == "owner"
    assert answer.json["user"]["workspace"] == "Home"
    assert answer.json["csrf_token"] == ""
    assert answer.json["expires_at"] is None
    assert "set-cookie" not in answer.headers
    assert (await local("PATCH", "/api/v1/me", {"mobile": "1"})).status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"sec_fetch_site": "cross-site"},
        {"host": "evil.example"},
        {"x_forwarded_for": "10.0.0.5"},
    ],
)
async def test_open_mode_is_not_for_pages_from_elsewhere(local, headers):
    assert (await local("GET", "/api/v1/session", **headers)).status == 401
    assert (await local("PATCH", "/api/v1/me", {"mobile": "1"}, **headers)).status == 401


async def test_in_open_mode_a_session_is_still_who_it_is(local, amina):
    await local.sign_in()
    assert (await local("GET", "/api/v1/session")).json["user"]["username"] == "amina"
    refused = await local("PATCH", "/api/v1/me", {}, x_csrf_token="wrong")
    assert refused.status == 403
    await local("DELETE", "/api/v1/session")
    assert (await local("GET", "/api/v1/session")).json["user"]["username"] == "owner"
