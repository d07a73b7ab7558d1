import os
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kauli.kit.errors import Invalid
from kauli.nlu import Model, train
from kauli.nlu.examples import MAX_EXAMPLES, MAX_INTENTS


def test_the_same_examples_give_the_same_bytes(laundry_examples, laundry: Model) -> None:
    assert train(laundry_examples).to_bytes() == laundry.to_bytes()


def test_another_process_gives_the_same_bytes() -> None:
    """Nothing depends on the hash seed that a process happens to have."""
    code = (
        "import zlib; from kauli.nlu import train;"
        "model = train({'a': ['good day', 'hello you'], 'b': ['bye now', 'see you']});"
        "print(zlib.crc32(model.to_bytes()))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1


def test_no_intents_know_nothing() -> None:
    model = train({})
    assert model.intents == ()
    assert model.classify("hello") == []
    assert not model.matches("hello", "greet")


def test_empty_intents_are_named_and_never_guessed() -> None:
    model = train({"empty": [], "blank": ["", "  ", "\u200b"], "greet": ["hello", "good day"]})
    assert model.intents == ("empty", "blank", "greet")
    assert {intent for intent, _ in model.classify("hello there")} == {"greet"}
    assert train({"empty": []}).classify("anything") == []


def test_one_intent_is_told_from_everything_else() -> None:
    model = train({"order": ["I want a cake", "order a cake", "can I get a cake please"]})
    assert model.classify("I would like a cake")[0][1] >= 0.5
    for foreign in ("where is the station", "my phone is broken", "Mwanza", "do you speak Greek"):
        assert all(confidence < 0.5 for _, confidence in model.classify(foreign)), foreign


def test_one_example_an_intent_will_do() -> None:
    model = train({"order": ["order a cake"], "hours": ["when do you open"], "bye": ["goodbye"]})
    assert model.classify("I want to order a cake")[0][0] == "order"
    assert model.classify("when are you open")[0][0] == "hours"
    assert model.evaluation.macro.support == 0


def test_a_phrase_of_two_intents_goes_to_the_first_with_half_the_confidence() -> None:
    model = train({"stop": ["enough", "stop it"], "full": ["enough", "I am full"]})
    assert model.classify("Enough!") == [("stop", 0.5), ("full", 0.5)]


def test_hundreds_of_examples_take_the_other_solver_and_fare_no_worse() -> None:
    things = [
        f"{a}{b}" for a in "bdfgklmnprst" for b in ("alo", "ezi", "umba", "iko", "ona", "ari")
    ]
    frames = {
        "buy": "I want to buy {} today",
        "sell": "do you take my old {} in exchange",
        "mend": "my {} is broken, mend it",
    }
    rounds = ("", " please", " now", " for my sister", " again", " in town", " if you can")
    examples = {
        intent: [frame.format(thing) + extra for thing in things for extra in rounds]
        for intent, frame in frames.items()
    }
    assert sum(map(len, examples.values())) > 1_500
    model = train(examples)
    assert model.evaluation.accuracy == 1
    assert model.classify("I want to buy your dove")[0][0] == "buy"
    assert model.classify("the wheel is broken, mend it")[0][0] == "mend"
    assert model.classify("quantum gravity")[0][1] < 0.5


@pytest.mark.parametrize(
    ("examples", "sentence"),
    [
        ({"a": "hello"}, "The examples of 'a' must be a list of texts."),
        ({"a": None}, "The examples of 'a' must be a list of texts."),
        ({"a": ["fine", 7]}, "Example 2 of 'a' is no text; write it in quotes."),
        ({3: ["fine"]}, "An intent's name must be a text of valid Unicode characters."),
        ({"\ud800": ["fine"]}, "An intent's name must be a text of valid Unicode characters."),
    ],
)
def test_what_is_no_text_is_refused_by_name(examples, sentence: str) -> None:
    with pytest.raises(Invalid) as refusal:
        train(examples)
    assert refusal.value.message == sentence
    assert refusal.value.problems


@pytest.mark.parametrize(
    "examples",
    [
        {"a": ["x"] * (MAX_EXAMPLES + 1)},
        {str(number): [] for number in range(MAX_INTENTS + 1)},
        {"a": [f"{number} " + "word " * 200 for number in range(5_000)]},
    ],
    ids=["examples", "intents", "characters"],
)
def test_too_much_is_refused_with_the_limit(examples) -> None:
    with pytest.raises(Invalid, match=r"at most .*\d,?\d\d\d|at most 500"):
        train(examples)


def test_a_huge_phrase_is_read_in_part() -> None:
    model = train({"long": ["pay the school fees " * 5_000], "short": ["hello"]})
    assert len(model.to_bytes()) < 50_000
    assert model.classify("pay the school fees")[0][0] == "long"


@pytest.mark.parametrize(
    ("known", "asked"),
    [
        ("👍", "👍🏽👍"),
        ("أريد بيتزا كبيرة", "اريد بيتزا كبيرة"),
        ("ፒዛ ማዘዝ እፈልጋለሁ", "ፒዛ ማዘዝ እፈልጋለሁ።"),
        ("我想订一个披萨", "我想订一个披萨。"),
        ("nataka pítsa", "NATAKA  pitsa"),
        ("?", "???"),
        ("pi\u200dzza\x07 now", "pizza now"),
    ],
)
def test_any_script_can_be_taught(known: str, asked: str) -> None:
    model = train({"greet": ["hello", "habari"], "this": [known]})
    assert model.classify(asked) == [("this", 1.0)]


texts = st.text(max_size=30) | st.sampled_from(["hello", "pizza please", "👍", "ሰላም", "\x00", "1"])
bots = st.dictionaries(
    st.text(max_size=5).filter(lambda name: name.isprintable()),
    st.lists(texts, max_size=5),
    max_size=5,
)


@settings(max_examples=60, deadline=None)
@given(bots, st.lists(st.text(max_size=50), max_size=3))
def test_anything_trains_and_anything_is_classified(
    examples: dict[str, list[str]], messages: list[str]
) -> None:
    model = train(examples)
    for message in [*messages, *(text for texts in examples.values() for text in texts)]:
        ranked = model.classify(message)
        confidences = [confidence for _, confidence in ranked]
        assert confidences == sorted(confidences, reverse=True)
        assert all(0 <= confidence <= 1 for confidence in confidences)
        assert {intent for intent, _ in ranked} <= set(examples)
        for intent in examples:
            model.matches(message, intent)
    for intent, texts_of_intent in examples.items():
        for text in texts_of_intent:
            if model.classify(text):
                assert model.matches(text, intent)
                assert intent in {found for found, _ in model.classify(text)}
