"""Listening: a developer's machine takes a bot's deliveries, in place of a public URL."""

from kauli.services.listening.service import Listening
from kauli.services.listening.views import Forward, Listener, Report, Seat, Verdict, Wish

__all__ = ["Forward", "Listener", "Listening", "Report", "Seat", "Verdict", "Wish"]
