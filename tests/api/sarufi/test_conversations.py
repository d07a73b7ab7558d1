"""Conversations over the compatible API."""

import asyncio

import pytest

GENERAL, WHATSAPP = "/conversation", "/conversation/whatsapp"


def _say(bot_id, message, **more):
    return {"bot_id": bot_id, "chat_id": "255711111111", "message": message} | more


async def test_the_general_answer_is_lines_memory_and_next_state(client, make_bot):
    bot_id = await make_bot()
    answer = await client("POST", GENERAL, _say(bot_id, "I need a pizza"))
    assert answer.status == 200
    assert answer.json == {
        "message": ["How many pizzas?"],
        "memory": {"order_pizza": "I need a pizza"},
        "next_state": "number",
    }


async def test_buttons_are_only_their_text_on_the_general_path(client, make_bot):
    bot_id = await make_bot()
    await client("POST", GENERAL, _say(bot_id, "order pizza"))
    answer = await client("POST", GENERAL, _say(bot_id, 2, channel="whatsapp"))
    assert answer.json["message"] == ["2 it is. Sure?"]
    assert answer.json["memory"]["number"] == "2"


async def test_the_whatsapp_answer_is_actions_media_last(client, make_bot):
    bot_id = await make_bot()
    first = (await client("POST", WHATSAPP, _say(bot_id, "order pizza"))).json
    assert first == {
        "actions": [{"send_message": ["How many pizzas?"]}],
        "memory": {"order_pizza": "order pizza"},
        "next_state": "number",
    }
    second = (await client("POST", WHATSAPP, _say(bot_id, "2"))).json
    assert second["actions"] == [
        {
            "send_reply_button": {
                "type": "button",
                "body": {"text": "2 it is. Sure?"},
                "action": {
                    "buttons": [
                        {"type": "reply", "reply": {"id": "yes", "title": "Yes"}},
                        {"type": "reply", "reply": {"id": "no", "title": "No"}},
                    ]
                },
            }
        }
    ]
    pressed = _say(bot_id, "yes", message_type="interactive")
    assert (await client("POST", WHATSAPP, pressed)).json["actions"] == [
        {"send_message": ["It is on its way."]},
        {"send_images": [{"link": "https://shop.example/pizza.png", "caption": "Yours"}]},
    ]


async def test_ids_may_be_texts_or_numbers(client, make_bot):
    bot_id = await make_bot()
    await client("POST", GENERAL, _say(str(bot_id), "order pizza", chat_id=255))
    status = await client("POST", "/conversation/status", {"bot_id": bot_id, "chat_id": "255"})
    assert status.json["next_state"] == "number"


async def test_a_chat_id_left_out_is_a_chat_of_its_own(client, make_bot):
    bot_id = await make_bot()
    for _ in range(2):
        answer = await client("POST", GENERAL, {"bot_id": bot_id, "message": "order pizza"})
        assert answer.status == 200
    assert len((await client("GET", f"/chatbot/{bot_id}/users")).json) == 2


async def test_an_empty_message_and_one_without_text_are_answered(client, make_bot):
    bot_id = await make_bot()
    assert (await client("POST", GENERAL, _say(bot_id, ""))).status == 200
    image = {"bot_id": bot_id, "chat_id": "c", "message_type": "image"}
    assert (await client("POST", WHATSAPP, image)).status == 200


async def test_a_message_of_a_megabyte_is_refused_and_nothing_is_lost(client, make_bot):
    bot_id = await make_bot()
    await client("POST", GENERAL, _say(bot_id, "order pizza"))
    answer = await client("POST", GENERAL, _say(bot_id, "x" * 1_000_000))
    assert answer.status == 422
    assert "4096 characters" in answer.json["detail"][0]["msg"]
    assert (await client("POST", GENERAL, _say(bot_id, "2"))).json["memory"]["number"] == "2"


async def test_the_longest_message_is_a_setting(make_app, make_client, make_bot, key):
    client = make_client(make_app(message_limit=5), key)
    bot_id = await make_bot()
    assert (await client("POST", GENERAL, _say(bot_id, "12345"))).status == 200
    assert (await client("POST", GENERAL, _say(bot_id, "123456"))).status == 422


REFUSED = [
    (b"", 422),
    (b"[]", 422),
    (b'{"bot_id": "abc", "message": "hi"}', 422),
    (b'{"message": "hi"}', 422),
    (b'{"bot_id": 1}', 422),
    (b'{"bot_id": 1, "message": null}', 422),
    (b'{"bot_id": 1, "message": {}}', 422),
    (b'{"bot_id": 1, "message": "hi", "chat_id": []}', 422),
    (b'{"bot_id": 1, "message": "\\u0000"}', 422),
    (b'{"bot_id": 1, "message": "hi", "chat_id": "\\u0000"}', 422),
    (b'{"bot_id": 1, "message": "\\ud800"}', 422),
    (b'{"bot_id": 1, "message": "hi", "message_type": 5}', 422),
    (b'{"bot_id": 1, "message": "hi", "x": ' + b"[" * 10_000 + b"]" * 10_000 + b"}", 422),
    (b'{"bot_id": 0, "message": "hi"}', 404),
    (b'{"bot_id": -1, "message": "hi"}', 404),
    (b'{"bot_id": 1180591620717411303424, "message": "hi"}', 404),
    (b'{"bot_id": 77, "message": "hi"}', 404),
    (b'{"bot_id": 1, "message": "' + b"x" * 4_097 + b'"}', 422),
]


async def test_what_cannot_be_answered_is_refused_with_a_reason(client):
    for path in (GENERAL, WHATSAPP):
        for data, status in REFUSED:
            answer = await client("POST", path, data=data)
            assert answer.status == status, (path, data[:60], answer.body)
            assert answer.json["message"] == answer.json["error"]


async def test_messages_of_one_chatter_at_once_are_answered_one_after_the_other(client, make_bot):
    bot_id = await make_bot()
    sent = [client("POST", GENERAL, _say(bot_id, "order pizza", chat_id="c")) for _ in range(8)]
    assert {answer.status for answer in await asyncio.gather(*sent)} == {200}
    turns = (await client("GET", f"/conversation/history/{bot_id}/c")).json
    assert [turn["id"] for turn in turns["conversation_history"]] == list(range(1, 9))


async def test_somebody_elses_bot_does_not_answer(neighbour, make_bot):
    bot_id = await make_bot()
    for path in (GENERAL, WHATSAPP):
        assert (await neighbour("POST", path, _say(bot_id, "hi"))).status == 404


STATUS_PATHS = (
    "/conversation/status",
    "/conversation/allchannels/status",
    "/allchannels/status",
    "/conversation/state",
)


@pytest.mark.parametrize("path", STATUS_PATHS)
async def test_a_chat_is_asked_where_it_stands_under_every_spelling(client, make_bot, path):
    bot_id = await make_bot()
    chat = {"bot_id": str(bot_id), "chat_id": "c"}
    for form in (path, path + "/"):
        answer = await client("POST", form, chat)
        assert (answer.status, answer.json) == (200, {"current_state": "end", "next_state": "end"})
    await client("POST", GENERAL, _say(bot_id, "order pizza", chat_id="c"))
    assert (await client("POST", path, chat)).json == {
        "current_state": "order_pizza",
        "next_state": "number",
    }


@pytest.mark.parametrize("path", ["/conversation-state", "/conversation/state"])
async def test_the_next_state_can_be_set(client, make_bot, path):
    bot_id = await make_bot()
    await client("POST", GENERAL, _say(bot_id, "order pizza", chat_id="c"))
    wanted = {"bot_id": str(bot_id), "chat_id": "c", "next_state": "done"}
    assert (await client("POST", path, wanted)).json == {
        "current_state": "order_pizza",
        "next_state": "done",
        "memory": {"order_pizza": "order pizza"},
    }
    answer = await client("POST", GENERAL, _say(bot_id, "go", chat_id="c"))
    assert answer.json["message"] == ["It is on its way."]


async def test_setting_a_state_needs_a_state(client, make_bot):
    chat = {"bot_id": await make_bot(), "chat_id": "c"}
    answer = await client("POST", "/conversation-state", chat)
    assert answer.status == 422
    assert answer.json["detail"][0]["loc"] == ["body", "next_state"]


@pytest.mark.parametrize("path", [*STATUS_PATHS, "/conversation-state"])
async def test_the_state_of_a_chat_is_nobody_elses_business(client, neighbour, make_bot, path):
    chat = {"bot_id": await make_bot(), "chat_id": "c", "next_state": "number"}
    assert (await neighbour("POST", path, chat)).status == 404
    for data in (b"", b"[]", b'{"bot_id": 1}', b'{"chat_id": "c"}', b'{"bot_id": 1, "chat_id": 1'):
        assert (await client("POST", path, data=data)).status == 422


async def test_an_intent_is_predicted_with_its_confidence(client, make_bot):
    bot_id = await make_bot()
    answer = await client("POST", "/predict/intent", {"bot_id": bot_id, "message": "order pizza"})
    assert answer.status == 200
    confidence = answer.json["confidence"]
    assert 0.5 <= confidence <= 1
    assert answer.json == {
        "message": "order pizza",
        "intent": "order_pizza",
        "status": True,
        "confidence": confidence,
    }


async def test_below_the_threshold_the_status_is_false(client, make_bot):
    bot_id = await make_bot()
    body = {"bot_id": bot_id, "message": "qwertyuiop zxcvbnm"}
    answer = await client("POST", "/predict/intent/", body)
    assert (answer.status, answer.json["status"]) == (200, False)
    assert isinstance(answer.json["intent"], str)


async def test_a_prediction_takes_the_python_sdks_way_of_asking(client, make_bot):
    bot_id = await make_bot()
    answer = await client(
        "POST", "/predict/intent", {"bot_id": bot_id, "good morning": "good morning"}
    )
    assert (answer.json["message"], answer.json["intent"]) == ("good morning", "greet")
    for body in ({"bot_id": "bot_id"}, {"bot_id": bot_id}, {"bot_id": bot_id, "a": "b"}):
        assert (await client("POST", "/predict/intent", body)).status == 422


async def test_predicting_with_somebody_elses_bot_is_a_404(neighbour, make_bot):
    body = {"bot_id": await make_bot(), "message": "hi"}
    assert (await neighbour("POST", "/predict/intent", body)).status == 404


async def test_a_transcript_has_every_turn_and_nothing_else_at_the_top(client, make_bot):
    bot_id = await make_bot()
    for message in ("order pizza", "2"):
        await client("POST", WHATSAPP, _say(bot_id, message, chat_id="a/b,1"))
    answer = await client("GET", f"/conversation/history/{bot_id}/a/b,1")
    assert answer.json == {
        "conversation_history": [
            {
                "id": 1,
                "message": "order pizza",
                "sender": "a/b,1",
                "response": [{"send_message": ["How many pizzas?"]}],
                "received_time": "2026-01-01T00:00:00.000000",
            },
            {
                "id": 2,
                "message": "2",
                "sender": "a/b,1",
                "response": [{"send_message": ["2 it is. Sure?"]}],
                "received_time": "2026-01-01T00:00:00.000000",
            },
        ]
    }


async def test_a_chat_that_never_was_has_an_empty_transcript(client, make_bot):
    answer = await client("GET", f"/conversation/history/{await make_bot()}/nobody")
    assert (answer.status, answer.json) == (200, {"conversation_history": []})
