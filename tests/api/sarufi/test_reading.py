"""What clients send and what was meant by it."""

import pytest

from kauli.api.sarufi.reading import read_bot, read_chat, read_message, read_question
from kauli.kit.errors import Invalid, NotFound
from kauli.services.bots import BotChanges

LONGEST = 20


def _message(**changes):
    body = {"bot_id": 5, "chat_id": "c", "message": "hi", "message_type": "text"}
    return read_message(body | changes, LONGEST)


def test_what_is_missing_or_null_is_left_alone():
    assert read_bot({}) == BotChanges()
    assert read_bot({"name": None, "intents": None, "webhook_trigger_intents": None}) == (
        BotChanges()
    )


def test_what_is_not_editable_or_not_known_is_ignored():
    whole = {"id": 9, "user_id": 4, "Conversation": None, "Prediction": {}, "ChatUsers": [], "x": 1}
    assert read_bot(whole) == BotChanges()


def test_an_empty_list_where_a_map_belongs_means_not_given():
    changes = read_bot({"intents": [], "flows": [], "middleware": []})
    assert (changes.intents, changes.flows, changes.middleware) == (None, None, None)


def test_an_empty_map_means_an_empty_map():
    changes = read_bot({"intents": {}, "flows": {}})
    assert (changes.intents, changes.flows) == ({}, {})


def test_an_empty_list_of_triggers_clears_them():
    assert read_bot({"webhook_trigger_intents": []}).webhook_triggers == []


def test_flow_and_webhook_are_other_names_for_flows_and_webhook_url():
    changes = read_bot({"flow": {"a": {}}, "webhook": "https://shop.example"})
    assert (changes.flows, changes.webhook_url) == ({"a": {}}, "https://shop.example")


def test_the_usual_names_win_over_the_other_ones():
    changes = read_bot({"flow": {"old": {}}, "flows": {"new": {}}})
    assert changes.flows == {"new": {}}


def test_a_state_may_come_as_a_json_text():
    changes = read_bot({"flows": {"a": '{"message": ["hi"]}', "b": "[1]", "c": "plain {text"}})
    assert changes.flows == {"a": {"message": ["hi"]}, "b": [1], "c": "plain {text"}


def test_a_map_may_come_as_a_json_text():
    assert read_bot({"intents": '{"a": ["x"]}'}).intents == {"a": ["x"]}
    assert read_bot({"intents": "  "}).intents is None


def test_a_json_text_cannot_smuggle_in_what_the_door_keeps_out():
    with pytest.raises(Invalid):
        read_bot({"flows": {"a": '{"message": ["\\u0000"]}'}})
    with pytest.raises(Invalid):
        read_bot({"flows": {"a": "[" * 200 + "]" * 200}})
    with pytest.raises(Invalid):
        read_bot({"intents": '{"a": ["\\u0000"]}'})


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ("yes", True),
        ("No", False),
        (1, True),
        (0, False),
        ("TRUE", True),
        ("", False),
        (True, True),
        ("ndiyo", True),
    ],
)
def test_truth_may_be_spelt_in_many_ways(sent, meant):
    assert read_bot({"visible_on_community": sent}).visible_on_community is meant


@pytest.mark.parametrize(("sent", "meant"), [("0.4", 0.4), (1, 1.0), (0.25, 0.25), ("", None)])
def test_a_threshold_may_be_an_integer_or_in_quotes(sent, meant):
    assert read_bot({"confidence_threshold": sent}).confidence_threshold == meant


def test_texts_may_be_numbers():
    changes = read_bot({"name": 5, "description": 1.5, "industry": True})
    assert (changes.name, changes.description, changes.industry) == ("5", "1.5", "true")


def test_a_fallback_is_one_line_or_a_list_of_them():
    assert read_bot({"fallback_message": "Eh?"}).fallback_message == ["Eh?"]
    assert read_bot({"fallback_message": ["Eh?", 5]}).fallback_message == ["Eh?", "5"]


@pytest.mark.parametrize(
    "body",
    [
        {"name": {}},
        {"name": ["x"]},
        {"intents": "not json"},
        {"intents": ["a"]},
        {"intents": 5},
        {"flows": True},
        {"visible_on_community": "perhaps"},
        {"visible_on_community": 2},
        {"confidence_threshold": "NaN"},
        {"confidence_threshold": "many"},
        {"confidence_threshold": True},
        {"confidence_threshold": 10**400},
        {"webhook_trigger_intents": {}},
        {"webhook_trigger_intents": [{}]},
        {"webhook_url": []},
        {"middleware": "x"},
    ],
)
def test_what_makes_no_sense_is_refused_with_its_field(body):
    with pytest.raises(Invalid) as caught:
        read_bot(body)
    (problem,) = caught.value.problems
    assert problem.where == ("body", next(iter(body)))


@pytest.mark.parametrize("body", [None, [], "text", 5, True])
def test_a_body_that_is_no_object_is_refused(body):
    for read in (read_bot, read_chat):
        with pytest.raises(Invalid):
            read(body)


@pytest.mark.parametrize("sent", [5, "5", " 5 ", "005", 5.0])
def test_a_bot_id_is_a_number_or_a_text_of_digits(sent):
    assert _message(bot_id=sent).bot_id == 5


@pytest.mark.parametrize("sent", ["abc", "", "5.5", 5.5, [], {}, True, "\u0665", None])
def test_a_bot_id_that_is_no_number_is_refused(sent):
    with pytest.raises(Invalid) as caught:
        _message(bot_id=sent)
    assert caught.value.problems[0].where == ("body", "bot_id")


@pytest.mark.parametrize("sent", [0, -1, "-1", 2**31, 2**70, str(2**70), "9" * 5_000, 1e300])
def test_a_number_that_no_bot_can_have_names_no_bot(sent):
    with pytest.raises(NotFound):
        _message(bot_id=sent)


@pytest.mark.parametrize(("sent", "kept"), [(255, "255"), ("1,730,111", "1,730,111"), (1.5, "1.5")])
def test_a_chat_id_is_a_text_or_a_number(sent, kept):
    assert _message(chat_id=sent).chat_id == kept


@pytest.mark.parametrize("sent", [None, ""])
def test_a_chat_id_may_be_left_to_us(sent):
    assert _message(chat_id=sent).chat_id == ""


@pytest.mark.parametrize("sent", [[], {}, True, "x" * 256])
def test_a_chat_id_that_is_neither_or_too_long_is_refused(sent):
    with pytest.raises(Invalid):
        _message(chat_id=sent)


@pytest.mark.parametrize(("sent", "kept"), [(3, "3"), ("", ""), (1.5, "1.5"), (True, "true")])
def test_a_message_may_be_a_number_or_empty(sent, kept):
    assert _message(message=sent).text == kept


def test_a_message_may_be_missing_unless_it_is_a_text():
    body = {"bot_id": 5, "chat_id": "c", "message_type": "image"}
    assert read_message(body, LONGEST).text == ""
    with pytest.raises(Invalid):
        read_message(body | {"message_type": "text"}, LONGEST)
    with pytest.raises(Invalid):
        read_message({"bot_id": 5, "chat_id": "c"}, LONGEST)


@pytest.mark.parametrize("sent", [[], {}, "x" * 21])
def test_a_message_that_is_no_text_or_too_long_is_refused(sent):
    with pytest.raises(Invalid) as caught:
        _message(message=sent)
    assert caught.value.problems[0].where == ("body", "message")


def test_a_message_is_text_unless_it_says_otherwise():
    for sent in (None, "", "text", "TEXT "):
        assert _message(message_type=sent).type == "text"
    assert _message(message_type="Interactive").type == "interactive"
    with pytest.raises(Invalid):
        _message(message_type=["image"])
    with pytest.raises(Invalid):
        _message(message_type="x" * 33)


def test_the_bot_of_the_address_wins_over_the_body():
    assert read_message({"message": "hi", "bot_id": "junk"}, LONGEST, bot_id="7").bot_id == 7


def test_a_question_carries_its_message():
    assert read_question({"bot_id": 5, "message": "hi"}, LONGEST).message == "hi"


def test_the_python_sdk_sends_the_text_as_key_and_value():
    assert read_question({"bot_id": 5, "I want pizza": "I want pizza"}, LONGEST).message == (
        "I want pizza"
    )
    assert read_question({"bot_id": 5, "message": "message"}, LONGEST).message == "message"


@pytest.mark.parametrize(
    "body",
    [
        {"bot_id": 5},
        {"bot_id": 5, "a": "b"},
        {"bot_id": 5, "a": "a", "b": "b"},
        {"bot_id": "bot_id"},
        {"bot_id": 5, "message": {}},
    ],
)
def test_a_question_without_a_text_is_refused(body):
    with pytest.raises(Invalid):
        read_question(body, LONGEST)


def test_a_chat_is_a_bot_and_a_chat_id_and_perhaps_a_state():
    chat = read_chat({"bot_id": "5", "chat_id": 7, "next_state": 1})
    assert (chat.bot_id, chat.chat_id, chat.next_state) == (5, "7", "1")
    with pytest.raises(Invalid):
        read_chat({"bot_id": 5})
    with pytest.raises(Invalid):
        read_chat({"chat_id": "c"})
