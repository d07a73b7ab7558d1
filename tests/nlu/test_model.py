import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kauli.nlu import Model

THRESHOLD = 0.5


def best(model: Model, message: str) -> tuple[str, float]:
    ranked = model.classify(message)
    return ranked[0] if ranked else ("", 0.0)


@pytest.mark.parametrize(
    ("message", "intent"),
    [
        ("please collect my laundry tomorrow", "book_pickup"),
        ("pick up my clothes", "book_pickup"),
        ("book a pickup for Friday", "book_pickup"),
        ("whats the price per kilo?", "ask_price"),
        ("how much do you charge for a shirt", "ask_price"),
        ("do you open on saturday", "opening_hours"),
        ("closing time?", "opening_hours"),
        ("HEYYY THERE", "greet"),
        ("good mornin", "greet"),
        ("thnk you", "thanks"),
        ("cancel pls", "cancel"),
    ],
)
def test_english_is_understood(laundry: Model, message: str, intent: str) -> None:
    found, confidence = best(laundry, message)
    assert (found, confidence >= THRESHOLD) == (intent, True)


@pytest.mark.parametrize(
    ("message", "intent"),
    [
        ("nataka usafiri kwenda mjini", "omba_usafiri"),
        ("nitumie bodaboda", "omba_usafiri"),
        ("nahtaji usafri", "omba_usafiri"),
        ("nauli hadi mjini", "uliza_nauli"),
        ("bei gani kwenda stendi", "uliza_nauli"),
        ("dereva bado hajafika", "dereva_wapi"),
        ("mbona gari halijafika", "dereva_wapi"),
        ("habari za jioni", "salamu"),
        ("shikamooo", "salamu"),
        ("asanteni sana", "asante"),
        ("futa safari", "ghairi"),
    ],
)
def test_swahili_is_understood(usafiri: Model, message: str, intent: str) -> None:
    found, confidence = best(usafiri, message)
    assert (found, confidence >= THRESHOLD) == (intent, True)


@pytest.mark.parametrize(
    ("message", "intent"),
    [
        ("nataka kubuy sneakers", "order"),
        ("I want shoes", "order"),
        ("mnadeliver Dodoma?", "delivery"),
        ("delivery ni bei gani", "delivery"),
        ("naweza kulipa na mobile money", "payment"),
        ("niaje boss", "greetings"),
    ],
)
def test_the_mix_of_both_is_understood(duka: Model, message: str, intent: str) -> None:
    found, confidence = best(duka, message)
    assert (found, confidence >= THRESHOLD) == (intent, True)


@pytest.mark.parametrize(
    "message",
    [
        "the president won the election",
        "Kariakoo",
        "my cat is sick",
        "12",
        "0711 222 333",
        "👀",
        "wimbo gani unapendwa",
        "nimepoteza funguo zangu",
        "qwrtz plmk",
        "ሰላም ነው",
    ],
)
def test_what_a_bot_was_never_told_about_stays_below_the_threshold(
    laundry: Model, usafiri: Model, duka: Model, message: str
) -> None:
    for model in (laundry, usafiri, duka):
        assert best(model, message)[1] < THRESHOLD


def test_examples_are_certain_however_they_are_typed(laundry: Model, laundry_examples) -> None:
    for intent, texts in laundry_examples.items():
        for text in texts:
            assert laundry.classify(f" {text.upper()}!! 😀") == [(intent, 1.0)]


def test_a_misspelt_example_is_nearly_certain(laundry: Model) -> None:
    ((intent, confidence),) = laundry.classify("shcedule a laundry colection")
    assert intent == "book_pickup"
    assert 0.9 < confidence < 1


def test_all_intents_are_ranked_and_share_one_whole(laundry: Model) -> None:
    ranked = laundry.classify("how much to collect the washing")
    assert {intent for intent, _ in ranked} == set(laundry.intents)
    assert sum(confidence for _, confidence in ranked) <= 1 + 1e-9


@pytest.mark.parametrize("nothing", ["", " ", "\n", "\x00", "\u200d", "ዠዠዠ"])
def test_nothing_in_common_gives_nothing(laundry: Model, nothing: str) -> None:
    assert laundry.classify(nothing) == []


@pytest.mark.parametrize(
    "message", ["acha", "ACHA!", " acha ", "achaaa", "acha ❌", "sitaki  tena"]
)
def test_an_example_matches_its_intent(usafiri: Model, message: str) -> None:
    assert usafiri.matches(message, "ghairi")


@pytest.mark.parametrize("message", ["sitaki tna", "futa safari ynagu", "futasafari yangu"])
def test_a_longer_example_matches_with_one_slip(usafiri: Model, message: str) -> None:
    assert usafiri.matches(message, "ghairi")


@pytest.mark.parametrize(
    "message",
    [
        "Acha Street 5",
        "nyumba ya Mama Acha",
        "macha",
        "achia",
        "2",
        "",
        "naomba usafiri",
        "sitaki chai tena",
        "acha " * 1_000,
    ],
)
def test_an_answer_that_only_contains_an_example_does_not_match(
    usafiri: Model, message: str
) -> None:
    assert not usafiri.matches(message, "ghairi")


def test_an_unknown_intent_matches_nothing(usafiri: Model) -> None:
    assert not usafiri.matches("acha", "no such intent")


def test_a_message_of_a_megabyte_is_answered(laundry: Model) -> None:
    assert best(laundry, "how much is a wash, " * 50_000)[0] == "ask_price"
    assert not laundry.matches("cancel" * 200_000, "cancel")


@settings(deadline=None)
@given(st.text())
def test_classifying_never_raises(laundry: Model, message: str) -> None:
    for _, confidence in laundry.classify(message):
        assert 0 <= confidence <= 1
    laundry.matches(message, "cancel")
