"""Conversations: answering, looking at them, moving them, taking them along, forgetting them."""

from kauli.services.conversations.exporting import Kind, Span
from kauli.services.conversations.forgetting import Forgotten
from kauli.services.conversations.listing import Wanted
from kauli.services.conversations.service import Conversations
from kauli.services.conversations.sheets import Format, Sheet, written
from kauli.services.conversations.views import (
    ChatView,
    LastTurn,
    Prediction,
    Standing,
    TurnDelivery,
    TurnView,
)

__all__ = [
    "ChatView",
    "Conversations",
    "Forgotten",
    "Format",
    "Kind",
    "LastTurn",
    "Prediction",
    "Sheet",
    "Span",
    "Standing",
    "TurnDelivery",
    "TurnView",
    "Wanted",
    "written",
]
