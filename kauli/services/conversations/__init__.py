"""Conversations: answering, looking at them, moving them."""

from kauli.services.conversations.service import Conversations
from kauli.services.conversations.views import (
    ChatView,
    Prediction,
    Standing,
    TurnDelivery,
    TurnView,
)

__all__ = ["ChatView", "Conversations", "Prediction", "Standing", "TurnDelivery", "TurnView"]
