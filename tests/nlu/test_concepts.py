import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kauli.nlu.concepts import base_forms, concepts_of, lexicon_words
from kauli.nlu.meanings import DIMENSIONS, is_table_word, meaning_of
from kauli.nlu.normalise import words_of


@pytest.mark.parametrize(
    ("word", "concept"),
    [
        ("cancelled", "cancel"),
        ("ordering", "order"),
        ("prices", "price"),
        ("ninataka", "want"),
        ("tulilipia", "pay"),
        ("nitumie", "send"),
        ("imechelewa", "late"),
        ("usilete", "no"),
        ("sihitaji", "no"),
        ("niaje", "hello"),
    ],
)
def test_forms_of_a_word_stand_for_its_concept(word: str, concept: str) -> None:
    assert concept in concepts_of([word])


@pytest.mark.parametrize("word", ["xylophone", "42", "👍", "ሰላም", "a" * 500, ""])
def test_words_that_the_lexicon_lacks_stand_for_nothing(word: str) -> None:
    assert concepts_of([word]) == []


def test_the_lexicon_is_written_as_words_are_read() -> None:
    assert [word for word in lexicon_words() if words_of(word) != [word]] == []


def _likeness(one: str, other: str) -> float:
    return sum(a * b for a, b in zip(meaning_of([one]), meaning_of([other]), strict=True))


def test_words_used_alike_point_the_same_way() -> None:
    assert _likeness("doctor", "hospital") > _likeness("doctor", "music") + 0.2
    assert _likeness("pesa", "money") > _likeness("pesa", "rain") + 0.2


def test_unknown_words_shorten_a_meaning() -> None:
    def length(*words: str) -> float:
        return sum(value**2 for value in meaning_of(words))

    assert length("doctor") == pytest.approx(1)
    assert length("doctor", "qxzv") < 1
    assert meaning_of(["qxzv"]) == meaning_of([]) == []
    assert len(meaning_of(["doctor"])) == DIMENSIONS


def test_a_form_is_found_by_its_base() -> None:
    assert not is_table_word("plumbers")
    assert "plumber" in set(base_forms("plumbers"))


@settings(deadline=None)
@given(st.text(max_size=40))
def test_any_word_has_concepts_and_a_meaning_or_none(word: str) -> None:
    assert isinstance(concepts_of([word]), list)
    assert len(meaning_of([word])) in (0, DIMENSIONS)
