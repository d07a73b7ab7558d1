"""The web widget's routes."""

import pytest

SHOP = "https://www.shop.example"


@pytest.fixture
async def bot_id(client, make_bot):
    """A bot whose widget is on."""
    made = await make_bot()
    await client("POST", f"/plugin/{made}", {"theme_config": {"title": "Pizza"}})
    return made


def _hi(**more):
    return {"chat_id": "1,730,000,111", "message": "I need a pizza"} | more


async def test_a_page_gets_the_settings_without_a_key(stranger, bot_id):
    for path in (f"/plugin/{bot_id}/unauthenticated", f"//plugin/{bot_id}/unauthenticated/"):
        answer = await stranger("GET", path, origin=SHOP)
        assert answer.status == 200
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.json == {
            "id": bot_id,
            "bot_id": bot_id,
            "theme_config": {"title": "Pizza"},
            "approved_domain": "",
        }


async def test_a_page_chats_without_a_key_in_the_shape_of_whatsapp(stranger, bot_id):
    for path in (f"/plugin/conversation/{bot_id}", f"/plugin/conversation/{bot_id}/"):
        answer = await stranger("POST", path, _hi(chat_id=path, bot_id="junk"), origin=SHOP)
        assert answer.status == 200
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.json == {
            "actions": [{"send_message": ["How many pizzas?"]}],
            "memory": {"order_pizza": "I need a pizza"},
            "next_state": "number",
        }


async def test_a_page_may_ask_what_it_may_send(stranger, bot_id):
    answer = await stranger(
        "OPTIONS",
        f"/plugin/conversation/{bot_id}",
        origin=SHOP,
        access_control_request_method="POST",
        access_control_request_headers="content-type",
    )
    assert answer.status == 200
    assert answer.headers["access-control-allow-headers"] == "content-type"


async def test_a_bot_whose_widget_is_off_looks_like_none(stranger, make_bot):
    off = await make_bot()
    for number in (off, off + 1, 0, 2**70):
        assert (await stranger("POST", f"/plugin/conversation/{number}", _hi())).status == 404
        assert (await stranger("GET", f"/plugin/{number}/unauthenticated")).status == 404
    for word in ("abc", "1.5"):
        assert (await stranger("POST", f"/plugin/conversation/{word}", _hi())).status == 422
        assert (await stranger("GET", f"/plugin/{word}/unauthenticated")).status == 422


async def test_a_widget_can_be_switched_off_again(client, stranger, bot_id):
    answer = await client("DELETE", f"/plugin/{bot_id}")
    assert (answer.status, set(answer.json)) == (200, {"message"})
    assert (await stranger("POST", f"/plugin/conversation/{bot_id}", _hi())).status == 404
    kept = await client("GET", f"/plugin/{bot_id}/web")
    assert (kept.status, kept.json["theme_config"]) == (200, {"title": "Pizza"})


async def test_the_theme_is_an_object_even_where_php_sends_a_list(client, stranger, make_bot):
    number = await make_bot()
    sent = {"bot_id": number, "theme_config": [], "approved_domain": None}
    answer = await client("POST", f"/plugin/{number}/", sent)
    assert (answer.status, answer.json["theme_config"]) == (200, {})
    open_to_all = await stranger("GET", f"/plugin/{number}/unauthenticated")
    assert open_to_all.json["theme_config"] == {}


async def test_an_approved_domain_keeps_other_pages_out(client, stranger, bot_id):
    await client("POST", f"/plugin/{bot_id}", {"approved_domain": "shop.example"})
    chat, settings = f"/plugin/conversation/{bot_id}", f"/plugin/{bot_id}/unauthenticated"
    for origin in ("https://evil.example", "null"):
        refused = await stranger("POST", chat, _hi(), origin=origin)
        assert refused.status == 403
        assert refused.headers["access-control-allow-origin"] == "*"
        assert (await stranger("GET", settings, origin=origin)).status == 403
    assert (await stranger("POST", chat, _hi())).status == 403
    assert (await stranger("POST", chat, _hi(), origin=SHOP)).status == 200
    assert (await stranger("GET", settings, origin=SHOP)).status == 200
    assert (await stranger("GET", settings)).status == 200


async def test_one_address_cannot_talk_without_end(make_app, make_client, bot_id):
    app = make_app(now=lambda: 0.0)
    near, far = make_client(app), make_client(app, address="203.0.113.7")
    path = f"/plugin/{bot_id}/unauthenticated"
    statuses = [(await near("GET", path)).status for _ in range(61)]
    assert statuses == [200] * 60 + [429]
    assert (await far("GET", path)).status == 200


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b'{"message": "\\u0000"}', b'{"message": "hi", "chat_id": {}}']
)
async def test_what_cannot_be_answered_is_refused(stranger, bot_id, data):
    answer = await stranger("POST", f"/plugin/conversation/{bot_id}", data=data)
    assert answer.status == 422
    assert answer.json["detail"][0]["msg"]


async def test_settings_that_make_no_sense_are_refused(client, make_bot):
    number = await make_bot()
    for body in ({"theme_config": "blue"}, {"approved_domain": []}, []):
        assert (await client("POST", f"/plugin/{number}", body)).status == 422
