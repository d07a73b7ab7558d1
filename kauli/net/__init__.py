"""Guarded outgoing HTTP: the only room that calls URLs which people gave us."""

from kauli.net.answer import Answer
from kauli.net.client import OutgoingClient, Wiring
from kauli.net.drip import Drip
from kauli.net.failure import KINDS, FailureKind, SendFailure
from kauli.net.policy import SETTING, Policy
from kauli.net.target import Target, check_url

__all__ = [
    "KINDS",
    "SETTING",
    "Answer",
    "Drip",
    "FailureKind",
    "OutgoingClient",
    "Policy",
    "SendFailure",
    "Target",
    "Wiring",
    "check_url",
]
