"""Hundreds of messages as people type them, to PizzaBot and its Swahili twin.

``messages.jsonl`` holds them by hand: typos, slang, Sheng, abbreviations, voice notes typed out.
``intent`` is null for what the bot can't know; ``lang`` says which of the two bots was asked.
"""

import json
from pathlib import Path

import pytest
import yaml

from kauli.nlu import Evaluation, judge, train

BOTS = Path(__file__).parents[2] / "examples" / "pizza_bot"
MESSAGES = [
    json.loads(line) for line in (Path(__file__).parent / "messages.jsonl").read_text().splitlines()
]
THRESHOLD = 0.5
"""What both bots have set."""


def _judged(lang: str, bot: str) -> Evaluation:
    document = yaml.safe_load((BOTS / bot).read_text())
    asked = [(m["text"], m["intent"]) for m in MESSAGES if m["lang"] == lang]
    return judge(train(document["intents"]), asked)


def test_there_are_enough_of_them_and_none_twice() -> None:
    assert len(MESSAGES) >= 300
    assert len({(m["text"], m["lang"]) for m in MESSAGES}) == len(MESSAGES)
    assert {m["lang"] for m in MESSAGES} == {"en", "sw"}


@pytest.mark.parametrize(
    ("lang", "bot", "right", "answered_rightly", "refused"),
    [
        ("en", "pizza_bot.yaml", 0.95, 0.91, 0.86),
        ("sw", "pizza_bot_sw.yaml", 0.95, 0.87, 0.96),
    ],
)
def test_real_messages_are_understood_no_worse_than_this(
    lang: str, bot: str, right: float, answered_rightly: float, refused: float
) -> None:
    found = _judged(lang, bot)
    at = next(row for row in found.thresholds if row.threshold == THRESHOLD)
    assert found.accuracy >= right
    assert at.answered * at.right >= answered_rightly
    assert at.refused is not None
    assert at.refused >= refused
