"""The settings of an endpoint: what each may be, and what is kept of it: pure."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from kauli.delivery.body import SHAPES
from kauli.kit import json
from kauli.kit.errors import Invalid
from kauli.net import check_url

__all__ = [
    "CONCURRENCY",
    "LONGEST_PAUSE",
    "MOST_PAUSES",
    "RATE_LIMIT",
    "SETTINGS",
    "TIMEOUT",
    "Setting",
]

MOST_PAUSES = 20
LONGEST_PAUSE = 7 * 24 * 3_600
"""Seconds; the shortest is 1."""

TIMEOUT = (1, 60)
"""Seconds, from and to."""

RATE_LIMIT = (1, 60_000)
"""Attempts a minute, from and to."""

CONCURRENCY = (1, 1_000)
"""Attempts at once, from and to."""

_NAME_LONGEST = 200
_TOKEN_LONGEST = 4_096
_MOST_TRIGGERS = 1_000


class Setting(NamedTuple):
    """A setting that is one column.

    Attributes:
        column: of the table.
        kept: what is kept there, from what was sent; raises ``Invalid`` for what can't be.
        cleared: what is kept there for what is usual.
    """

    column: str
    kept: Callable[[Any], Any]
    cleared: Any


def _name(name: str) -> str:
    return _within(name.strip(), _NAME_LONGEST)


def _url(url: str) -> str:
    if url := url.strip():
        check_url(url)
    return url


def _triggers(triggers: Sequence[str]) -> str:
    distinct = list(dict.fromkeys(triggers))
    if len(distinct) > _MOST_TRIGGERS:
        raise Invalid(f"An endpoint has at most {_MOST_TRIGGERS} triggers.")
    return json.dumps(distinct).decode()


def _token(token: str) -> str:
    token = token.strip()
    if not (token.isascii() and token.isprintable()):
        raise Invalid("The token goes into a header: plain ASCII without line breaks.")
    return _within(token, _TOKEN_LONGEST)


def _shape(shape: str) -> str:
    if shape not in SHAPES:
        raise Invalid(f"The shape is {' or '.join(SHAPES)}.")
    return shape


def _schedule(pauses: Sequence[float]) -> str:
    if len(pauses) > MOST_PAUSES:
        raise Invalid(f"A schedule has at most {MOST_PAUSES} pauses.")
    if not all(1 <= pause <= LONGEST_PAUSE for pause in pauses):
        raise Invalid("Each pause of a schedule is 1 second to 7 days.")
    return json.dumps([int(one) if one == int(one) else one for one in pauses]).decode()


def _timeout(seconds: float) -> int:
    return round(_from_to(seconds, TIMEOUT, "The timeout is {} to {} seconds.") * 1_000)


def _rate_limit(attempts: int) -> int:
    return int(_from_to(attempts, RATE_LIMIT, "The rate limit is {} to {} attempts a minute."))


def _concurrency(attempts: int) -> int:
    return int(_from_to(attempts, CONCURRENCY, "The concurrency is {} to {} attempts at once."))


def _from_to(value: float, bounds: tuple[int, int], sentence: str) -> float:
    least, most = bounds
    if not least <= value <= most:
        raise Invalid(sentence.format(f"{least:,}", f"{most:,}"))
    return value


def _within(value: str, longest: int) -> str:
    if len(value) > longest:
        raise Invalid(f"At most {longest} characters.")
    return value


SETTINGS = {
    "name": Setting("name", _name, ""),
    "url": Setting("url", _url, ""),
    "active": Setting("active", bool, True),
    "triggers": Setting("triggers", _triggers, "[]"),
    "token": Setting("token", _token, ""),
    "shape": Setting("shape", _shape, SHAPES[0]),
    "schedule": Setting("schedule", _schedule, ""),
    "timeout": Setting("timeout_ms", _timeout, None),
    "rate_limit": Setting("rate_limit", _rate_limit, None),
    "concurrency": Setting("concurrency", _concurrency, None),
}
"""All but the headers, which change one by one; named as in ``EndpointChanges``."""
