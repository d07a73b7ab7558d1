"""``kauli chat`` from a pipe, and the parts of its window."""

from pathlib import Path

import pytest

from kauli.cli.chat.said import buttons_of, press
from kauli.cli.chat.window import lines_to_show
from kauli.flow import Button, Buttons, Media, MediaItem, Payload, Text

ORDER = "I need a pizza\ntwo\n2\ncheese\nUhuru Street 12\n0712345678\nsure\n1\n"


def test_a_whole_order_from_a_pipe(pizza) -> None:
    chat = pizza.ok("chat", "PizzaBot", stdin=ORDER)
    assert chat.out.splitlines() == [
        "you  I need a pizza",
        "bot  With pleasure! How many pizzas shall we bake?",
        "you  two",
        "bot  Please send the number in digits, such as 2.",
        "you  2",
        "bot  Noted: 2.",
        "     What would you like on top? There is cheese, pepperoni, mushrooms and sweet pepper.",
        "     [image] http://127.0.0.1:5000/static/pizza.png (Our pizza with everything)",
        "you  cheese",
        "bot  Good choice! Where shall we bring it? Street and house number, please.",
        "you  Uhuru Street 12",
        "bot  And which phone number may our rider call?",
        "you  0712345678",
        "bot  Your order: 2 x pizza, cheese.",
        "     To: Uhuru Street 12, phone 0712345678.",
        "     1 - bake it",
        "     2 - leave it",
        "you  sure",
        "bot  Please answer 1 to have it baked or 2 to leave it.",
        "you  1",
        "bot  Thank you, the kitchen has your order!",
        "     We call 0712345678 as soon as our rider sets out.",
    ]
    assert chat.err.splitlines()[-1] == "1 to deliver; a running server or worker sends it."


def test_the_readme_shows_what_is_really_said(pizza, checkout: Path) -> None:
    readme = (checkout / "examples/pizza_bot/README.md").read_text()
    block = readme.split("$ kauli chat PizzaBot\n")[1].split("```")[0]
    typed = [line.removeprefix("you  ") for line in block.splitlines() if line.startswith("you")]
    assert pizza.ok("chat", "PizzaBot", stdin="\n".join(typed)).out == block


def test_an_order_on_either_database(kauli, database_url: str, checkout: Path) -> None:
    kauli.env["KAULI_DATABASE_URL"] = database_url
    kauli.ok("bot", "import", checkout / "examples/pizza_bot/pizza_bot.yaml")
    assert kauli.ok("chat", "PizzaBot", stdin=ORDER).out.splitlines()[-2] == (
        "bot  Thank you, the kitchen has your order!"
    )
    assert [row["status"] for row in kauli.ok("deliveries").rows] == ["pending"]


def test_the_trace_shows_intent_state_memory_events_and_deliveries(pizza) -> None:
    chat = pizza.ok("chat", "PizzaBot", "--trace", stdin=ORDER).out.splitlines()
    assert chat[2:6] == [
        "# intent order_pizza 1.00",
        "# state order_pizza, awaits number_of_pizzas",
        "# memory order_pizza='I need a pizza'",
        "# events flow_started(order_pizza), state_entered(order_pizza)",
    ]
    assert "# events answer_rejected(order_pizza, numeric_validation)" in chat
    assert chat[-1].startswith("# delivery dlv_")
    assert chat[-2].endswith("flow_finished(order_pizza)")


def test_a_conversation_can_be_taken_up_again(pizza) -> None:
    pizza.ok("chat", "PizzaBot", "--chat-id", "amina", stdin="I need a pizza\n")
    more = pizza.ok("chat", "PizzaBot", "--chat-id", "amina", stdin="3\n").out.splitlines()
    assert more[1] == "bot  Noted: 3."
    other = pizza.ok("chat", "PizzaBot", stdin="3\n").out.splitlines()
    assert other[1] != "bot  Noted: 3."


def test_slash_new_starts_anew_and_slash_quit_ends(pizza) -> None:
    chat = pizza.ok("chat", "1", stdin="I need a pizza\n/new\n\n4\n/quit\nI need a pizza\n")
    said = [line for line in chat.out.splitlines() if line.startswith("you")]
    assert said == ["you  I need a pizza", "you  4"]
    assert "Noted" not in chat.out


COFFEE = """\
name: Coffee
intents: {order_coffee: [I want a coffee, coffee please, a coffee]}
flows:
  order_coffee:
    message: Which one?
    buttons: [{espresso: Espresso}, {latte: Caffè latte}]
  espresso: {message: Short and strong.}
  latte: {message: With milk.}
"""


@pytest.fixture
def coffee(kauli, tmp_path: Path):
    file = tmp_path / "coffee.yaml"
    file.write_text(COFFEE)
    kauli.ok("bot", "import", file)
    return kauli


def test_buttons_are_numbered_and_pressed_by_number(coffee) -> None:
    chat = coffee.ok("chat", "Coffee", stdin="I want a coffee\n2\n").out.splitlines()
    assert chat == [
        "you  I want a coffee",
        "bot  Which one?",
        "     [1] Espresso",
        "     [2] Caffè latte",
        "you  Caffè latte",
        "bot  With milk.",
    ]


def test_an_unknown_bot_is_one_sentence(kauli) -> None:
    assert "There is no bot PizzaBot." in kauli.fails("chat", "PizzaBot")


@pytest.mark.parametrize("url", ["nowhere", "ftp://127.0.0.1", "http://"])
def test_what_is_no_server_address_is_said(kauli, url: str) -> None:
    assert "is no address of a server" in kauli.fails("chat", "PizzaBot", "--url", url)


BUTTONS = [Button("espresso", "Espresso"), Button("1", "One more"), Button("tea", "Tea")]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3", ("tea", "interactive")),
        (" 3 ", ("tea", "interactive")),
        ("tea", ("tea", "interactive")),
        ("1", ("1", "interactive")),
        ("4", ("4", "text")),
        ("0", ("0", "text")),
        ("Tea, please", ("Tea, please", "text")),
    ],
)
def test_a_line_presses_a_button_by_id_or_number(typed: str, meant: tuple[str, str]) -> None:
    assert press(typed, BUTTONS) == meant


def test_without_buttons_a_number_is_text() -> None:
    assert press("1", []) == ("1", "text")


PAYLOAD = {
    "header": "Menu",
    "action": {
        "button": "Choose",
        "sections": [
            {"title": "Hot", "rows": [{"id": "tea", "title": "Tea", "description": "Chai"}]},
            {"title": "Cold", "rows": [{"id": "juice", "title": "Juice"}]},
        ],
    },
}


def test_rows_of_a_menu_and_buttons_of_a_message_can_be_pressed() -> None:
    reply = {"action": {"buttons": [{"type": "reply", "reply": {"id": "y", "title": "Yes"}}]}}
    assert buttons_of(
        [Payload("send_button", PAYLOAD, "Menu"), Payload("send_reply_button", reply, "Sure?")]
    ) == [Button("tea", "Tea"), Button("juice", "Juice"), Button("y", "Yes")]


def test_replies_become_lines() -> None:
    replies = (
        Text(("Hi", "", "two\nlines")),
        Media("documents", (MediaItem("https://x.example/a.pdf", "Prices"),)),
        Buttons(("Well?",), (Button("y", "Yes"),)),
    )
    assert [line.plain for line in lines_to_show(replies)] == [
        "Hi",
        "",
        "two",
        "lines",
        "[document] https://x.example/a.pdf (Prices)",
        "Well?",
        "[1] Yes",
    ]


def test_what_would_steer_the_terminal_is_made_visible() -> None:
    evil = "\x1b]0;owned\x07 \x9b2J"
    replies = (Text((evil,)), Media("images", (MediaItem(evil, evil),)))
    shown = "".join(line.plain for line in lines_to_show(replies))
    assert "owned" in shown
    assert shown.isprintable()


def test_a_broken_byte_in_the_pipe_is_taken_for_a_broken_character(pizza) -> None:
    chat = pizza.ok("chat", "1", stdin=b"hello \xff\nI need a pizza\n")
    assert chat.out.splitlines()[0] == "you  hello \ufffd"
    assert "With pleasure" in chat.out
