"""Statistics: what people wanted, what was not understood, where they stopped."""

from kauli.services.statistics.days import moment_in, parse_zone
from kauli.services.statistics.service import Period, Statistics
from kauli.services.statistics.views import (
    DayCount,
    IntentCount,
    StateCount,
    StatisticsView,
)

__all__ = [
    "DayCount",
    "IntentCount",
    "Period",
    "StateCount",
    "Statistics",
    "StatisticsView",
    "moment_in",
    "parse_zone",
]
