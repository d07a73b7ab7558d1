"""What nobody should teach a bot, or say to it: it trains, or says why not; it always answers."""

import pytest

from kauli.nlu import Model, train

MESSAGES = [
    "hello",
    "🍕",
    "👍🏽👍🏽",
    "12345",
    "?!",
    "yes",
    "ndiyo",
    "أريد بيتزا",
    "ፒዛ እፈልጋለሁ",
    "我想订披萨",
    "je voudrais une pizza",
    "wi\u200dth joi\u200dners",
    "bell\x07 and \x00 null",
    "\ud800",
    "x" * 100_000,
    "word " * 20_000,
    "pizzq " * 20_000,
]


@pytest.mark.parametrize(
    "examples",
    [
        {},
        {"empty": []},
        {"empty": [], "one": ["hello"]},
        {"one": ["hello"]},
        {"one": ["hello"], "two": ["hello"]},
        {"one": ["hello", "good day"], "two": ["good day", "hello"]},
        {"one": ["🍕", "👍"], "two": ["أريد بيتزا", "ፒዛ", "我想订披萨"]},
        {"one": ["\x00\x01", "\u200d", "a\u200db"], "two": ["pizza"]},
        {"one": ["x" * 100_000], "two": ["y " * 50_000]},
        {"one": ["12", "13"], "two": ["?", "!"]},
    ],
)
def test_whatever_is_taught_every_message_is_answered(examples: dict[str, list[str]]) -> None:
    model = Model.from_bytes(train(examples).to_bytes())
    for message in MESSAGES:
        for intent, confidence in model.classify(message):
            assert intent in examples
            assert 0 <= confidence <= 1


def test_ten_thousand_examples_are_learnt() -> None:
    verbs = ("buy", "sell", "mend", "lend", "find", "send", "store", "clean", "paint", "count")
    things = [f"{a}{b}" for a in ("ka", "mo", "ti", "su", "be") for b in ("la", "ndo", "ri", "pu")]
    tails = [f"{when} at {hour}" for when in ("today", "kesho") for hour in range(25)]
    examples = {
        verb: [f"{verb} my {thing} {tail}" for thing in things for tail in tails] for verb in verbs
    }
    assert sum(map(len, examples.values())) == 10_000
    model = train(examples)
    assert model.evaluation.accuracy > 0.95
    assert model.classify("please mend my old kala")[0][0] == "mend"


@pytest.mark.parametrize("language", ["en", "sw"])
def test_greetings_yes_and_no_need_few_examples(language: str) -> None:
    examples = {
        "en": {"greet": ["hello", "good morning"], "yes": ["yes"], "no": ["no"], "pay": ["pay"]},
        "sw": {"greet": ["habari", "mambo"], "yes": ["ndiyo"], "no": ["hapana"], "pay": ["kulipa"]},
    }[language]
    model = train(examples)
    for message, intent in [
        ("hi", "greet"),
        ("niaje", "greet"),
        ("yeah", "yes"),
        ("ndio", "yes"),
        ("nope", "no"),
        ("hapana", "no"),
        ("nimelipa", "pay"),
        ("payment", "pay"),
    ]:
        assert model.classify(message)[0][0] == intent, message


@pytest.mark.parametrize("message", ["7", "0712 345 678", "😂😂", "🙈", "...", "qwrtz"])
def test_numbers_emoji_and_noise_are_nobodys(laundry: Model, message: str) -> None:
    assert all(confidence < 0.5 for _, confidence in laundry.classify(message))
