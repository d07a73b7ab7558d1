"""PizzaBot and its Swahili twin: both conversations to the end, on the engine itself."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from kauli.flow import (
    END,
    BotDocument,
    FlowCancelled,
    FlowFinished,
    Input,
    Media,
    Rules,
    Session,
    Turn,
    check,
    compile_flow,
    lines_of,
    read_documents,
    step,
)
from kauli.nlu import train

BOTS = ("pizza_bot.yaml", "pizza_bot_sw.yaml")
KEYS = {
    "order_pizza",
    "number_of_pizzas",
    "pizza_toppings",
    "address",
    "phone_number",
    "choice_confirmation",
}


@dataclass
class Chat:
    """A chatter in front of a bot."""

    document: BotDocument
    session: Session = field(default_factory=Session.fresh)
    turns: list[Turn] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.flow = compile_flow(self.document.flows, self.document.intents)
        self.model = train({name: list(said) for name, said in self.flow.intents.items()})
        self.rules = Rules(
            self.document.confidence_threshold or 0.5, self.document.fallback_message or ()
        )

    def say(self, text: str) -> list[str]:
        turn = step(self.flow, self.rules, self.session, Input(text), self.model, lambda _: 0)
        assert isinstance(turn, Turn)
        self.turns.append(turn)
        self.session = turn.session
        return lines_of(turn.replies)

    def happened(self, kind: type) -> bool:
        return any(isinstance(event, kind) for event in self.turns[-1].events)


@pytest.fixture
def chat(examples: Path) -> Callable[[str], Chat]:
    def begin(file: str) -> Chat:
        return Chat(read_documents((examples / "pizza_bot" / file).read_text()))

    return begin


@pytest.mark.parametrize("file", BOTS)
def test_the_checker_finds_nothing(chat: Callable[[str], Chat], file: str) -> None:
    bot = chat(file)
    triggers = bot.document.webhook_trigger_intents or ()
    assert triggers == ("order_pizza",)
    assert check(bot.flow, bot.rules, triggers=triggers) == ()


def test_an_order_in_english(chat: Callable[[str], Chat]) -> None:
    bot = chat("pizza_bot.yaml")
    assert bot.say("I need a pizza") == ["With pleasure! How many pizzas shall we bake?"]
    assert bot.say("two") == ["Please send the number in digits, such as 2."]
    assert bot.say("100") == ["Our oven takes 1 to 20 pizzas an order. How many shall it be?"]
    assert bot.say("2")[0] == "Noted: 2."
    assert any(isinstance(reply, Media) for reply in bot.turns[-1].replies)
    assert bot.say("cheese")[0].startswith("Good choice!")
    assert bot.say("x") == ["A little more, please, so that our rider finds you."]
    assert bot.say("Uhuru Street 12") == ["And which phone number may our rider call?"]
    assert bot.say("12")[0].startswith("That is no phone number.")
    assert bot.say("0712345678") == [
        "Your order: 2 x pizza, cheese.",
        "To: Uhuru Street 12, phone 0712345678.",
        "1 - bake it",
        "2 - leave it",
    ]
    assert bot.say("sure") == ["Please answer 1 to have it baked or 2 to leave it."]
    assert bot.say("1") == [
        "Thank you, the kitchen has your order!",
        "We call 0712345678 as soon as our rider sets out.",
    ]
    assert bot.happened(FlowFinished)
    assert bot.session.next_state == END
    assert bot.session.memory == {
        "order_pizza": "I need a pizza",
        "number_of_pizzas": "2",
        "pizza_toppings": "cheese",
        "address": "Uhuru Street 12",
        "phone_number": "0712345678",
        "choice_confirmation": "1",
    }


def test_an_order_in_swahili(chat: Callable[[str], Chat]) -> None:
    bot = chat("pizza_bot_sw.yaml")
    assert bot.say("nataka pizza") == ["Vizuri sana! Tukuokee pizza ngapi?"]
    assert bot.say("mbili") == ["Tafadhali andika idadi kwa tarakimu, kwa mfano 2."]
    assert bot.say("3")[0] == "Sawa, idadi: 3."
    assert bot.say("jibini na uyoga")[0].startswith("Chaguo zuri!")
    assert bot.say("Mtaa wa Uhuru 12") == ["Dereva wetu akupigie kwa namba gani ya simu?"]
    assert bot.say("+255712345678") == [
        "Agizo lako: pizza 3, jibini na uyoga.",
        "Mahali: Mtaa wa Uhuru 12, simu +255712345678.",
        "1 - thibitisha",
        "2 - ghairi",
    ]
    assert bot.say("ndiyo") == ["Tafadhali jibu 1 ili kuthibitisha au 2 ili kughairi."]
    assert bot.say("1") == [
        "Asante, agizo lako limefika jikoni!",
        "Tutakupigia +255712345678 dereva wetu atakapoondoka.",
    ]
    assert bot.happened(FlowFinished)
    assert set(bot.session.memory) == KEYS


@pytest.mark.parametrize(
    ("file", "lines"),
    [
        ("pizza_bot.yaml", ["order pizza", "1", "cheese", "Uhuru Street 12", "0712345678", "2"]),
        ("pizza_bot_sw.yaml", ["naomba pizza", "1", "uyoga", "Mtaa wa Uhuru", "0712345678", "2"]),
    ],
)
def test_an_order_that_is_not_confirmed_also_reaches_its_end(
    chat: Callable[[str], Chat], file: str, lines: list[str]
) -> None:
    bot = chat(file)
    for line in lines:
        bot.say(line)
    assert bot.session.state == "does_not_confirm"
    assert bot.session.memory["choice_confirmation"] == "2"
    assert bot.happened(FlowFinished)


@pytest.mark.parametrize(
    ("file", "start", "stop"),
    [
        ("pizza_bot.yaml", "I want a pizza", "cancel"),
        ("pizza_bot.yaml", "I want a pizza", "never mind"),
        ("pizza_bot_sw.yaml", "nahitaji pizza", "ghairi"),
        ("pizza_bot_sw.yaml", "nahitaji pizza", "nimebadili mawazo"),
    ],
)
def test_an_order_can_be_dropped_in_the_middle(
    chat: Callable[[str], Chat], file: str, start: str, stop: str
) -> None:
    bot = chat(file)
    bot.say(start)
    bot.say(stop)
    assert bot.happened(FlowCancelled)
    assert bot.session.next_state == END


@pytest.mark.parametrize(
    ("file", "said", "state"),
    [
        ("pizza_bot.yaml", "hello", "greets"),
        ("pizza_bot.yaml", "good evening", "greets"),
        ("pizza_bot.yaml", "could I get a pizza please", "order_pizza"),
        ("pizza_bot.yaml", "show me the menu please", "show_menu"),
        ("pizza_bot.yaml", "goodbye", "goodbye"),
        ("pizza_bot_sw.yaml", "habari za jioni", "greets"),
        ("pizza_bot_sw.yaml", "naomba kuagiza pizza mbili", "order_pizza"),
        ("pizza_bot_sw.yaml", "naomba menyu", "show_menu"),
        ("pizza_bot_sw.yaml", "kwaheri", "goodbye"),
    ],
)
def test_it_understands_what_customers_say(
    chat: Callable[[str], Chat], file: str, said: str, state: str
) -> None:
    bot = chat(file)
    bot.say(said)
    assert bot.session.state == state


@pytest.mark.parametrize(
    ("file", "said"),
    [("pizza_bot.yaml", "my car broke down on the bridge"), ("pizza_bot_sw.yaml", "bei ya saruji")],
)
def test_what_it_does_not_understand_gets_a_hint(
    chat: Callable[[str], Chat], file: str, said: str
) -> None:
    bot = chat(file)
    assert bot.say(said) == list(bot.document.fallback_message or ())


def test_the_twin_has_the_same_states_and_triggers(examples: Path) -> None:
    english, swahili = (
        read_documents((examples / "pizza_bot" / file).read_text()) for file in BOTS
    )
    assert list(english.flows or ()) == list(swahili.flows or ())
    assert list(english.intents or ()) == list(swahili.intents or ())
    assert english.webhook_trigger_intents == swahili.webhook_trigger_intents


def test_the_three_files_are_the_same_bot(examples: Path) -> None:
    folder = examples / "pizza_bot"
    names = ("intents.json", "flow.json", "metadata.json")
    three = read_documents(*((folder / "three_files" / name).read_text() for name in names))
    assert three == read_documents((folder / "pizza_bot.yaml").read_text())
