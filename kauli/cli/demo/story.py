"""The order that the demo plays, through the server's HTTP API."""

import asyncio
import time
from dataclasses import dataclass

from kauli.cli.chat.said import Talker
from kauli.cli.chat.window import show_answer, show_message
from kauli.cli.demo.events import Delivery, OrderDesk, TextMessage
from kauli.kit.errors import Unavailable

__all__ = ["CHATTER", "Ending", "order", "play"]

CHATTER = "255712345678"

LINES = (
    "Hello!",
    "I need a pizza",
    "two",
    "2",
    "cheese and mushrooms",
    "Uhuru Street 12",
    "0712345678",
    "1",
)
"""What the chatter says; "two" shows what a validator does."""


@dataclass(frozen=True, slots=True)
class Ending:
    """What the order came to: the signed delivery and the text message.

    Attributes:
        took_ms: milliseconds from the chatter's last message to its arrival at the desk.
    """

    delivery: Delivery
    text: TextMessage
    took_ms: float


async def play(talker: Talker, pause: float) -> float:
    """Order a pizza, turn by turn.

    Args:
        talker: the bot.
        pause: seconds to wait before each message, for people to follow.

    Returns:
        When the last message was sent, in seconds since the epoch.
    """
    sent = 0.0
    for line in LINES:
        await asyncio.sleep(pause)
        show_message(line)
        sent = time.time()
        said = await talker.say(CHATTER, line, "text")
        await asyncio.sleep(pause / 2)
        show_answer(said, talker.name)
    return sent


async def order(desk: OrderDesk, sent: float, patience: float) -> Ending:
    """Wait for the order to arrive at the order desk, and for the text message it causes.

    Args:
        desk: the order desk.
        sent: when the confirmation was sent, in seconds since the epoch.
        patience: seconds to wait at most.

    Raises:
        Unavailable: it did not arrive, or the order desk did not believe the signature.
    """
    text = None
    try:
        async with asyncio.timeout(patience):
            while True:
                event = await desk.next()
                if isinstance(event, TextMessage):
                    text = event
                    continue
                if event.verified and text is not None:
                    return Ending(event, text, max(0.0, event.arrived - sent) * 1_000)
                raise Unavailable(
                    f"The order desk answered {event.status}: {event.answer}",
                    code="demo_refused",
                )
    except TimeoutError as error:
        raise Unavailable(
            f"The order did not reach the order desk within {patience:.0f} seconds; "
            "`kauli deliveries` shows why.",
            code="demo_undelivered",
        ) from error
