import pytest

from kauli.nlu import Model, confusable, evaluate, judge
from kauli.nlu.thresholds import USUAL_THRESHOLD, best_threshold, threshold_table

ASKED = [
    ("hello", "greet"),
    ("book a pickup", "book_pickup"),
    ("cancel", "ask_price"),
    ("my cat is sick", None),
    ("where is the moon", "astronomy"),
]


def test_labelled_messages_are_compared_with_what_is_said(laundry: Model) -> None:
    found = judge(laundry, ASKED)
    assert found.accuracy == pytest.approx(2 / 3)
    assert [(m.phrase, m.expected, m.predicted) for m in found.misread] == [
        ("cancel", "ask_price", "cancel")
    ]
    assert found.misread[0].confidence == 1
    assert found.thresholds[-1].refused == 1  # the cat and the moon


def test_a_message_like_nothing_is_taken_for_no_intent(laundry: Model) -> None:
    found = judge(laundry, [("ዠዠዠ", "greet")])
    assert found.accuracy == 0
    assert [(pair.expected, pair.predicted) for pair in found.pairs] == [("greet", "")]


def test_progress_is_told_to_the_end(laundry: Model, laundry_examples) -> None:
    told: list[tuple[int, int]] = []
    judge(laundry, ASKED * 30, lambda done, total: told.append((done, total)))
    assert told == [(50, 150), (100, 150), (150, 150)]
    told.clear()
    evaluate(laundry_examples, progress=lambda done, total: told.append((done, total)))
    assert told
    assert told[-1][0] == told[-1][1]


def test_a_threshold_row_says_who_is_answered_and_who_is_not() -> None:
    table = threshold_table([0.9, 0.7, 0.4, 0.2], [True, True, False, False], [0.5, 0.1])
    row = next(row for row in table if row.threshold == 0.6)
    assert (row.answered, row.right, row.refused) == (0.5, 1.0, 1.0)
    row = next(row for row in table if row.threshold == 0.3)
    assert (row.answered, row.right, row.refused) == (0.75, 0.6667, 0.5)


def test_without_anything_unknown_nothing_is_said_of_refusing() -> None:
    assert all(row.refused is None for row in threshold_table([0.9], [True], []))
    assert threshold_table([], [], [0.3]) == ()


def test_the_best_threshold_parts_the_known_from_the_unknown() -> None:
    own, unknown = [0.45] * 30 + [0.9] * 30, [0.35] * 30
    table = threshold_table(own, [True] * 60, unknown)
    assert best_threshold(table, judged=60) == 0.45
    assert best_threshold(table, judged=10) == USUAL_THRESHOLD
    assert best_threshold((), judged=60) == USUAL_THRESHOLD


def test_confusable_intents_come_with_their_phrases() -> None:
    things = ("door", "window", "gate", "shop", "box", "bag", "jar", "drawer")
    phrases = [f"open the {thing}" for thing in things]
    examples = {"a": phrases[::2], "b": phrases[1::2], "bye": ["goodbye", "see you", "farewell"]}
    (pair,) = confusable(examples)
    assert {pair.intent, pair.other} == {"a", "b"}
    assert set(pair.phrases) <= set(examples[pair.intent])
    assert set(pair.other_phrases) <= set(examples[pair.other])
    assert pair.share == (len(pair.phrases) + len(pair.other_phrases)) / 8
    assert len(pair.phrases) >= len(pair.other_phrases)


def test_distinct_intents_are_not_called_confusable() -> None:
    assert (
        confusable(
            {
                "pay": ["I want to pay my bill", "pay the bill", "how can I pay", "pay now"],
                "weather": ["will it rain", "rain tomorrow", "is it going to rain", "rain today"],
            }
        )
        == ()
    )


def test_a_trained_model_knows_what_its_examples_say_about_it(laundry: Model) -> None:
    found = Model.from_bytes(laundry.to_bytes()).evaluation
    assert found.thresholds
    assert 0.3 <= found.threshold <= 0.8
    assert len(found.misread) == sum(pair.count for pair in found.confusions)
