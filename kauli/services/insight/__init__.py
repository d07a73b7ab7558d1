"""Seeing how it goes: the health of endpoints, and the figures behind it."""

from kauli.services.insight.condition import CONDITIONS, Condition
from kauli.services.insight.facts import Depth, Period
from kauli.services.insight.following import AttemptEnded, Following
from kauli.services.insight.line import counted, percent
from kauli.services.insight.service import Figures, Insight, Snapshot
from kauli.services.insight.turns import BOUNDS, Turns, TurnTimes
from kauli.services.insight.views import EndpointHealth

__all__ = [
    "BOUNDS",
    "CONDITIONS",
    "AttemptEnded",
    "Condition",
    "Depth",
    "EndpointHealth",
    "Figures",
    "Following",
    "Insight",
    "Period",
    "Snapshot",
    "TurnTimes",
    "Turns",
    "counted",
    "percent",
]
