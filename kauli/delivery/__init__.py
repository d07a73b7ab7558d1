"""The promise: what a conversation committed is delivered, signed, at least once."""

from kauli.delivery.body import flat_body
from kauli.delivery.outcome import CODES
from kauli.delivery.request import HEADERS
from kauli.delivery.schedule import DEFAULT_SCHEDULE, Schedule
from kauli.delivery.settings import WorkerSettings
from kauli.delivery.signing import new_secret, sign, verify
from kauli.delivery.worker import Worker

__all__ = [
    "CODES",
    "DEFAULT_SCHEDULE",
    "HEADERS",
    "Schedule",
    "Worker",
    "WorkerSettings",
    "flat_body",
    "new_secret",
    "sign",
    "verify",
]
