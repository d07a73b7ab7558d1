"""Keys, who one is, and whether the server is well."""

from types import SimpleNamespace

from kauli.api import build_api
from kauli.kit.errors import Unavailable


async def test_a_key_is_shown_once(client, stranger, clock):
    clock.advance(1)
    made = await client("POST", "/api/v1/keys", {"name": "Shop server"})
    assert made.status == 201
    key = made.json["key"]
    assert (await stranger("GET", "/api/v1/me", authorization=f"Bearer {key}")).status == 200
    listed = await client("GET", "/api/v1/keys")
    assert key not in listed.body.decode()
    assert [one["name"] for one in listed.json["items"]] == ["tests", "Shop server"]


async def test_a_revoked_key_stays_in_the_list(client, stranger, clock):
    clock.advance(1)
    made = (await client("POST", "/api/v1/keys", {"name": "Gone"})).json
    assert (await client("DELETE", f"/api/v1/keys/{made['id']}")).status == 204
    assert (await client("DELETE", f"/api/v1/keys/{made['id']}")).status == 404
    bearer = f"Bearer {made['key']}"
    assert (await stranger("GET", "/api/v1/me", authorization=bearer)).status == 401
    assert (await client("GET", "/api/v1/keys")).json["items"][-1]["revoked_at"] is not None


async def test_a_key_may_end_by_itself(client, stranger, clock):
    wanted = {"name": "Today", "expires_at": "2026-01-01T03:00:00+02:00"}
    made = (await client("POST", "/api/v1/keys", wanted)).json
    assert made["expires_at"] == "2026-01-01T01:00:00.000000Z"
    bearer = f"Bearer {made['key']}"
    assert (await stranger("GET", "/api/v1/me", authorization=bearer)).status == 200
    clock.advance(3_601)
    answer = await stranger("GET", "/api/v1/me", authorization=bearer)
    assert (answer.status, answer.json["error"]["code"]) == (401, "key_expired")


async def test_a_key_needs_a_name_and_a_moment_with_its_zone(client):
    for body in (
        {},
        {"name": ""},
        {"name": "x" * 200},
        {"name": "x", "expires_at": "2027-01-01T00:00:00"},
        {"name": "x", "expires_at": "soon"},
        {"name": "x", "expires_at": 10**20},
    ):
        assert (await client("POST", "/api/v1/keys", body)).status == 422, body


async def test_a_moment_at_the_ends_of_time_does_no_harm(client):
    for moment in ("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"):
        answer = await client("POST", "/api/v1/keys", {"name": "x", "expires_at": moment})
        assert answer.status in (201, 422), moment


async def test_somebody_elses_key_looks_like_none(client, neighbour):
    made = (await client("POST", "/api/v1/keys", {"name": "Mine"})).json
    answer = await neighbour("DELETE", f"/api/v1/keys/{made['id']}")
    assert (answer.status, answer.json["error"]["code"]) == (404, "key_not_found")


async def test_a_key_says_who_it_stands_for(client):
    answer = await client("GET", "/api/v1/me/")
    assert answer.status == 200
    assert (answer.json["username"], answer.json["role"]) == ("owner", "owner")


async def test_the_server_is_well_without_a_key(stranger):
    for path in ("/healthz", "/healthz/"):
        answer = await stranger("GET", path)
        assert (answer.status, answer.json) == (200, {"status": "ok"})


class _Away:
    """Accounts whose database is away."""

    async def find_owner(self):
        raise Unavailable("The database can't be reached; try again later.")


async def test_the_server_is_not_well_without_its_database(make_client):
    services = SimpleNamespace(accounts=_Away())
    app = build_api(lambda: services, open_mode=False, body_limit=1_000, version="test")
    answer = await make_client(app)("GET", "/healthz")
    assert (answer.status, answer.json["error"]["code"]) == (503, "unavailable")
    assert answer.headers["retry-after"] == "2"
