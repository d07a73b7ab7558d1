import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kauli.nlu import Model, train

MODEL = train({"ask": ["how much is it", "bei gani", "የት ነው"], "buy": ["I take it", "🍕"], "x": []})
DATA = MODEL.to_bytes()


def test_a_model_is_the_same_after_storage(laundry: Model) -> None:
    again = Model.from_bytes(laundry.to_bytes())
    assert again.intents == laundry.intents
    assert again.evaluation == laundry.evaluation
    assert again.to_bytes() == laundry.to_bytes()
    for message in ("hello", "please fetch my washing", "how mcuh is it", "xyz", "cancel"):
        assert again.classify(message) == laundry.classify(message)
        assert again.matches(message, "cancel") == laundry.matches(message, "cancel")


@pytest.mark.parametrize("examples", [{}, {"a": []}, {"a": ["one"]}, {"a": ["one"], "b": ["one"]}])
def test_a_model_of_nearly_nothing_is_stored_too(examples: dict[str, list[str]]) -> None:
    model = train(examples)
    assert Model.from_bytes(model.to_bytes()).classify("one") == model.classify("one")


def test_a_model_of_twenty_intents_is_small() -> None:
    subjects = (
        "shoes",
        "bread",
        "phones",
        "rice",
        "sugar",
        "maize",
        "fish",
        "soap",
        "nails",
        "paint",
    )
    verbs = (
        "buy",
        "sell",
        "return",
        "inspect",
        "deliver",
        "store",
        "ship",
        "weigh",
        "wrap",
        "count",
    )
    tails = ("today please", "tomorrow morning", "for my aunt in Tanga")
    examples = {
        f"{verb} {half}": [
            f"{verb} {number} {subject} {tail}"
            for number, subject in enumerate(subjects[half::2])
            for tail in tails
        ]
        for verb in verbs
        for half in (0, 1)
    }
    assert len(examples) == 20
    assert sum(map(len, examples.values())) == 300
    assert len(train(examples).to_bytes()) < 500_000


@settings(deadline=None)
@given(st.binary(max_size=200))
def test_foreign_bytes_are_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"train the bot again\.$"):
        Model.from_bytes(data)


@settings(deadline=None)
@given(st.integers(0, len(DATA) - 1), st.integers(1, 255))
def test_one_changed_byte_is_noticed(position: int, change: int) -> None:
    damaged = bytearray(DATA)
    damaged[position] ^= change
    with pytest.raises(ValueError, match=r"train the bot again\.$"):
        Model.from_bytes(bytes(damaged))


@settings(deadline=None)
@given(st.integers(0, len(DATA) - 1))
def test_a_cut_model_is_noticed(length: int) -> None:
    with pytest.raises(ValueError, match=r"train the bot again\.$"):
        Model.from_bytes(DATA[:length])


def test_a_model_of_another_version_says_so() -> None:
    with pytest.raises(ValueError, match="format 9"):
        Model.from_bytes(DATA[:4] + b"\x09\x00" + DATA[6:])
