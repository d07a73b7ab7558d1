"""Spans of time as people say them: ``4 min 10 s`` to read, ``2h`` and ``3d`` to type."""

import re
from datetime import UTC, datetime, timedelta

from kauli.kit.clock import HOUR, MINUTE, SECOND
from kauli.kit.errors import Invalid

__all__ = ["DAY", "microseconds", "parse_moment", "parse_span", "span_in_words"]

DAY = 24 * HOUR

_UNITS = {"d": DAY, "h": HOUR, "min": MINUTE, "s": SECOND}
_TYPED = {"w": 7 * DAY, "d": DAY, "h": HOUR, "m": MINUTE, "min": MINUTE, "s": SECOND}
_SPAN = re.compile(r"([0-9]{1,6}) ?(w|d|h|min|m|s)", re.ASCII)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def span_in_words(span: int) -> str:
    """``4 min 10 s``: the two largest units of a span of microseconds, rounded up to a second."""
    left = max(-(-span // SECOND), 0) * SECOND
    parts = []
    for name, unit in _UNITS.items():
        count, left = divmod(left, unit)
        if count:
            parts.append(f"{count} {name}")
        if parts and (len(parts) == 2 or not count):
            break
    return " ".join(parts) or "0 s"


def parse_span(text: str) -> int:
    """Microseconds of what somebody typed: ``45s``, ``10m``, ``2h``, ``3d`` or ``1w``.

    Raises:
        Invalid: it is none of these.
    """
    found = _SPAN.fullmatch(text.strip().lower())
    if found is None:
        raise Invalid(f"{text!r} is no span of time; write 10m, 2h, 3d or 1w.", code="bad_span")
    return int(found[1]) * _TYPED[found[2]]


def parse_moment(text: str, now: int) -> int:
    """The moment that somebody typed: a span of time ago (``2h``), or a date, perhaps with a time.

    Args:
        text: dates as ``2026-01-31`` or ``2026-01-31T09:30``, in UTC unless they say otherwise.
        now: microseconds since the epoch.

    Returns:
        Microseconds since the epoch.

    Raises:
        Invalid: it is neither.
    """
    if _SPAN.fullmatch(text.strip().lower()):
        return max(now - parse_span(text), 0)
    try:
        return microseconds(datetime.fromisoformat(text.strip()))
    except ValueError:
        raise Invalid(
            f"{text!r} is no moment; write 2h or 3d (that long ago), or 2026-01-31T09:30 (UTC).",
            code="bad_moment",
        ) from None


def microseconds(moment: datetime) -> int:
    """Since the epoch, and none before it; what says no time zone is in UTC."""
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return max((aware - _EPOCH) // timedelta(microseconds=1), 0)
