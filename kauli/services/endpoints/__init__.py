"""Endpoints: where a bot's deliveries go."""

from kauli.delivery.body import SHAPES
from kauli.services.endpoints.headers import MOST_BYTES, MOST_HEADERS
from kauli.services.endpoints.keys import (
    KINDS,
    LONGEST_OVERLAP_HOURS,
    MOST_SECRETS,
    OVERLAP_HOURS,
    Wish,
)
from kauli.services.endpoints.service import Endpoints
from kauli.services.endpoints.settings import (
    CONCURRENCY,
    LONGEST_PAUSE,
    MOST_PAUSES,
    RATE_LIMIT,
    TIMEOUT,
)
from kauli.services.endpoints.trials import Trial, TrialDraft, Trials, TrialView
from kauli.services.endpoints.views import CLEAR, Clear, EndpointChanges, EndpointView

__all__ = [
    "CLEAR",
    "CONCURRENCY",
    "KINDS",
    "LONGEST_OVERLAP_HOURS",
    "LONGEST_PAUSE",
    "MOST_BYTES",
    "MOST_HEADERS",
    "MOST_PAUSES",
    "MOST_SECRETS",
    "OVERLAP_HOURS",
    "RATE_LIMIT",
    "SHAPES",
    "TIMEOUT",
    "Clear",
    "EndpointChanges",
    "EndpointView",
    "Endpoints",
    "Trial",
    "TrialDraft",
    "TrialView",
    "Trials",
    "Wish",
]
