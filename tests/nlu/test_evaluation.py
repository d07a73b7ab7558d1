import pytest

from kauli.nlu import Confusion, Score, evaluate, train
from kauli.nlu.evaluation import summarise


def test_figures_follow_from_the_counts() -> None:
    found = summarise(
        ["a", "b", "unjudged"],
        [Confusion("a", "a", 3), Confusion("a", "b", 1), Confusion("b", "b", 2)],
    )
    assert found.accuracy == pytest.approx(5 / 6)
    assert found.intents["a"] == Score(1.0, 0.75, pytest.approx(6 / 7), 4)
    assert found.intents["b"] == Score(pytest.approx(2 / 3), 1.0, pytest.approx(0.8), 2)
    assert found.intents["unjudged"] == Score(0.0, 0.0, 0.0, 0)
    assert found.macro.recall == pytest.approx(0.875)
    assert found.weighted.recall == pytest.approx(5 / 6)
    assert found.macro.support == found.weighted.support == 6
    assert found.confusions == (Confusion("a", "b", 1),)


def test_nothing_judged_gives_zeros() -> None:
    found = summarise(["a"], [])
    assert found.accuracy == 0
    assert found.macro == found.weighted == Score(0.0, 0.0, 0.0, 0)


def test_every_example_is_judged_by_a_model_that_has_not_seen_it(laundry_examples) -> None:
    found = evaluate(laundry_examples)
    assert {name: score.support for name, score in found.intents.items()} == {
        name: len(texts) for name, texts in laundry_examples.items()
    }
    # Five examples an intent leave little to learn from; but guessing would be right in a sixth.
    assert 0.4 < found.accuracy < 1


def test_a_trained_model_has_its_evaluation(laundry_examples, laundry) -> None:
    assert laundry.evaluation == evaluate(laundry_examples)


def test_the_number_of_folds_is_the_callers(laundry_examples) -> None:
    every = evaluate(laundry_examples, folds=20)
    assert every.macro.support == sum(map(len, laundry_examples.values()))
    assert every != evaluate(laundry_examples, folds=2)


def test_copies_of_one_phrase_do_not_flatter() -> None:
    found = evaluate({"a": ["yes please"] * 5 + ["Yes, please!"], "b": ["no", "no no no"]})
    assert found.intents["a"].support == 0


def test_confusable_intents_are_named() -> None:
    phrases = [f"open the {thing}" for thing in ("door", "window", "gate", "shop", "box", "bag")]
    mixed = {"a": phrases[::2], "b": phrases[1::2]}
    confusions = train(mixed).evaluation.confusions
    assert confusions
    assert {(c.expected, c.predicted) for c in confusions} <= {("a", "b"), ("b", "a")}
