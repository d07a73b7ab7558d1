import pytest

from kauli.nlu.phrases import Phrases, is_one_slip_away


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cancle", "cancel"),
        ("cancl", "cancel"),
        ("cancell", "cancel"),
        ("cancekit", "cancelit"),
        ("sitatki", "sitaki"),
    ],
)
def test_a_slip_of_the_finger_is_forgiven(typed: str, meant: str) -> None:
    assert is_one_slip_away(typed, meant) or len(typed) < 6
    assert is_one_slip_away(typed, meant) == is_one_slip_away(meant, typed)


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("cancer", "cancel"),  # one letter of six makes another word
        ("acha", "macha"),
        ("ocha", "acha"),
        ("option 1 now", "option 2 now"),
        ("option 11 now", "option 1 now"),
        ("cancel it now", "cancel"),
        ("completely", "different!"),
    ],
)
def test_what_may_be_meant_otherwise_is_not(typed: str, other: str) -> None:
    assert not is_one_slip_away(typed, other)
    assert not is_one_slip_away(other, typed)


def test_another_intents_example_is_no_slip() -> None:
    phrases = Phrases.of([["come", "tonight"], ["come", "tonights"]], [0, 1])
    assert phrases.holds(["come", "tonightss"], 1)
    assert not phrases.holds(["come", "tonights"], 0)


def test_emoji_around_a_phrase_do_not_hide_it_but_may_make_it() -> None:
    phrases = Phrases.of([["order", "🍕"], ["order", "🍔"], ["hi"]], [0, 1, 2])
    assert phrases.find(["order", "🍕"]) == (0,)
    assert phrases.find(["order", "🍔"]) == (1,)
    assert phrases.find(["hi", "👋"]) == (2,)
    assert phrases.find(["👋"]) == ()


def test_a_phrase_of_two_intents_is_known_to_both() -> None:
    phrases = Phrases.of([["stop"], ["stop"]], [1, 0])
    assert phrases.find(["stop"]) == (1, 0)
    assert phrases.holds(["stop"], 0)
    assert phrases.holds(["stop"], 1)
