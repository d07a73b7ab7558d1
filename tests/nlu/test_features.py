import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kauli.nlu.features import Vocabulary, counts_of, rows_of


def test_terms_are_words_pairs_and_pieces_of_words() -> None:
    counts = counts_of(["go", "go", "up"])
    assert counts.words == {"go": 2, "up": 1, "go go": 1, "go up": 1}
    assert counts.pieces[" g"] == 2
    assert counts.pieces["go"] == 2
    assert counts.pieces[" up "] == 1
    assert not any(" " in piece[1:-1] for piece in counts.pieces)


def test_vectors_have_the_length_of_their_four_blocks() -> None:
    phrases = [counts_of(["order", "pizza"]), counts_of(["see", "you"])]
    vocabulary = Vocabulary.of(phrases, limit=1_000)
    _, values = vocabulary.vector(phrases[0])
    assert sum(value * value for value in values) == pytest.approx(
        1 + 1.4**2 + 0.8**2 + 1, abs=0.01
    )


def test_unknown_words_make_a_phrase_shorter() -> None:
    vocabulary = Vocabulary.of([counts_of(["order", "pizza"])], limit=1_000)

    def length(*words: str) -> float:
        return sum(value**2 for value in vocabulary.vector(counts_of(list(words)))[1])

    assert length("order", "pizza") > length("order", "bricks") > length("buy", "xylophones")
    assert length("ቤት") == 0


def test_rare_terms_weigh_more_than_common_ones() -> None:
    vocabulary = Vocabulary.of([counts_of(["a", word]) for word in ("b", "c", "d")], limit=1_000)
    terms, values = vocabulary.vector(counts_of(["a", "b"]))
    weight = dict(zip(terms, values, strict=True))
    assert weight[vocabulary.words["b"]] > weight[vocabulary.words["a"]]


def test_the_rarest_terms_go_when_there_are_too_many() -> None:
    phrases = [counts_of(["common", word]) for word in ("one", "two", "three")]
    full = Vocabulary.of(phrases, limit=10_000)
    small = Vocabulary.of(phrases, limit=40)
    assert len(small.frequencies) <= 40 < len(full.frequencies)
    assert "common" in small.words
    assert "three" not in small.words


words = st.lists(st.text("abcé👍", min_size=1, max_size=6), max_size=6)


@settings(deadline=None)
@given(st.lists(words, max_size=6), words)
def test_a_phrase_is_nearest_to_itself(examples: list[list[str]], message: list[str]) -> None:
    phrases = [counts_of(words) for words in [*examples, message]]
    vocabulary = Vocabulary.of(phrases, limit=10_000)
    rows = rows_of(vocabulary, phrases)
    dense = np.zeros((len(phrases), len(vocabulary)))
    for row in range(len(phrases)):
        here = slice(rows.starts[row], rows.starts[row + 1])
        dense[row, rows.terms[here]] = rows.values[here]
    likeness = dense @ dense[-1]
    assert likeness[-1] >= likeness.max() - 1e-5
