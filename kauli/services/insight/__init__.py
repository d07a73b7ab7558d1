"""Seeing how it goes: the health of endpoints, and the figures behind it."""

from kauli.services.insight.condition import CONDITIONS, Condition
from kauli.services.insight.facts import Depth, Period
from kauli.services.insight.service import Figures, Insight, Snapshot
from kauli.services.insight.turns import BOUNDS, Turns, TurnTimes
from kauli.services.insight.views import EndpointHealth

__all__ = [
    "BOUNDS",
    "CONDITIONS",
    "Condition",
    "Depth",
    "EndpointHealth",
    "Figures",
    "Insight",
    "Period",
    "Snapshot",
    "TurnTimes",
    "Turns",
]
