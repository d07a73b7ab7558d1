"""PizzaBot's order as a dictionary: no document, no validators, no recogniser."""

from typing import NamedTuple

__all__ = ["END", "FLOW", "Chat", "State", "take"]

END = "end"


class State(NamedTuple):
    """What is said on entering, and which state takes the next message."""

    lines: tuple[str, ...]
    next_state: str


class Chat(NamedTuple):
    """Where a conversation stands."""

    next_state: str
    memory: dict[str, str]


_INTENTS = {"hello": "greets", "I need a pizza": "order_pizza"}

_CHOICES = {"1": "confirms", "2": "does_not_confirm"}

FLOW = {
    "greets": State(("Hello and welcome!", "Shall we bake for you?"), END),
    "order_pizza": State(("With pleasure! How many pizzas shall we bake?",), "number_of_pizzas"),
    "number_of_pizzas": State(
        ("Noted: {number_of_pizzas}.", "What would you like on top?"), "pizza_toppings"
    ),
    "pizza_toppings": State(("Good choice! Where shall we bring it?",), "address"),
    "address": State(("And which phone number may our rider call?",), "phone_number"),
    "phone_number": State(
        (
            "Your order: {number_of_pizzas} x pizza, {pizza_toppings}.",
            "To: {address}, phone {phone_number}.",
            "1 - bake it",
            "2 - leave it",
        ),
        "choice_confirmation",
    ),
    "confirms": State(
        ("Thank you, the kitchen has your order!", "We call {phone_number} when we set out."), END
    ),
    "does_not_confirm": State(("All right, nothing is ordered.",), END),
    "fallback": State(("Sorry, that went over my head.",), END),
}


def take(chat: Chat, message: str) -> tuple[list[str], Chat]:
    """Answer a message: the lines, and where the conversation stands then."""
    if chat.next_state == END:
        name, memory = _INTENTS.get(message, "fallback"), {}
    else:
        name, memory = chat.next_state, dict(chat.memory)
    memory[name] = message
    if name == "choice_confirmation":
        name = _CHOICES.get(message, "does_not_confirm")
    state = FLOW[name]
    return [line.format_map(memory) for line in state.lines], Chat(state.next_state, memory)
