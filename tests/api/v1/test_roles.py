"""What each role may do over the API: every route that changes something, from its description."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

PASSWORD = "a long password"

EVERYBODY = {
    # Talking to a bot, and looking at what would come of something, changes no bot.
    "POST /api/v1/bots/{bot_id}/conversations/{chat_id}/messages",
    "POST /api/v1/bots/{bot_id}/predict",
    "POST /api/v1/bots/{bot_id}/simulate",
    "POST /api/v1/bots/{bot_id}/tests/run",
    "POST /api/v1/bots/import/preview",
    # One's own account.
    "PATCH /api/v1/me",
    "POST /api/v1/password",
    "POST /api/v1/session",
    "DELETE /api/v1/session",
    "DELETE /api/v1/sessions/{session_id}",
    # For people who have none yet.
    "POST /api/v1/setup",
    "POST /api/v1/invitations/accept",
}
ADMINS = {
    "GET /api/v1/keys",
    "POST /api/v1/keys",
    "DELETE /api/v1/keys/{key_id}",
    "PATCH /api/v1/members/{user_id}",
    "DELETE /api/v1/members/{user_id}",
    "GET /api/v1/invitations",
    "POST /api/v1/invitations",
    "DELETE /api/v1/invitations/{invitation_id}",
}
SECRETS = {
    "GET /api/v1/bots/{bot_id}/export",
    "GET /api/v1/bots/{bot_id}/endpoints/{endpoint_id}/secret",
}
"""What is read, and not by everybody."""


CLAIM = r"^\w{1,64}:[0-9]{1,9}:[0-9]{1,18}$"


class Description:
    """The description of our own API, and requests that fit it."""

    def __init__(self, document: dict[str, Any]) -> None:
        self._schemas = document["components"]["schemas"]
        self._paths = document["paths"]

    def operations(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Each as ``POST /api/v1/bots`` with its description."""
        for path, item in self._paths.items():
            for method, operation in item.items():
                yield f"{method.upper()} {path}", operation

    def body_of(self, operation: dict[str, Any]) -> Any:
        """A body with all that is required of it."""
        content = operation.get("requestBody", {}).get("content", {}).get("application/json")
        return self._fitting(content["schema"]) if content else None

    def query_of(self, operation: dict[str, Any]) -> str:
        """A query with all that is required of it."""
        needed = [one for one in operation.get("parameters", ()) if one.get("required")]
        return "&".join(f"{one['name']}=x" for one in needed if one["in"] == "query")

    def _fitting(self, schema: dict[str, Any]) -> Any:
        if "$ref" in schema:
            return self._fitting(self._schemas[schema["$ref"].rpartition("/")[2]])
        if "examples" in schema:
            return schema["examples"][0]
        for kind in ("anyOf", "oneOf", "allOf"):
            if kind in schema:
                return self._fitting(schema[kind][0])
        return self._of_type(schema)

    def _of_type(self, schema: dict[str, Any]) -> Any:
        match schema.get("type"):
            case "object":
                fields = schema.get("properties", {})
                return {name: self._fitting(fields[name]) for name in schema.get("required", ())}
            case "array":
                return [self._fitting(schema["items"])]
            case "integer" | "number":
                return schema.get("minimum", 1)
            case "boolean":
                return False
        if schema.get("pattern") == CLAIM:
            return "clm:1:1"
        return schema.get("enum", [schema.get("const", "x" * schema.get("minLength", 1))])[0]


@pytest.fixture
async def description(client) -> Description:
    return Description((await client("GET", "/api/v1/openapi.json")).json)


@pytest.fixture
def join(platform, owner, shared_app, make_client):
    """Makes a member of the owner's workspace; gives a client with their key."""

    async def joined(role: str):
        await platform.services.accounts.create_user(role, PASSWORD, workspace=owner, role=role)
        key = await platform.services.accounts.login(role, PASSWORD)
        return make_client(shared_app, key)

    return joined


def _path(route: str, bot_id: int) -> str:
    known = {"bot_id": bot_id, "user_id": 1, "template_id": "pizza"}
    return re.sub(r"{(\w+)}", lambda name: str(known.get(name[1], "x")), route.split(" ")[1])


async def _refusals(client, description, routes, bot_id) -> list[str]:
    """Whoever is let in to what they should not be, is in the list."""
    let_in = []
    for route, operation in description.operations():
        if route in routes:
            method = route.partition(" ")[0]
            body, query = description.body_of(operation), description.query_of(operation)
            answer = await client(method, _path(route, bot_id), body, query=query)
            if answer.status != 403 or answer.json["error"]["code"] != "role_too_low":
                let_in.append(f"{route}: {answer.status} {answer.body!r}")
    return let_in


async def test_a_viewer_changes_nothing(join, description, make_bot, client):
    bot_id = await make_bot()
    viewer = await join("viewer")
    routes = {route for route, _ in description.operations()}
    assert routes >= EVERYBODY | ADMINS | SECRETS
    changing = {route for route in routes if not route.startswith("GET ")} - EVERYBODY
    assert len(changing) > 30
    before = (await client("GET", f"/api/v1/bots/{bot_id}")).json
    assert await _refusals(viewer, description, changing | ADMINS | SECRETS, bot_id) == []
    assert (await client("GET", f"/api/v1/bots/{bot_id}")).json == before


async def test_an_editor_does_not_see_to_members_and_keys(join, description, make_bot):
    bot_id = await make_bot()
    editor = await join("editor")
    assert await _refusals(editor, description, ADMINS, bot_id) == []
    path = f"/api/v1/bots/{bot_id}"
    assert (await editor("PATCH", path, {"name": "Better"})).status == 200
    assert (await editor("GET", f"{path}/export")).status == 200
    assert (await editor("POST", f"{path}/publish", {})).status == 201


async def test_an_admin_sees_to_members_and_keys(join, owner):
    admin = await join("admin")
    assert (await admin("POST", "/api/v1/keys", {"name": "laptop"})).status == 201
    assert (await admin("POST", "/api/v1/invitations", {"role": "admin"})).status == 201
    for method, path, body in (
        ("POST", "/api/v1/invitations", {"role": "owner"}),
        ("PATCH", f"/api/v1/members/{owner.user_id}", {"role": "viewer"}),
        ("DELETE", f"/api/v1/members/{owner.user_id}", None),
    ):
        refused = await admin(method, path, body)
        assert (refused.status, refused.json["error"]["code"]) == (403, "role_too_low"), path


async def test_a_viewer_reads_and_tries_a_bot_but_sees_no_secrets(join, make_bot, client):
    bot_id = await make_bot(webhook_url="http://127.0.0.1:5000/", webhook_token="shop-token")
    path = f"/api/v1/bots/{bot_id}"
    settings = {
        "base_url": "http://127.0.0.1:5000",
        "authorization": "Bearer shop",
        "variables": [],
    }
    assert (await client("PUT", f"{path}/middleware", settings)).status == 200
    viewer = await join("viewer")
    said = await viewer("POST", f"{path}/conversations/255711/messages", {"text": "hi"})
    assert said.status == 200
    for read in ("", "/draft", "/versions", "/conversations", "/endpoints", "/findings"):
        answer = await viewer("GET", f"{path}{read}")
        assert answer.status == 200, read
        assert b"shop-token" not in answer.body
    shown = await viewer("GET", f"{path}/middleware")
    assert (shown.json["base_url"], shown.json["authorization"]) == ("http://127.0.0.1:5000", "")
    assert (await client("GET", f"{path}/middleware")).json == settings


async def test_the_compatible_api_asks_for_the_same_roles(join, make_bot, pizza):
    bot_id = await make_bot()
    viewer = await join("viewer")
    chat = {"bot_id": bot_id, "chat_id": "255711"}
    for method, path, body in (
        ("POST", "/chatbot", pizza),
        ("PUT", f"/chatbot/{bot_id}", {"name": "Mine"}),
        ("DELETE", f"/chatbot/{bot_id}", None),
        ("POST", "/conversation-state", chat | {"next_state": "number"}),
        ("POST", "/conversation/state", chat | {"next_state": "number"}),
        ("POST", f"/plugin/{bot_id}", {"theme_config": {}}),
        ("DELETE", f"/plugin/{bot_id}", None),
    ):
        refused = await viewer(method, path, body)
        assert refused.status == 403, path
        assert "editor" in refused.json["detail"]
    assert (await viewer("GET", f"/chatbot/{bot_id}")).status == 200
    assert (await viewer("POST", "/conversation", chat | {"message": "hi"})).status == 200


async def test_a_session_has_the_same_role_as_a_key(join, make_bot, stranger):
    await join("viewer")
    begun = await stranger("POST", "/api/v1/session", {"username": "viewer", "password": PASSWORD})
    refused = await stranger(
        "DELETE",
        f"/api/v1/bots/{await make_bot()}",
        cookie=begun.headers["set-cookie"].partition(";")[0],
        x_csrf_token=begun.json["csrf_token"],
    )
    assert (refused.status, refused.json["error"]["code"]) == (403, "role_too_low")
