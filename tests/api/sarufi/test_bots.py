"""Bots over the compatible API."""

import pytest

RECORDED = {
    "id",
    "user_id",
    "name",
    "description",
    "intents",
    "flows",
    "model_name",
    "industry",
    "language",
    "confidence_threshold",
    "evaluation_metrics",
    "visible_on_community",
    "webhook_url",
    "webhook_trigger_intents",
    "webhook_trigger_intent",
    "created_at",
    "updated_at",
}


async def test_creating_a_bot_answers_200_with_the_whole_bot(client, pizza):
    answer = await client("POST", "/chatbot", pizza)
    assert answer.status == 200
    bot = answer.json
    assert set(bot) == RECORDED
    assert bot["intents"] == pizza["intents"]
    assert bot["flows"] == pizza["flows"]
    assert bot["description"] == "PUT DESCRIPTION HERE"
    assert bot["industry"] == "general"
    assert bot["language"] == "english"
    assert bot["confidence_threshold"] == 0.5
    assert bot["webhook_url"] == ""
    assert bot["webhook_trigger_intents"] == bot["webhook_trigger_intent"] == []
    assert bot["created_at"] == "2026-01-01T00:00:00.000000"


async def test_no_value_of_a_bot_is_ever_null(client, pizza):
    for body in (pizza, {"name": "Bare"}, {"name": "Empty", "intents": {}, "flows": {}}):
        assert None not in (await client("POST", "/chatbot", body)).json.values()


async def test_the_model_has_a_name_from_the_start(client):
    bot = (await client("POST", "/chatbot", {"name": "New", "intents": {}})).json
    folder, _, file = bot["model_name"].partition("/")
    assert (folder, file[-4:], len(file)) == ("models", ".pkl", 36)


async def test_reading_a_bot_shows_its_owners_name_too(client, make_bot):
    bot_id = await make_bot()
    one = (await client("GET", f"/chatbot/{bot_id}")).json
    assert set(one) == RECORDED | {"user_name"}
    assert one["user_name"] == "owner"
    assert (await client("GET", "/chatbots")).json == [one]


async def test_the_metrics_have_the_recorded_shape(client, make_bot):
    bot = (await client("GET", f"/chatbot/{await make_bot()}")).json
    metrics = bot["evaluation_metrics"]
    assert metrics["status"] == "success"
    assert isinstance(metrics["model_type"], str)
    assert set(metrics["metrics"]["model_metrics"]) == {"accuracy", "error_rate", "recall"}
    report = metrics["metrics"]["classification_report"]
    assert {"accuracy", "macro avg", "weighted avg", "greet", "order_pizza"} == set(report)
    assert isinstance(report.pop("accuracy"), float)
    for row in report.values():
        assert set(row) == {"precision", "recall", "f1-score", "support"}
        assert isinstance(row["support"], int)


async def test_intents_come_back_as_flat_lists_of_texts_whatever_was_stored(client):
    odd = {"yes": [["ndio", ["ndiyo"]], True, 5], "one": "just one"}
    bot = (await client("POST", "/chatbot", {"name": "Odd", "intents": odd})).json
    for utterances in bot["intents"].values():
        assert all(isinstance(utterance, str) for utterance in utterances)
    assert bot["intents"]["yes"][:2] == ["ndio", "ndiyo"]
    assert bot["intents"]["one"] == ["just one"]
    assert (await client("GET", f"/intents/{bot['id']}")).json == bot["intents"]


async def test_a_bot_with_neither_intents_nor_flows_starts_with_small_talk(client):
    bot = (await client("POST", "/chatbot", {"name": "Small talk"})).json
    assert {"greetings", "thanks", "bye"} <= set(bot["intents"])
    assert bot["flows"]


@pytest.mark.parametrize("given", [{"intents": {}}, {"flows": {}}])
async def test_a_bot_with_either_gets_nothing_put_in(client, given):
    bot = (await client("POST", "/chatbot", {"name": "Mine", **given})).json
    assert (bot["intents"], bot["flows"]) == ({}, {})


async def test_changing_one_thing_leaves_the_rest(client, make_bot):
    path = f"/chatbot/{await make_bot(description='Old')}"
    before = (await client("GET", path)).json
    answer = await client("PUT", path, {"description": "New", "name": None})
    assert answer.status == 200
    assert set(answer.json) == RECORDED
    assert (await client("GET", path)).json == before | {"description": "New"}


async def test_a_map_replaces_the_whole_map(client, make_bot):
    path = f"/chatbot/{await make_bot()}"
    bot = (await client("PUT", path, {"intents": {"bye": ["goodbye"]}})).json
    assert bot["intents"] == {"bye": ["goodbye"]}
    assert "order_pizza" in bot["flows"]
    assert (await client("PUT", path, {"flows": {}})).json["flows"] == {}


async def test_an_empty_list_does_not_wipe_a_bot(client, make_bot, pizza):
    path = f"/chatbot/{await make_bot()}"
    bot = (await client("PUT", path, {"name": "Renamed", "intents": [], "flows": []})).json
    assert (bot["name"], bot["intents"], bot["flows"]) == (
        "Renamed",
        pizza["intents"],
        pizza["flows"],
    )


async def test_the_whole_struct_that_go_puts_back_changes_nothing(client, make_bot):
    path = f"/chatbot/{await make_bot(webhook_trigger_intents=['order_pizza'])}"
    before = (await client("GET", path)).json
    nothing = {"Conversation": {"message": None}, "Prediction": {}, "ChatUsers": None}
    extra = nothing | {"chat_id": "", "id": 0, "user_id": 77, "user_name": "me"}
    assert (await client("PUT", path, before | extra)).status == 200
    assert (await client("GET", path)).json == before


async def test_triggers_are_set_and_cleared(client, make_bot):
    path = f"/chatbot/{await make_bot()}"
    bot = (await client("PUT", path, {"webhook_trigger_intents": ["order_pizza"]})).json
    assert bot["webhook_trigger_intents"] == bot["webhook_trigger_intent"] == ["order_pizza"]
    assert (await client("PUT", path, {"webhook_trigger_intents": []})).json[
        "webhook_trigger_intents"
    ] == []


async def test_a_state_sent_as_json_text_is_stored_as_a_state(client, make_bot):
    path = f"/chatbot/{await make_bot()}"
    bot = (await client("PUT", path, {"flow": {"hi": '{"message": ["Hey"]}'}})).json
    assert bot["flows"] == {"hi": {"message": ["Hey"]}}
    assert (await client("GET", f"/flow/{bot['id']}")).json == bot["flows"]


async def test_doubtful_flows_are_stored_and_not_refused(client):
    flows = {
        "a": {"massage": ["typo"], "next_state": "end."},
        "b": ["a", "list"],
        "c": {"message": [{"Dar": "open"}, True], "next_state": "nowhere"},
    }
    answer = await client("POST", "/chatbot", {"name": "Doubtful", "flows": flows})
    assert (answer.status, answer.json["flows"]) == (200, flows)


async def test_deleting_answers_in_the_words_of_the_documentation(client, make_bot):
    bot_id = await make_bot()
    answer = await client("DELETE", f"/chatbot/{bot_id}")
    assert answer.status == 200
    assert answer.json == {"message": f"Bot with ID {bot_id} deleted successfully"}
    assert (await client("GET", f"/chatbot/{bot_id}")).status == 404
    assert (await client("GET", "/chatbots")).json == []


async def test_the_users_of_a_bot_are_its_chats_with_a_time(client, make_bot):
    bot_id = await make_bot()
    assert (await client("GET", f"/chatbot/{bot_id}/users")).json == []
    await client("POST", "/conversation", {"bot_id": bot_id, "chat_id": 7, "message": "hi"})
    assert (await client("GET", f"/chatbot/{bot_id}/users")).json == [
        {"chat_id": "7", "received_time": "2026-01-01T00:00:00.000000"}
    ]


OF_A_BOT = [
    ("GET", "/chatbot/{}"),
    ("PUT", "/chatbot/{}"),
    ("DELETE", "/chatbot/{}"),
    ("GET", "/chatbot/{}/users"),
    ("GET", "/intents/{}"),
    ("GET", "/flow/{}"),
    ("GET", "/conversation/history/{}/c"),
    ("GET", "/plugin/{}/web"),
    ("POST", "/plugin/{}"),
    ("DELETE", "/plugin/{}"),
]


async def test_somebody_elses_bot_looks_like_none(client, neighbour, make_bot):
    bot_id = await make_bot()
    for method, path in OF_A_BOT:
        body = {} if method in ("PUT", "POST") else None
        foreign = await neighbour(method, path.format(bot_id), body)
        absent = await neighbour(method, path.format(bot_id + 1), body)
        assert foreign.status == absent.status == 404, (method, path)
        fault = foreign.json
        assert fault["detail"] == fault["message"] == fault["error"]
        assert fault["detail"].replace(str(bot_id), "N") == absent.json["detail"].replace(
            str(bot_id + 1), "N"
        )
    assert (await client("GET", f"/chatbot/{bot_id}")).status == 200


async def test_an_id_that_is_no_number_is_a_422(client):
    for method, path in OF_A_BOT:
        body = {} if method in ("PUT", "POST") else None
        for bad in ("abc", "1.5", "1e3", "%20", "\u0663"):
            answer = await client(method, path.format(bad), body)
            assert answer.status == 422, (method, path, bad)
            assert answer.json["detail"][0]["loc"] == ["path", "bot_id"]


async def test_a_number_that_no_bot_can_have_is_a_404(client):
    for method, path in OF_A_BOT:
        body = {} if method in ("PUT", "POST") else None
        for absent in (0, -1, 2**31, 2**63, 2**70, "9" * 400):
            answer = await client(method, path.format(absent), body)
            assert answer.status == 404, (method, path, absent)


BAD_BODIES = [
    b"",
    b"{",
    b"null",
    b"[]",
    b"5",
    b'"text"',
    b"name=Pizza",
    b'{"name": "\xff\xfe"}',
    b'{"name": "\\ud800"}',
    b'{"name": "a\\u0000b"}',
    b'{"name": "x", "flows": {"a": {"message": ["\\u0000"]}}}',
    b'{"name": "x", "intents": {"\\u0000": []}}',
    b'{"name": "x", "intents": ' + b"[" * 10_000 + b"]" * 10_000 + b"}",
    b'{"name": "x", "flows": ' + b'{"a":' * 10_000 + b"1" + b"}" * 10_000 + b"}",
    b'{"name": "x", "confidence_threshold": 1e999}',
    b'{"name": "x", "confidence_threshold": 7}',
    b'{"name": "x", "webhook_url": "no address"}',
    b'{"name": ""}',
    b'{"name": "   "}',
    b'{"name": {"a": 1}}',
]


async def test_a_body_that_cannot_be_used_is_a_422_with_a_sentence(client, make_bot):
    for method, path in (("POST", "/chatbot"), ("PUT", f"/chatbot/{await make_bot()}")):
        for data in BAD_BODIES:
            answer = await client(method, path, data=data)
            assert answer.status == 422, (method, data[:60], answer.body)
            fault = answer.json
            assert fault["message"] == fault["error"]
            assert fault["detail"]
            for problem in fault["detail"]:
                assert problem["loc"]
                assert all(isinstance(step, str) for step in problem["loc"])
                assert isinstance(problem["msg"], str)
                assert isinstance(problem["type"], str)


async def test_a_bot_without_a_name_is_told_which_field_it_lacks(client):
    answer = await client("POST", "/chatbot", {"description": "Nameless"})
    assert answer.json["detail"] == [
        {"loc": ["body", "name"], "msg": "Field required", "type": "missing"}
    ]


async def test_a_body_of_ten_megabytes_is_refused(client):
    answer = await client("POST", "/chatbot", data=b'{"name": "' + b"x" * 10_000_000 + b'"}')
    assert answer.status == 413
    assert answer.json["detail"] == answer.json["message"] == answer.json["error"]


async def test_a_body_needs_no_content_type(client, pizza):
    answer = await client("POST", "/chatbot", pizza, content_type="text/plain")
    assert answer.status == 200


async def test_the_last_of_two_equal_keys_counts(client):
    answer = await client("POST", "/chatbot", data=b'{"name": "a", "name": "b", "flows": {}}')
    assert (answer.status, answer.json["name"]) == (200, "b")


async def test_huge_numbers_in_a_flow_do_no_harm(client):
    data = b'{"name": "n", "flows": {"a": {"message": [%d, 1e300, -0.0]}}}' % 2**90
    assert (await client("POST", "/chatbot", data=data)).status == 200


async def test_a_flow_of_five_thousand_states_is_taken_and_a_larger_one_refused(client):
    states = {f"s{n}": {"message": [f"Line {n}"], "next_state": f"s{n + 1}"} for n in range(5_000)}
    body = {"name": "Large", "intents": {"s0": ["start"]}, "flows": states}
    made = await client("POST", "/chatbot", body)
    assert (made.status, len(made.json["flows"])) == (200, 5_000)
    states["s5000"] = {"message": ["One too many"]}
    refused = await client("POST", "/chatbot", body)
    assert refused.status == 422
    assert "5,000" in refused.json["detail"][0]["msg"]
