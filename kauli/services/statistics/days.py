"""Days as people live them: in a time zone, from midnight to midnight."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from kauli.kit.clock import SECOND
from kauli.kit.errors import Invalid
from kauli.kit.spans import microseconds

__all__ = ["MOST_DAYS", "Days", "days_between", "moment_in", "parse_zone"]

MOST_DAYS = 400
"""The longest time that is counted in one go."""

_OFFSET = re.compile(r"([+-])(\d{2}):?(\d{2})", re.ASCII)
_NAME = re.compile(r"[A-Za-z0-9_+-]{1,32}(/[A-Za-z0-9_+-]{1,32}){0,2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Days:
    """Some days in a row.

    Attributes:
        dates: of each.
        starts: the moment at which each begins, in microseconds since the epoch.
    """

    dates: tuple[date, ...]
    starts: tuple[int, ...]

    def place(self, moment: int) -> int:
        """Which of the days a moment is in, from 0; it must be in one of them."""
        return bisect_right(self.starts, moment) - 1


def parse_zone(text: str) -> tzinfo:
    """The time zone of a name such as ``Africa/Dar_es_Salaam``, or of an offset, ``+03:00``.

    Raises:
        Invalid: it is neither, or this machine does not know the name.
    """
    offset = _OFFSET.fullmatch(text)
    if offset and int(offset[2]) < 24 and int(offset[3]) < 60:
        span = timedelta(hours=int(offset[2]), minutes=int(offset[3]))
        return timezone(-span if offset[1] == "-" else span)
    if text in {"UTC", "Z"}:
        return UTC
    if _NAME.fullmatch(text):
        try:
            return ZoneInfo(text)
        except (ZoneInfoNotFoundError, OSError, ValueError):
            pass
    raise Invalid(
        f"{text!r} is no time zone that this machine knows; write Africa/Dar_es_Salaam or +03:00.",
        code="bad_zone",
    )


def moment_in(zone: tzinfo, given: datetime) -> int:
    """A moment that somebody gave, in microseconds since the epoch; in the zone unless it says."""
    return microseconds(given if given.tzinfo is not None else given.replace(tzinfo=zone))


def days_between(since: int, until: int, zone: tzinfo) -> Days:
    """The days that a time touches.

    Args:
        since: its begin, in microseconds since the epoch.
        until: its end, not in it any more.
        zone: where the days are.

    Raises:
        Invalid: it ends before it begins, or is too long.
    """
    if until <= since:
        raise Invalid("until must be later than since.", code="bad_window")
    first, last = _date(since, zone), _date(until - 1, zone)
    count = (last - first).days + 1
    if count > MOST_DAYS:
        raise Invalid(f"Ask for {MOST_DAYS} days at most.", code="bad_window")
    dates = tuple(first + timedelta(days=place) for place in range(count))
    starts = tuple(microseconds(datetime.combine(day, time(), zone)) for day in dates)
    return Days(dates, starts)


def _date(moment: int, zone: tzinfo) -> date:
    try:
        return datetime.fromtimestamp(moment // SECOND, zone).date()
    except (OverflowError, ValueError, OSError):
        raise Invalid("No calendar has that day.", code="bad_window") from None
