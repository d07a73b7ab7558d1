"""Which bot is meant."""

import pytest

from kauli.cli.finding import pick_bot
from kauli.kit.errors import Conflict, NotFound

BOTS = [(1, "PizzaBot"), (2, "Duka"), (3, "duka"), (4, "1"), (5, "Same"), (6, "Same")]


@pytest.mark.parametrize(
    ("wanted", "id_"),
    [
        ("PizzaBot", 1),
        ("pizzabot", 1),
        (" PizzaBot ", 1),
        ("2", 2),
        ("Duka", 2),
        ("duka", 3),
        ("1", 1),
    ],
)
def test_an_id_before_a_name_and_an_exact_name_before_a_similar_one(wanted: str, id_: int) -> None:
    assert pick_bot(BOTS, wanted) == id_


@pytest.mark.parametrize("wanted", ["Same", "DUKA"])
def test_a_name_of_several_asks_for_the_id(wanted: str) -> None:
    with pytest.raises(Conflict, match="id: "):
        pick_bot(BOTS, wanted)


def test_a_name_of_none_gets_the_nearest() -> None:
    with pytest.raises(NotFound, match="Did you mean PizzaBot") as caught:
        pick_bot(BOTS, "PizaBott")
    assert caught.value.code == "bot_not_found"
