"""The conversation that is measured: one pizza, from hello to confirmed."""

import msgspec

from benchmarks.wire import post

__all__ = ["CONFIRMED", "MESSAGES", "PATH", "requests"]

MESSAGES = (
    "hello",
    "I need a pizza",
    "2",
    "cheese and mushrooms",
    "12 Uhuru Street",
    "0712345678",
    "1",
)
"""What a chatter says; the last one confirms."""

CONFIRMED = b"the kitchen has your order"
"""What the last answer says, and no other."""

PATH = "/conversation"


def requests(token: str, bot_id: int, chat_id: str) -> list[bytes]:
    """The requests of one order over the compatible API."""
    return [
        post(
            PATH,
            msgspec.json.encode({"chat_id": chat_id, "bot_id": bot_id, "message": message}),
            token,
        )
        for message in MESSAGES
    ]
