"""What the chatters order: every order different, so that none can stand in for another."""

from dataclasses import dataclass

__all__ = ["TURNS_OF_AN_ORDER", "Order", "orders_of"]

TURNS_OF_AN_ORDER = 6
"""Messages from "I need a pizza" to the confirmation."""


@dataclass(frozen=True, slots=True)
class Order:
    """One order of one chatter.

    Attributes:
        chat_id: whose.
        place: the how-manyeth of theirs, from 1.
        answers: what they say, by the name of the state that takes it.
    """

    chat_id: str
    place: int
    answers: dict[str, str]

    @property
    def messages(self) -> list[str]:
        """What they say, in order; the last message confirms."""
        return list(self.answers.values())

    @property
    def body(self) -> dict[str, str]:
        """What their confirmation must deliver."""
        return {"chat_id": self.chat_id, **self.answers}


def orders_of(chatter: int, count: int) -> list[Order]:
    """The orders of the chatter with this number."""
    chat_id = f"chatter-{chatter}"
    return [
        Order(
            chat_id,
            place,
            {
                "order_pizza": "I need a pizza",
                "number_of_pizzas": str(1 + (chatter + place) % 20),
                "pizza_toppings": f"toppings {place} of chatter {chatter}",
                "address": f"{chatter} Uhuru Street, floor {place}",
                "phone_number": f"07{chatter:07d}{place % 10}",
                "choice_confirmation": "1",
            },
        )
        for place in range(1, count + 1)
    ]
