import numpy as np

from kauli.nlu.validation import NOBODY, foreign_parts, own_parts, read_outcome, whole

LABELS = np.array([0] * 7 + [1] * 3 + [2] + [NOBODY] * 6)


def test_each_phrase_is_held_out_once_but_an_only_one_never() -> None:
    parts = own_parts(LABELS, 3, folds=5, tried=5)
    held = np.concatenate([part.held for part in parts])
    assert sorted(held.tolist()) == [i for i in range(len(LABELS)) if LABELS[i] != 2]
    for part in parts:
        assert not part.fit.rows[part.held].any()
        assert part.fit.rows.astype(bool).sum() == len(LABELS) - len(part.held)


def test_folds_are_stratified() -> None:
    labels = np.repeat([0, 1], 50)
    for part in own_parts(labels, 2, folds=5, tried=5):
        assert np.bincount(labels[part.held]).tolist() == [10, 10]


def test_a_class_kept_away_is_asked_about_and_not_known() -> None:
    parts = foreign_parts(LABELS, 3, groups=5, tried=5)
    assert [set(LABELS[part.held]) for part in parts] == [{0}, {1}, {2}]
    for part in parts:
        assert not part.fit.rows[part.held].any()
        assert not part.fit.classes[LABELS[part.held]].any()
        assert part.fit.rows[LABELS == NOBODY].all()


def test_one_class_cannot_be_kept_away() -> None:
    assert foreign_parts(np.zeros(4, np.int64), 1, groups=5, tried=5) == []


def test_everyday_phrases_weigh_little_and_all_others_the_same() -> None:
    weights = whole(LABELS, 3).fit.rows
    assert set(weights[LABELS >= 0].tolist()) == {1.0}
    assert weights[LABELS == NOBODY].max() < 0.2


def test_outcomes_go_where_they_belong() -> None:
    labels = np.array([0, 0, 1, 1, NOBODY, NOBODY])
    own = own_parts(labels, 2, folds=2, tried=2)
    away = foreign_parts(labels, 2, groups=2, tried=2)
    # Whatever is asked, the answer is class 1.
    scores = [np.tile(np.array([0, 2], np.float32), (len(part.held), 1)) for part in own + away]
    outcome = read_outcome(labels, own + away, scores)
    assert sorted(outcome.expected.tolist()) == [0, 0, 1, 1]
    assert outcome.predicted.tolist() == [1, 1, 1, 1]
    assert outcome.trials.right.sum() == 2
    assert [len(part) for part in outcome.trials] == [4, 4, 4, 2]
