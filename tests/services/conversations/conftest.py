"""Random conversations, played through the real runner."""

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import pytest

from kauli.runner import Answer
from kauli.services.bots import BotChanges

BOT = BotChanges(
    name="Duka",
    intents={
        "order": ["I want to order", "order please", "nataka kuagiza"],
        "prices": ["what are the prices", "bei gani", "show me the prices"],
        "cancel": ["stop that", "acha hiyo"],
    },
    flows={
        "order": {
            "message": "How many?",
            "validators": [{"type": "numeric_validation", "error_message": "A number, please."}],
            "next_state": "number",
        },
        "number": {"message": "Where to?", "next_state": "address"},
        "address": {
            "message": ["Right?"],
            "type": "interactive",
            "buttons": [{"1": "Yes"}, {"2": "No"}],
            "next_state": "choice_sure",
        },
        "choice_sure": {"1": "placed", "2": "end", "fallback_message": "Please answer 1 or 2."},
        "placed": {
            "message": "Placed; confirm?",
            "type": "interactive",
            "buttons": [{"confirmed": "I confirm"}],
            "next_state": "end",
        },
        "confirmed": {"message": "Thanks!", "next_state": "end"},
        "prices": {"message": "All is 500.", "next_state": "end"},
    },
    confidence_threshold=0.6,
)

_LINES = (
    *("I want to order", "order please", "2", "3", "twelve", "Uhuru Street 12", "1", "2"),
    *("I confirm", "confirmed", "what are the prices", "bei gani", "stop that", "qwerty uiop"),
)


@dataclass(frozen=True)
class Spoken:
    """A message, when it came, and what it led to."""

    chat_id: str
    at: int
    text: str
    answer: Answer

    @property
    def events(self) -> list[dict[str, str]]:
        return self.answer.events


@dataclass
class Play:
    """What was played.

    Attributes:
        said: everything, in the order of time.
    """

    bot_id: int
    said: list[Spoken] = field(default_factory=list)

    def by_chat(self) -> dict[str, list[Spoken]]:
        found: dict[str, list[Spoken]] = {}
        for one in self.said:
            found.setdefault(one.chat_id, []).append(one)
        return found


@pytest.fixture
def play(services, owner, clock) -> Callable[..., Awaitable[Play]]:
    """Lets some people write whatever comes to their minds, for some days."""

    async def play(seed: int, *, turns: int = 150, chats: int = 8) -> Play:
        chance = random.Random(seed)
        bot = await services.bots.create(owner, BOT)
        done = Play(bot.id)
        for _ in range(turns):
            clock.advance(chance.choice((5, 60, 3_600, 20_000, 90_000)))
            chat = f"25571{chance.randrange(chats)}"
            text = chance.choice(_LINES)
            answer = await services.conversations.reply(owner, bot.id, chat, text)
            done.said.append(Spoken(chat, clock.now, text, answer))
        return done

    return play
