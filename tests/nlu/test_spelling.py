import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kauli.nlu.spelling import Speller

SPELLER = Speller(["pizza", "order", "bye", "hi", "good morning", "kesho", "stop", "shop", "4pm"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("piza", "pizza"),
        ("pizzza", "pizza"),
        ("pixza", "pizza"),
        ("ordre", "order"),
        ("orde", "order"),
        ("byee", "bye"),
        ("hii", "hi"),
        ("keshoo", "kesho"),
        ("sotp", "stop"),
        ("shoop", "shop"),
        ("slop", "stop"),  # two are as near; the first of them is taken
    ],
)
def test_one_slip_in_a_word_is_mended(typed: str, meant: str) -> None:
    assert SPELLER.corrected([typed, "now"]) == [meant, "now"]


@pytest.mark.parametrize("word", ["pizza", "pasta", "ho", "by", "4am", "5pm", "prizzas", "👍"])
def test_known_short_and_distant_words_stay(word: str) -> None:
    assert SPELLER.corrected([word]) is None


@settings(deadline=None)
@given(st.lists(st.text(min_size=1, max_size=40), max_size=5), st.lists(st.text(max_size=12)))
def test_correcting_is_total_and_leads_to_known_words(words: list[str], known: list[str]) -> None:
    corrected = Speller(known).corrected(words)
    for word, instead in zip(words, corrected or words, strict=True):
        assert instead == word or instead in known
