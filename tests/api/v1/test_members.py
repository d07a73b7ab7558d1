"""Members and invitations over the API."""

import pytest

PASSWORD = "a long password"


@pytest.fixture
async def invitation(client):
    answer = await client("POST", "/api/v1/invitations", {"role": "viewer", "note": "Juma"})
    assert answer.status == 201
    return answer.json


async def _accept(client, invitation, name="juma"):
    token = invitation["link"].removeprefix("/invitation/")
    return await client(
        "POST",
        "/api/v1/invitations/accept",
        {"token": token, "username": name, "password": PASSWORD, "full_name": "Juma K."},
    )


async def test_whoever_has_the_link_sees_what_it_is_for_and_joins(client, stranger, invitation):
    token = invitation["link"].removeprefix("/invitation/")
    told = await stranger("GET", f"/api/v1/invitations/by-token/{token}")
    assert told.json == {
        "workspace": "Home",
        "role": "viewer",
        "invited_by": "Owner",
        "expires_at": "2026-01-08T00:00:00.000000Z",
    }
    joined = await _accept(stranger, invitation)
    assert joined.status == 200
    assert joined.json["user"]["role"] == "viewer"
    assert "HttpOnly" in joined.headers["set-cookie"]
    cookie = joined.headers["set-cookie"].partition(";")[0]
    assert (await stranger("GET", "/api/v1/me", cookie=cookie)).json["username"] == "juma"
    again = await _accept(stranger, invitation, "neema")
    assert (again.status, again.json["error"]["code"]) == (404, "invitation_not_found")
    members = (await client("GET", "/api/v1/members")).json["items"]
    assert [(one["username"], one["role"]) for one in members] == [
        ("owner", "owner"),
        ("juma", "viewer"),
    ]


async def test_the_link_is_shown_once(client, invitation):
    listed = (await client("GET", "/api/v1/invitations")).json["items"]
    assert [one["id"] for one in listed] == [invitation["id"]]
    assert "link" not in listed[0]
    assert (await client("DELETE", f"/api/v1/invitations/{invitation['id']}")).status == 204
    assert (await client("GET", "/api/v1/invitations")).json["items"] == []


async def test_links_are_not_guessed(make_app, make_client):
    stranger = make_client(make_app(now=lambda: 0.0))
    seen = [
        (await stranger("GET", f"/api/v1/invitations/by-token/{number}")).status
        for number in range(11)
    ]
    assert seen == [404] * 10 + [429]


async def test_members_are_changed_and_taken_out(client, stranger, invitation):
    juma = (await _accept(stranger, invitation)).json["user"]["id"]
    changed = await client("PATCH", f"/api/v1/members/{juma}", {"role": "editor"})
    assert changed.json["role"] == "editor"
    assert (await client("DELETE", f"/api/v1/members/{juma}")).status == 204
    for gone in (juma, 0, -1, 2**40):
        answer = await client("DELETE", f"/api/v1/members/{gone}")
        assert (answer.status, answer.json["error"]["code"]) == (404, "member_not_found")


async def test_the_last_owner_stays(client, owner):
    for method, body in (("PATCH", {"role": "viewer"}), ("DELETE", None)):
        answer = await client(method, f"/api/v1/members/{owner.user_id}", body)
        assert (answer.status, answer.json["error"]["code"]) == (409, "last_owner")


async def test_neighbours_do_not_see_each_others_members(neighbour, owner, invitation):
    names = [one["username"] for one in (await neighbour("GET", "/api/v1/members")).json["items"]]
    assert names == ["neighbour"]
    assert (await neighbour("GET", "/api/v1/invitations")).json["items"] == []
    for method, path in (
        ("PATCH", f"/api/v1/members/{owner.user_id}"),
        ("DELETE", f"/api/v1/members/{owner.user_id}"),
        ("DELETE", f"/api/v1/invitations/{invitation['id']}"),
    ):
        answer = await neighbour(method, path, {"role": "viewer"} if method == "PATCH" else None)
        assert answer.status == 404
