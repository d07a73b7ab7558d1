"""Bots: settings, drafts and published versions."""

from kauli.services.bots.documents import changes_of
from kauli.services.bots.drafts import Drafts
from kauli.services.bots.facts import FactBook
from kauli.services.bots.layouts import Layouts, Place, Positions
from kauli.services.bots.listing import BotFilter, BotOrder, BotStatus
from kauli.services.bots.payloads import PayloadView
from kauli.services.bots.service import Bots
from kauli.services.bots.views import BotChanges, BotSummary, BotView, DraftView, VersionView

__all__ = [
    "BotChanges",
    "BotFilter",
    "BotOrder",
    "BotStatus",
    "BotSummary",
    "BotView",
    "Bots",
    "DraftView",
    "Drafts",
    "FactBook",
    "Layouts",
    "PayloadView",
    "Place",
    "Positions",
    "VersionView",
    "changes_of",
]
