from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from kauli.nlu import Model, train
from kauli.nlu.normalise import words_of
from kauli.nlu.refusal import refuses

BOTS = Path(__file__).parents[2] / "examples" / "pizza_bot"
THRESHOLD = 0.5

REFUSALS = {
    "pizza_bot.yaml": [
        "dont bring the pizza",
        "I don't want a pizza",
        "do not bring pizza",
        "please don't really send any pizza",
    ],
    "pizza_bot_sw.yaml": [
        "usilete pizza",
        "msilete pizza",
        "sitaki pizza",
        "staki pizza",
        "sihitaji pizza",
        "hatutaki pizza",
        "naomba usituletee pizza",
    ],
}
ORDERS = {
    "pizza_bot.yaml": [
        "I want a pizza but I don't want onions on it",
        "why don't you bring me a pizza, I need one",
        "don't forget the pizza",
    ],
    "pizza_bot_sw.yaml": ["nahitaji pizza bila vitunguu", "nataka pizza sitaki vitunguu"],
}


@pytest.fixture(scope="module")
def bots() -> dict[str, Model]:
    return {bot: train(yaml.safe_load((BOTS / bot).read_text())["intents"]) for bot in REFUSALS}


@pytest.mark.parametrize(
    ("bot", "text"), [(bot, text) for bot, texts in REFUSALS.items() for text in texts]
)
def test_a_refusal_is_no_order(bots: dict[str, Model], bot: str, text: str) -> None:
    assert refuses(words_of(text))
    assert dict(bots[bot].classify(text))["order_pizza"] < THRESHOLD


@pytest.mark.parametrize(
    ("bot", "text"), [(bot, text) for bot, texts in ORDERS.items() for text in texts]
)
def test_an_order_with_a_negation_in_it_stays_one(
    bots: dict[str, Model], bot: str, text: str
) -> None:
    intent, confidence = bots[bot].classify(text)[0]
    assert intent == "order_pizza"
    assert confidence >= THRESHOLD


@pytest.mark.parametrize(
    "text",
    ["it does not work", "pizza haijafika", "hamjatuma", "leo usiku", "I don't know", "simu", "no"],
)
def test_other_negations_refuse_nothing(text: str) -> None:
    assert not refuses(words_of(text))


def test_an_intent_that_is_taught_by_refusals_understands_them(usafiri: Model) -> None:
    intent, confidence = usafiri.classify("sitaki gari tena")[0]
    assert intent == "ghairi"
    assert confidence > THRESHOLD


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_message_refuses_or_does_not(text: str) -> None:
    assert refuses(words_of(text)) in (True, False)
