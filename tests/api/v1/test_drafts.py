"""Drafts, layouts, templates and files over our own API."""

import json
from pathlib import Path

import pytest

BOTS = "/api/v1/bots"
TEMPLATES = "/api/v1/templates"
CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "bots"
ODD = (
    '{"intents":{"10":["ten"],"2":["two"],"a":["x",1.0,1e2,-0.5,10000000000000000000000]},'
    '"flows":{"10":{"message":["1.0 \\u0041 \u00e9 \U0001f355"],"next_state":"2"},'
    '"b":{"message":[]},'
    '"2":{"message":[1.0,true,null,0.1],"validators":[{"min_length":2.0,"type":"length"}]}}}'
)


@pytest.fixture
async def bot_id(client, pizza):
    return (await client("POST", BOTS, pizza)).json["id"]


def _error(answer, status, code):
    assert (answer.status, answer.json["error"]["code"]) == (status, code), answer.body
    return answer.json["error"]


async def test_a_draft_made_from_another_one_is_refused(client, bot_id):
    path = f"{BOTS}/{bot_id}/draft"
    begun = (await client("GET", path)).json
    assert (begun["saved_by"], begun["has_unpublished_changes"]) == ("owner", False)
    first = await client("PATCH", path, {"flows": {"a": {}}, "revision": begun["revision"]})
    assert first.status == 200
    again = {"intents": {}, "flows": {}, "revision": begun["revision"]}
    error = _error(await client("PUT", path, again), 409, "draft_changed")
    assert error["message"].startswith("owner saved another draft of this bot at 2026-01-01T00:00")
    assert (await client("GET", path)).json == first.json
    _error(await client("PATCH", path, {"flows": {}, "revision": "x"}), 409, "draft_changed")
    assert (await client("PUT", path, again | {"revision": None})).status == 200


async def test_what_a_get_answers_may_be_put_back_as_it_is(client, bot_id):
    path = f"{BOTS}/{bot_id}/draft"
    begun = await client("GET", path)
    assert (await client("PUT", path, begun.json)).body == begun.body


async def test_a_saved_draft_can_be_left_out_of_the_answer(client, bot_id):
    path = f"{BOTS}/{bot_id}/draft"
    whole = {"intents": {"a": ["a"]}, "flows": {"a": {"message": "A"}}}
    saved = (await client("PUT", path, whole, query="return=minimal")).json
    assert set(saved) == {
        "revision",
        "saved_at",
        "saved_by",
        "live_version_number",
        "has_unpublished_changes",
    }
    assert (await client("GET", f"{path}/revision")).json == saved
    assert (await client("GET", path)).json == whole | saved
    assert (await client("PUT", path, whole, query="return=x")).status == 422


async def test_keys_and_numbers_keep_their_order_and_form(client, bot_id):
    path = f"{BOTS}/{bot_id}/draft"
    saved = await client("PUT", path, data=ODD.encode())
    assert saved.status == 200
    text = saved.body.decode()
    assert text.startswith('{"intents":{"10":["ten"],"2":["two"],"a":["x",1.0,100.0,-0.5,1000')
    assert text.index('"10":{"message"') < text.index('"b":{') < text.index('"2":{"message"')
    assert '"message":[1.0,true,null,0.1]' in text
    assert '"min_length":2.0,"type"' in text
    again = await client("PUT", path, data=saved.body)
    assert again.body == saved.body == (await client("GET", path)).body


def _three(folder):
    return [
        {"name": name, "text": (folder / name).read_text()}
        for name in ("intents.json", "flow.json", "metadata.json")
    ]


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the published bots are not here")
@pytest.mark.parametrize(
    "name", sorted(p.name for p in CORPUS.iterdir()) if CORPUS.is_dir() else []
)
async def test_a_published_bot_survives_the_editor_byte_for_byte(client, name):
    folder = CORPUS / name
    files = {"files": _three(folder)}
    preview = await client("POST", f"{BOTS}/import/preview", files)
    assert preview.status == 200, preview.body
    made = await client("POST", f"{BOTS}/import", files, query="name=Published")
    assert made.status == 201, made.body
    path = f"{BOTS}/{made.json['id']}"
    before = (await client("GET", f"{path}/export")).body
    draft = await client("GET", f"{path}/draft")
    saved = await client("PUT", f"{path}/draft", data=draft.body)
    assert saved.body == draft.body
    assert (await client("GET", f"{path}/export")).body == before
    assert not saved.json["has_unpublished_changes"]
    counted = (preview.json["intents"], preview.json["states"])
    assert counted == (len(draft.json["intents"]), len(draft.json["flows"]))
    published = json.loads((folder / "flow.json").read_text())
    if set(published) == set(draft.json["flows"]):
        assert json.dumps(draft.json["flows"]) == json.dumps(published)


async def test_states_are_moved_and_nothing_else(client, bot_id):
    path = f"{BOTS}/{bot_id}/layout"
    assert (await client("GET", path)).json == {"positions": {}}
    moved = await client("PATCH", path, {"positions": {"greet": [10, 20.5], "done": [0, 0]}})
    assert moved.json == {"positions": {"greet": [10, 20.5], "done": [0, 0]}}
    moved = await client("PATCH", path, {"positions": {"done": None}})
    assert moved.json == {"positions": {"greet": [10, 20.5]}}
    whole = {"positions": {"done": [-1, 1]}}
    assert (await client("PUT", path, whole)).json == whole
    assert not (await client("GET", f"{BOTS}/{bot_id}")).json["has_unpublished_changes"]
    exported = await client("GET", f"{BOTS}/{bot_id}/export")
    assert b"positions" not in exported.body


@pytest.mark.parametrize("place", ["[1]", "[1, 2, 3]", '"x"', "[1, null]", "[1e7, 0]", "[NaN, 0]"])
async def test_a_place_that_is_none_is_refused(client, bot_id, place):
    for method in ("PUT", "PATCH"):
        sent = b'{"positions": {"greet": %s}}' % place.encode()
        assert (await client(method, f"{BOTS}/{bot_id}/layout", data=sent)).status == 422


async def test_bots_are_searched_sorted_and_told_apart_by_status(client, pizza):
    for name in ("Soko", "Duka"):
        await client("POST", BOTS, pizza | {"name": name})
    await client("POST", BOTS, {"name": "Rasimu"}, query="publish=false")
    await client("PATCH", f"{BOTS}/1/draft", {"flows": {}})

    async def names(query):
        return [bot["name"] for bot in (await client("GET", BOTS, query=query)).json["items"]]

    assert await names("") == ["Soko", "Duka", "Rasimu"]
    assert await names("search=dUk") == ["Duka"]
    assert await names("status=changed") == ["Soko"]
    assert await names("status=published&order=recent") == ["Duka"]
    assert await names("status=draft") == ["Rasimu"]
    assert (await client("GET", BOTS, query="status=odd")).status == 422
    first = (await client("GET", BOTS)).json["items"][1]
    assert (first["author"], first["states"], first["intents"]) == ("owner", 5, 2)
    assert "draft" not in first


async def test_versions_tell_their_author_and_who_is_in_them(client, bot_id):
    path = f"{BOTS}/{bot_id}"
    await client("POST", f"{path}/conversations/c/messages", {"text": "order pizza"})
    await client("PATCH", f"{path}/draft", {"flows": {}})
    published = await client("POST", f"{path}/publish", {"note": "Empty"})
    assert published.json["author"] == "owner"
    listed = (await client("GET", f"{path}/versions")).json["items"]
    assert [(one["number"], one["author"], one["conversations"]) for one in listed] == [
        (2, "owner", 0),
        (1, "owner", 1),
    ]


async def test_templates_are_listed_shown_and_made_into_bots(client):
    listed = (await client("GET", TEMPLATES)).json["items"]
    assert len(listed) >= 7
    for one in listed:
        assert set(one["name"]) == set(one["description"]) == {"en", "sw"}
        assert one["languages"] == ["english", "swahili"]
    shown = (await client("GET", f"{TEMPLATES}/restaurant", query="language=swahili")).json
    assert shown["name"] == "Kuhifadhi meza"
    assert "book_table" in shown["flows"]
    made = await client("POST", f"{TEMPLATES}/restaurant/bots", {"language": "swahili"})
    assert made.status == 201
    assert (made.json["name"], made.json["live_version_number"]) == ("Kuhifadhi meza", 1)
    path = f"{BOTS}/{made.json['id']}"
    said = {"text": "nataka meza"}
    answer = (await client("POST", f"{path}/conversations/c/messages", said)).json
    assert answer["replies"][0]["lines"] == ["Bila shaka! Mtakuwa watu wangapi?"]
    (endpoint,) = (await client("GET", f"{path}/endpoints")).json["items"]
    assert (endpoint["url"], endpoint["triggers"]) == ("", ["book_table"])
    named = await client("POST", f"{TEMPLATES}/pizza/bots", {"name": "Mine"})
    assert (named.json["name"], named.json["language"]) == ("Mine", "english")


async def test_a_template_that_is_not_there_is_a_404(client):
    for method, path in (("GET", "nope"), ("POST", "nope/bots"), ("GET", "..%2fpizza")):
        body = {} if method == "POST" else None
        answer = await client(method, f"{TEMPLATES}/{path}", body)
        assert answer.status == 404
    _error(await client("GET", f"{TEMPLATES}/nope"), 404, "template_not_found")
    assert (await client("GET", f"{TEMPLATES}/pizza", query="language=french")).status == 422
    assert (await client("POST", f"{TEMPLATES}/pizza/bots", {"name": " "})).status == 422


async def test_a_preview_tells_what_a_file_would_make_and_makes_nothing(client):
    text = (
        "name: Duka\nlanguage: swahili\nwebhook_url: https://shop.example/new\n"
        "intents:\n  agiza: [nataka juisi, naomba juisi]\n"
        "flows:\n  agiza: {message: Ngapi?, next_state: nowhere}\n  agiza: {massage: Ngapi?}\n"
    )
    kind = {"content_type": "application/yaml"}
    preview = (await client("POST", f"{BOTS}/import/preview", data=text.encode(), **kind)).json
    findings = preview.pop("findings")
    assert preview == {
        "name": "Duka",
        "description": None,
        "language": "swahili",
        "intents": 1,
        "examples": 2,
        "states": 1,
        "webhook_url": "https://shop.example/new",
        "middleware_url": None,
    }
    codes = [one["code"] for one in findings]
    assert "unknown_key" in codes
    (twice,) = (one for one in findings if one["code"] == "duplicate_key")
    assert "line 8" in twice["message"]
    assert [one["severity"] for one in findings] == sorted(
        (one["severity"] for one in findings), key=["error", "warning", "hint"].index
    )
    assert (await client("GET", BOTS)).json["items"] == []


@pytest.mark.parametrize(
    ("name", "text", "code", "where"),
    [
        ("flow.json", '{\n"a": {\n"message": }\n}', "file_unreadable", ["line", "3"]),
        ("flow.yaml", "a:\n  message: [\n", "file_unreadable", ["line", "3"]),
        ("flow.yaml", "just a sentence", "not_a_bot", None),
        ("flow.json", '{"confidence_threshold": 7, "flows": {"a": "b"}}', None, None),
        ("flow.json", " ", "empty_file", None),
    ],
)
async def test_an_error_names_the_file_and_the_line(client, name, text, code, where):
    files = [{"name": "intents.json", "text": '{"a": ["a"]}'}, {"name": name, "text": text}]
    for path in ("import/preview", "import"):
        answer = await client("POST", f"{BOTS}/{path}", {"files": files}, query="name=X")
        assert answer.status == 422, answer.body
        error = answer.json["error"]
        if code:
            assert error["code"] == code
        if where:
            assert error["message"].startswith(f"{name}: Line 3")
            assert error["problems"][0]["where"] == ["file", name, *where]
    assert (await client("GET", BOTS)).json["items"] == []


async def test_files_are_named_or_drafts_on_request(client):
    files = {"files": [{"text": '{"intents": {"a": ["a"]}, "flows": {"a": {"message": "A"}}}'}]}
    assert (await client("POST", f"{BOTS}/import", files)).status == 422
    made = await client("POST", f"{BOTS}/import", files, query="name=Mine&publish=false")
    assert (made.json["name"], made.json["live_version_number"]) == ("Mine", None)


async def test_a_bot_may_have_an_intent_called_files(client):
    bot = {"name": "Files", "intents": {"files": ["files"]}, "flows": {"files": {"message": "F"}}}
    assert (await client("POST", f"{BOTS}/import/preview", bot)).json["intents"] == 1
