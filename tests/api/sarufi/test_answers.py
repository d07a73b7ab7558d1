"""The two shapes of an answer, word for word."""

from kauli.api.sarufi.answers import actions, general, with_actions
from kauli.flow import Button, Buttons, Media, MediaItem, Payload, Text

TEXT = Text(("How many?", ""))
BUTTONS = Buttons(("Sure?", "Say so"), (Button("yes", "Yes"), Button("no", "No")))
IMAGES = Media("images", (MediaItem("https://shop.example/1.png", "One"),))
LIST = {"body": "Pick", "action": {"button": "Open", "sections": []}}


def test_the_general_answer_is_a_flat_list_of_lines_with_memory_and_next_state():
    assert general((TEXT, BUTTONS, IMAGES), {"order": "pizza"}, "number") == {
        "message": ["How many?", "", "Sure?", "Say so"],
        "memory": {"order": "pizza"},
        "next_state": "number",
    }


def test_a_payload_is_its_text_where_only_text_goes():
    answer = general((Payload("send_button", LIST, "Pick\none"),), {}, "end")
    assert answer["message"] == ["Pick", "one"]


def test_text_becomes_send_message():
    assert with_actions((TEXT,), {}, "end") == {
        "actions": [{"send_message": ("How many?", "")}],
        "memory": {},
        "next_state": "end",
    }


def test_buttons_take_the_place_of_the_text_as_whatsapp_wants_them():
    assert actions((BUTTONS,)) == [
        {
            "send_reply_button": {
                "type": "button",
                "body": {"text": "Sure?\nSay so"},
                "action": {
                    "buttons": [
                        {"type": "reply", "reply": {"id": "yes", "title": "Yes"}},
                        {"type": "reply", "reply": {"id": "no", "title": "No"}},
                    ]
                },
            }
        }
    ]


def test_a_payload_of_the_middleware_is_passed_on_unchanged():
    assert actions((Payload("send_button", LIST, "Pick"),)) == [{"send_button": LIST}]


def test_media_become_an_action_of_their_kind():
    for kind in ("images", "videos", "audios", "documents", "stickers"):
        media = Media(kind, (MediaItem("https://shop.example/x"), MediaItem("y", "Why")))
        assert actions((media,)) == [
            {
                f"send_{kind}": [
                    {"link": "https://shop.example/x", "caption": ""},
                    {"link": "y", "caption": "Why"},
                ]
            }
        ]


def test_text_and_buttons_come_before_media_wherever_they_stood():
    found = [next(iter(action)) for action in actions((IMAGES, TEXT, IMAGES, BUTTONS))]
    assert found == ["send_message", "send_reply_button", "send_images", "send_images"]


def test_a_state_of_media_alone_sends_no_empty_message():
    assert actions((Text(()), IMAGES)) == actions((IMAGES,))
