"""Bots, drafts, versions and files over our own API."""

import json

import pytest
import yaml

BOTS = "/api/v1/bots"


@pytest.fixture
async def bot_id(client, pizza):
    return (await client("POST", BOTS, pizza)).json["id"]


def _written(answer):
    """What an author wrote, without which state it is in."""
    return {"intents": answer.json["intents"], "flows": answer.json["flows"]}


def _problem(answer):
    assert set(answer.json) == {"error"}
    assert set(answer.json["error"]) == {"code", "message", "problems"}
    return answer.json["error"]


async def test_a_bot_is_made_and_published_at_once(client, pizza):
    answer = await client("POST", BOTS, pizza | {"description": "Takes orders"})
    assert answer.status == 201
    bot = answer.json
    assert (bot["name"], bot["description"]) == ("Pizza", "Takes orders")
    assert bot["live_version_number"] == 1
    assert bot["has_unpublished_changes"] is False
    assert bot["created_at"] == "2026-01-01T00:00:00.000000Z"
    assert (await client("GET", f"{BOTS}/{bot['id']}")).json == bot


async def test_a_bot_can_be_made_as_a_draft_only(client, pizza):
    bot = (await client("POST", BOTS, pizza, query="publish=false")).json
    assert (bot["live_version_number"], bot["has_unpublished_changes"]) == (None, True)
    answer = await client("POST", f"{BOTS}/{bot['id']}/conversations/c/messages", {"text": "hi"})
    assert (answer.status, _problem(answer)["code"]) == (409, "bot_not_published")


async def test_bots_come_in_pages(client):
    names = [f"bot {number}" for number in range(5)]
    for name in names:
        await client("POST", BOTS, {"name": name, "flows": {}})
    seen, cursor = [], ""
    while cursor is not None:
        page = (await client("GET", BOTS, query=f"limit=2&cursor={cursor}")).json
        assert len(page["items"]) <= 2
        seen += [bot["name"] for bot in page["items"]]
        cursor = page["next_cursor"]
    assert seen == names


async def test_settings_are_changed_one_by_one(client, bot_id):
    answer = await client("PATCH", f"{BOTS}/{bot_id}", {"confidence_threshold": 0.7})
    assert (answer.status, answer.json["confidence_threshold"]) == (200, 0.7)
    assert answer.json["name"] == "Pizza"
    assert answer.json["live_version_number"] == 1


async def test_a_deleted_bot_is_gone(client, bot_id):
    assert (await client("DELETE", f"{BOTS}/{bot_id}")).status == 204
    answer = await client("GET", f"{BOTS}/{bot_id}")
    assert (answer.status, _problem(answer)["code"]) == (404, "bot_not_found")


async def test_a_draft_is_published_and_rolled_back(client, bot_id):
    path = f"{BOTS}/{bot_id}"
    draft = _written(await client("GET", f"{path}/draft"))
    changed = draft["flows"] | {"greet": {"message": ["Karibu!"], "next_state": "end"}}
    answer = await client("PATCH", f"{path}/draft", {"flows": changed})
    assert _written(answer) == {"intents": draft["intents"], "flows": changed}
    assert (await client("GET", path)).json["has_unpublished_changes"] is True

    published = await client("POST", f"{path}/publish", {"note": "In Swahili"})
    assert published.status == 201
    assert (published.json["number"], published.json["note"]) == (2, "In Swahili")
    assert published.json["live"] is True
    versions = (await client("GET", f"{path}/versions")).json["items"]
    assert [version["number"] for version in versions] == [2, 1]

    first = (await client("GET", f"{path}/versions/{versions[1]['id']}")).json
    assert first["document"] == draft
    back = await client("POST", f"{path}/versions/{first['id']}/rollback")
    assert (back.status, back.json["number"]) == (201, 3)
    assert (await client("GET", f"{path}/versions", query="limit=1")).json["items"][0]["live"]


async def test_a_whole_draft_is_put(client, bot_id):
    draft = {"intents": {"bye": ["goodbye"]}, "flows": {}}
    assert _written(await client("PUT", f"{BOTS}/{bot_id}/draft", draft)) == draft
    lacking = await client("PUT", f"{BOTS}/{bot_id}/draft", {"flows": {}})
    assert lacking.status == 422
    assert _problem(lacking)["problems"][0]["where"] == ["body", "intents"]


async def test_the_checker_says_what_is_wrong_and_how_to_mend_it(client, bot_id):
    flows = {"greet": {"message": ["Hi"], "next_state": "nowhere"}}
    await client("PATCH", f"{BOTS}/{bot_id}/draft", {"flows": flows})
    findings = (await client("GET", f"{BOTS}/{bot_id}/findings")).json["items"]
    assert any(finding["state"] == "greet" for finding in findings)
    for finding in findings:
        assert set(finding) == {"code", "severity", "state", "message", "mend"}


@pytest.mark.parametrize(("form", "read"), [("json", json.loads), ("yaml", yaml.safe_load)])
async def test_what_is_exported_can_be_imported(client, bot_id, pizza, form, read):
    exported = await client("GET", f"{BOTS}/{bot_id}/export", query=f"format={form}")
    assert exported.status == 200
    assert exported.headers["content-type"].startswith(f"application/{form}")
    assert f"bot-{bot_id}.{form}" in exported.headers["content-disposition"]
    assert read(exported.body)["name"] == "Pizza"

    sent = {"data": exported.body, "content_type": f"application/{form}"}
    made = await client("POST", f"{BOTS}/import", **sent)
    assert made.status == 201
    assert made.json["id"] != bot_id
    draft = _written(await client("GET", f"{BOTS}/{made.json['id']}/draft"))
    assert draft == {"intents": pizza["intents"], "flows": pizza["flows"]}

    await client("PATCH", f"{BOTS}/{bot_id}/draft", {"flows": {}})
    over = await client("POST", f"{BOTS}/{bot_id}/import", **sent)
    assert (over.status, over.json["id"]) == (200, bot_id)
    assert (await client("GET", f"{BOTS}/{bot_id}/draft")).json["flows"] == pizza["flows"]


@pytest.mark.parametrize("kind", ["application/yaml", "application/json"])
async def test_a_file_that_is_no_bot_is_refused(client, bot_id, kind):
    for data in (
        b"",
        b"\xff\xfe\x00",
        b"- a\n- b: [",
        b'flows: {a: {message: ["a\\0b"]}}',
        b'{"flows": {"a": {"message": ["\\u0000"]}}}',
        b"[" * 10_000,
        b"&a [*a, *a]",
        b"a: &a {b: *a}",
        b'{"flows": {"a": ' + b"[" * 5_000 + b"]" * 5_000 + b"}}",
        b"just a sentence",
    ):
        for path in (f"{BOTS}/import", f"{BOTS}/{bot_id}/import"):
            answer = await client("POST", path, data=data, content_type=kind)
            assert answer.status == 422, (path, data[:40], answer.body)
            assert _problem(answer)["message"]


async def test_middleware_is_set_and_read(client, bot_id):
    path = f"{BOTS}/{bot_id}/middleware"
    empty = {"base_url": "", "authorization": "", "variables": []}
    assert (await client("GET", path)).json == empty
    wanted = {
        "base_url": "https://shop.example/api",
        "authorization": "Bearer x",
        "variables": [{"name": "order_number", "path": "/orders"}],
    }
    assert (await client("PUT", path, wanted)).json == wanted
    assert (await client("GET", path)).json == wanted
    assert (await client("PUT", path, {"base_url": "no address"})).status == 422
    assert (await client("PUT", path, {})).json == empty


async def test_the_widget_is_set_and_read(client, stranger, bot_id):
    path = f"{BOTS}/{bot_id}/widget"
    off = {"enabled": False, "theme_config": {}, "approved_domain": ""}
    assert (await client("GET", path)).json == off
    wanted = {"enabled": True, "theme_config": {"a": 1}, "approved_domain": "shop.example"}
    assert (await client("PUT", path, wanted)).json == wanted
    assert (await stranger("GET", f"/plugin/{bot_id}/unauthenticated")).status == 200
    assert (await client("PUT", path, {})).json == off


async def test_keys_that_we_do_not_know_are_refused(client, bot_id):
    draft = {"intents": {}, "flows": {}}
    for method, path, body in (
        ("PATCH", "", {}),
        ("PUT", "/draft", draft),
        ("PATCH", "/draft", {}),
        ("PUT", "/middleware", {}),
        ("PUT", "/widget", {}),
    ):
        answer = await client(method, f"{BOTS}/{bot_id}{path}", body | {"nmae": "typo"})
        assert answer.status == 422, path
        assert _problem(answer)["problems"][0]["where"] == ["body", "nmae"]


BAD = [
    b"",
    b"{",
    b"[]",
    b"5",
    b'{"name": 5}',
    b'{"name": null}',
    b'{"name": ""}',
    b'{"name": "\\u0000"}',
    b'{"name": "\\ud800"}',
    b'{"name": "\xff"}',
    b'{"name": "x", "flows": []}',
    b'{"name": "x", "confidence_threshold": 2}',
    b'{"name": "x", "confidence_threshold": NaN}',
    b'{"name": "x", "confidence_threshold": 1e999}',
    b'{"name": "x", "flows": ' + b'{"a":' * 10_000 + b"1" + b"}" * 10_000 + b"}",
    b'{"name": "x", "flows": ' + b'{"a":' * 70 + b"1" + b"}" * 70 + b"}",
]


async def test_a_body_that_cannot_be_used_is_refused(client):
    for data in BAD:
        answer = await client("POST", BOTS, data=data)
        assert answer.status == 422, (data[:60], answer.body)
        assert _problem(answer)["message"]
    too_large = await client("POST", BOTS, data=b'{"name": "' + b"x" * 10_000_000 + b'"}')
    assert (too_large.status, _problem(too_large)["code"]) == (413, "body_too_large")


async def test_a_body_that_is_not_said_to_be_json_is_refused(client, pizza):
    assert (await client("POST", BOTS, pizza, content_type="text/plain")).status == 422


OF_A_BOT = [
    ("GET", ""),
    ("PATCH", ""),
    ("DELETE", ""),
    ("GET", "/draft"),
    ("PUT", "/draft"),
    ("PATCH", "/draft"),
    ("GET", "/draft/revision"),
    ("GET", "/layout"),
    ("PUT", "/layout"),
    ("PATCH", "/layout"),
    ("GET", "/findings"),
    ("POST", "/publish"),
    ("GET", "/versions"),
    ("GET", "/versions/v"),
    ("POST", "/versions/v/rollback"),
    ("GET", "/export"),
    ("GET", "/middleware"),
    ("PUT", "/middleware"),
    ("GET", "/widget"),
    ("PUT", "/widget"),
    ("GET", "/conversations"),
    ("GET", "/conversations/c"),
    ("PATCH", "/conversations/c"),
    ("GET", "/conversations/c/transcript"),
    ("POST", "/conversations/c/messages"),
    ("POST", "/predict"),
    ("GET", "/endpoints"),
    ("POST", "/endpoints"),
    ("GET", "/endpoints/e"),
    ("PATCH", "/endpoints/e"),
    ("DELETE", "/endpoints/e"),
    ("GET", "/endpoints/e/secret"),
]
BODIES = {
    "/draft": {"intents": {}, "flows": {}},
    "/layout": {"positions": {}},
    "/conversations/c": {"next_state": "end"},
    "/conversations/c/messages": {"text": "hi"},
    "/predict": {"text": "hi"},
    "/endpoints": {"url": "https://shop.example"},
}


def _body(method, path):
    return BODIES.get(path, {}) if method in ("POST", "PUT", "PATCH") else None


async def test_somebody_elses_bot_looks_like_none(neighbour, bot_id):
    for method, path in OF_A_BOT:
        for number in (bot_id, bot_id + 1, 0, -1, 2**31, 2**70):
            answer = await neighbour(method, f"{BOTS}/{number}{path}", _body(method, path))
            assert answer.status == 404, (method, path, number, answer.body)
            assert _problem(answer)["code"] == "bot_not_found"


async def test_an_id_that_is_no_number_is_a_422(client):
    for method, path in OF_A_BOT:
        for word in ("abc", "1.5"):
            answer = await client(method, f"{BOTS}/{word}{path}", _body(method, path))
            assert answer.status == 422, (method, path, word)
            assert _problem(answer)["problems"][0]["where"] == ["path", "bot_id"]


async def test_what_a_bot_does_not_have_is_a_404(client, bot_id):
    path = f"{BOTS}/{bot_id}"
    for method, missing, code in (
        ("GET", "/versions/ver_nope", "version_not_found"),
        ("POST", "/versions/ver_nope/rollback", "version_not_found"),
        ("GET", "/endpoints/end_nope", "endpoint_not_found"),
        ("DELETE", "/endpoints/end_nope", "endpoint_not_found"),
        ("GET", "/endpoints/end_nope/secret", "endpoint_not_found"),
    ):
        answer = await client(method, path + missing)
        assert (answer.status, _problem(answer)["code"]) == (404, code)


async def test_a_cursor_or_limit_that_we_did_not_give_is_refused(client, bot_id):
    for query in ("limit=0", "limit=201", "limit=x", "cursor=!!!", "cursor=AAAA", "cursor=YWJj"):
        for path in (
            BOTS,
            f"{BOTS}/{bot_id}/versions",
            f"{BOTS}/{bot_id}/conversations/c/transcript",
        ):
            assert (await client("GET", path, query=query)).status == 422, (path, query)
    for path in (f"{BOTS}/{bot_id}/conversations", "/api/v1/deliveries"):
        assert (await client("GET", path, query="cursor=AAAA")).status == 422, path
