"""Bots: settings, drafts and published versions."""

from kauli.services.bots.payloads import PayloadView
from kauli.services.bots.service import Bots
from kauli.services.bots.views import BotChanges, BotView, VersionView

__all__ = ["BotChanges", "BotView", "Bots", "PayloadView", "VersionView"]
