"""``kauli bot missed``, ``assign`` and ``dismiss``."""


def test_what_was_missed_is_listed_and_taught(pizza) -> None:
    pizza.ok("chat", "PizzaBot", stdin="naomba mkate wa duara\nqwerty uiop\nqwerty uiop\n")
    rows = pizza.ok("bot", "missed", "PizzaBot").rows
    assert [(row["times"], row["message"]) for row in rows] == [
        ("2", "qwerty uiop"),
        ("1", "naomba mkate wa duara"),
    ]
    said = pizza.ok("bot", "assign", "PizzaBot", "order_pizza", "Naomba mkate wa duara!")
    assert said.out == "order_pizza has 1 new example.\n"
    pizza.ok("bot", "dismiss", "PizzaBot", "qwerty uiop")
    assert pizza.ok("bot", "missed", "PizzaBot").rows == []
    assert "How many" in pizza.ok("chat", "PizzaBot", stdin="naomba mkate wa duara\n").out


def test_a_new_intent_without_a_state_is_said_to_need_one(pizza) -> None:
    told = pizza.ok("bot", "assign", "PizzaBot", "opening_hours", "when do you open")
    assert "no state opening_hours" in told.err


def test_what_holds_no_words_teaches_nothing(pizza) -> None:
    assert "no words" in pizza.fails("bot", "assign", "PizzaBot", "order_pizza", "\u200b")
