"""Time as the code sees it: integer microseconds since the Unix epoch, UTC.

Whatever needs the time is handed a ``Clock``, so that tests decide what time it is; the machine's
own is in ``kauli.kit.system``.
"""

from collections.abc import Callable
from datetime import UTC, datetime

__all__ = ["HOUR", "MILLISECOND", "MINUTE", "SECOND", "Clock", "iso", "naive_iso"]

MILLISECOND = 1_000
SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE

Clock = Callable[[], int]
"""Returns now, in microseconds since the epoch."""


def iso(moment: int) -> str:
    """``2026-01-31T09:30:00.000123Z``: how our own API writes a moment."""
    return f"{naive_iso(moment)}Z"


def naive_iso(moment: int) -> str:
    """``2026-01-31T09:30:00.000123``: UTC without saying so, as the compatible API writes it."""
    seconds, micros = divmod(moment, SECOND)
    whole = datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S")
    return f"{whole}.{micros:06d}"
