import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kauli.nlu.concepts import lexicon_words
from kauli.nlu.spelling import Speller

WORDS = ["pizza", "order", "bye", "hi", "good morning", "kesho", "stop", "shop", "4pm", "kuagiza"]
SPELLER = Speller(dict.fromkeys(WORDS, 1))


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
        ("slop", "shop"),  # two are as near; with equal counts the alphabet decides
        ("kuaguzza", "kuagiza"),
    ],
)
def test_slips_in_a_word_are_mended(typed: str, meant: str) -> None:
    assert SPELLER.readings([typed, "now"]).bold == [meant, "now"]


def test_the_more_frequent_of_two_words_is_likelier() -> None:
    assert Speller({"stop": 2, "shop": 1}).readings(["slop"]).bold == ["stop"]
    assert Speller({"stop": 1, "shop": 2}).readings(["slop"]).bold == ["shop"]


def test_a_word_that_exists_is_replaced_only_in_the_bold_reading() -> None:
    careful, bold = SPELLER.readings(["shoe"])
    assert (careful, bold) == (["shoe"], ["shop"])


def test_words_of_the_lexicon_are_mended_too() -> None:
    assert SPELLER.readings(["tafadhli"]).careful == ["tafadhali"]


@pytest.mark.parametrize("word", ["pizza", "ho", "by", "4am", "5pm", "xylqrtz", "👍", "sasisha"])
def test_known_short_and_distant_words_stay(word: str) -> None:
    assert SPELLER.readings([word]) == ([word], [word])


def test_noise_is_mended_no_further_than_a_message_goes() -> None:
    words = ["pizzq"] * 200
    assert SPELLER.readings(words).bold.count("pizza") < 20


@settings(deadline=None)
@given(st.lists(st.text(min_size=1, max_size=40), max_size=5), st.lists(st.text(max_size=12)))
def test_mending_is_total_and_leads_to_known_words(words: list[str], known: list[str]) -> None:
    for reading in Speller(dict.fromkeys(known, 1)).readings(words):
        for word, instead in zip(words, reading, strict=True):
            assert instead == word or instead in known or instead in lexicon_words()
