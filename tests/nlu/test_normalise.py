import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kauli.nlu.normalise import MAX_CHARACTERS, key_of, words_of


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Good  MORNING!!!", ["good", "morning"]),
        ("heyyyy", ["hey"]),
        ("goooood pizzzza", ["good", "pizza"]),
        ("room 1000", ["room", "1000"]),
        ("what's up, Ng'ombe?", ["whats", "up", "ngombe"]),
        ("what’s up", ["whats", "up"]),  # noqa: RUF001 - the apostrophe that phones type
        ("Café ÀÉ naïve", ["cafe", "ae", "naive"]),
        ("ｆｕｌｌ ｗｉｄｔｈ", ["full", "width"]),  # noqa: RUF001 - that is the point
        ("snake_case", ["snake", "case"]),
        ("zero\u200bwidth\ufeff jo\u200diner", ["zerowidth", "joiner"]),
        ("bell\x07and\x00null", ["bell", "and", "null"]),
        ("نَعَمْ أُريد", ["نعم", "اريد"]),
        ("ሰላም ነው", ["ሰላም", "ነው"]),
        ("我想订披萨", ["我想订披萨"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("が", ["が"]),
        ("👍🏽👍👍", ["👍"]),
        ("I ❤️ it", ["i", "❤", "it"]),
        ("👨‍👩‍👧", ["👨", "👩", "👧"]),
        ("???", ["?"]),
        ("lone \ud800 surrogate", ["lone", "surrogate"]),
    ],
)
def test_a_phrase_is_the_same_however_it_was_typed(typed: str, words: list[str]) -> None:
    assert words_of(typed) == words


@pytest.mark.parametrize("blank", ["", "   ", "\n\t", "\x00\x1f", "\u200d\u200b", "\ud800"])
def test_blank_text_has_no_words(blank: str) -> None:
    assert words_of(blank) == []


def test_only_the_beginning_of_a_long_text_is_read() -> None:
    assert words_of("é" * 100_000) == words_of("é" * MAX_CHARACTERS)
    # One character that compatibility normalisation makes eighteen of.
    assert sum(map(len, words_of("\ufdfa" * 100_000))) <= MAX_CHARACTERS


def test_the_key_forgets_spaces_but_not_between_digits() -> None:
    assert key_of(["good", "morning"]) == key_of(["goodmorning"])
    assert key_of(["1", "12"]) != key_of(["11", "2"])


@settings(deadline=None)
@given(st.text())
def test_normalising_is_total_and_settles(text: str) -> None:
    words = words_of(text)
    assert all(words)
    assert not any(char.isspace() for word in words for char in word)
    again = words_of(" ".join(words))
    assert again == words_of(" ".join(again))


@settings(deadline=None)
@given(st.text(alphabet=st.characters(codec="ascii")))
def test_plain_letters_and_any_others_are_read_alike(text: str) -> None:
    """The quick path for ASCII gives what the general one gives."""
    accented = words_of(text + " é")
    plain = words_of(text)
    if plain and plain[0][0].isalnum():
        assert accented == [*plain, "e"]
