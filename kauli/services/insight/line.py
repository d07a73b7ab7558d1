"""How an endpoint is, in a line that a person can read: pure."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from kauli.delivery.watch import OFF_AFTER, WARN_AFTER
from kauli.kit.clock import HOUR, iso
from kauli.kit.spans import span_in_words
from kauli.services.insight.condition import Condition
from kauli.services.insight.facts import Depth, Facts, Period

__all__ = ["counted", "line_of", "percent", "switch_off_at", "warning_of"]

_DAY = 24 * HOUR

_FAILURES: Mapping[str, str] = MappingProxyType(
    {
        "request": "could not be put together",
        "blocked": "was blocked: the address is private",
        "dns": "found no such host",
        "connect": "found nobody at the address",
        "tls": "failed at the certificate",
        "timeout": "got no answer in time",
        "disconnected": "was cut off",
        "protocol": "got an answer that is not HTTP",
        "internal": "failed inside Kauli",
    }
)
_OFF = {"gone": "it answered 410 (gone)", "failing": f"{OFF_AFTER // _DAY} days without a success"}


def line_of(facts: Facts, condition: Condition, now: int) -> str:
    """Such as ``healthy: 99.8 % of 1,240 in 24 h, p95 180 ms``.

    Args:
        facts: of the endpoint.
        condition: what it was found to be.
        now: microseconds since the epoch.
    """
    line = _LINES[condition](facts, now)
    warning = warning_of(facts, now)
    return f"{line}; {warning}" if warning else line


def warning_of(facts: Facts, now: int) -> str:
    """What is said of an endpoint that will be switched off; "" where that is not near."""
    since, at = facts.watched.failing_since, switch_off_at(facts)
    if since is None or at is None or now - since < WARN_AFTER:
        return ""
    return f"will be switched off on {_when(at, 0)} unless a delivery succeeds"


def switch_off_at(facts: Facts) -> int | None:
    """When an endpoint that fails is switched off if nothing is delivered before."""
    watched = facts.watched
    if watched.failing_since is None or watched.off_at is not None:
        return None
    return watched.failing_since + OFF_AFTER


def percent(share: float) -> str:
    """``99.8 %``; never rounded up to all, nor down to none."""
    if share in (0, 1):
        return f"{share * 100:.0f} %"
    return f"{min(max(share * 100, 0.1), 99.9):.1f} %"


def counted(number: int, depth: Depth) -> str:
    """``1,240``; with a plus behind it where it was counted no further."""
    return f"{number:,}{'+' if depth.more else ''}"


def _healthy(facts: Facts, _: int) -> str:
    return f"healthy: {_share(facts.day)}{_waiting(facts, ', ')}"


def _unsteady(facts: Facts, _: int) -> str:
    return f"unsteady: {_share(facts.day)}{_waiting(facts, ', ')}"


def _behind(facts: Facts, now: int) -> str:
    oldest = f", the oldest for {_span(facts.oldest_at, now)}" if facts.oldest_at else ""
    why = f", at {facts.watched.rate_limit:,} a minute" if facts.watched.rate_limit else ""
    day = f"; {_share(facts.day)}" if facts.day.attempts else ""
    return f"behind: {counted(facts.depth.waiting, facts.depth)} waiting{oldest}{why}{day}"


def _unattended(facts: Facts, now: int) -> str:
    return (
        f"unattended: {counted(facts.depth.due, facts.depth)} due for "
        f"{_span(facts.idle_since, now)} and nobody sends; is `kauli serve` or `kauli worker` "
        "running?"
    )


def _failing(facts: Facts, now: int) -> str:
    return f"failing since {_since(facts, now)}: {_row(facts)}{_next(facts, now)}"


def _down(facts: Facts, now: int) -> str:
    return f"down since {_since(facts, now)}: {_row(facts)}{_next(facts, now)}"


def _resting(facts: Facts, now: int) -> str:
    rest = span_in_words(facts.watched.rest_until - now)
    return f"resting for {rest}: {_row(facts)}{_waiting(facts, '; ')}"


def _quiet(facts: Facts, now: int) -> str:
    last = facts.watched.last_success_at
    success = f", the last success {_span(last, now)} ago" if last is not None else ""
    return f"quiet: nothing sent in 24 h{success}{_waiting(facts, ', ')}"


def _new(facts: Facts, _: int) -> str:
    return f"nothing sent yet{_waiting(facts, ', ')}"


def _listening(facts: Facts, _: int) -> str:
    day = f": {_share(facts.day)}" if facts.day.attempts else ""
    return f"`kauli listen` takes from it{day}{_waiting(facts, ', ')}"


def _off(facts: Facts, _: int) -> str:
    why = "no URL yet" if facts.watched.active else "off"
    return f"{why}{_waiting(facts, ', ')}"


def _switched_off(facts: Facts, now: int) -> str:
    watched = facts.watched
    why = _OFF.get(watched.off_reason, watched.off_reason)
    return f"switched off {_when(watched.off_at or 0, now)}: {why}{_waiting(facts, '; ')}"


_LINES: Mapping[Condition, Callable[[Facts, int], str]] = {
    "healthy": _healthy,
    "unsteady": _unsteady,
    "behind": _behind,
    "unattended": _unattended,
    "failing": _failing,
    "down": _down,
    "resting": _resting,
    "quiet": _quiet,
    "new": _new,
    "listening": _listening,
    "off": _off,
    "switched_off": _switched_off,
}


def _share(period: Period) -> str:
    p95 = f", p95 {period.p95_ms:,} ms" if period.p95_ms is not None else ""
    return f"{percent(period.share or 0)} of {period.attempts:,} in 24 h{p95}"


def _waiting(facts: Facts, joint: str) -> str:
    waiting = facts.depth.waiting
    return f"{joint}{counted(waiting, facts.depth)} waiting" if waiting else ""


def _row(facts: Facts) -> str:
    """The failures in a row, and what the last one was."""
    watched = facts.watched
    last = watched.last_failure
    what = f"was answered {last}" if last.isdigit() else _FAILURES.get(last, "failed")
    if watched.failures <= 1:
        return f"the last attempt {what}"
    return f"{watched.failures:,} failures in a row, the last {what}"


def _next(facts: Facts, now: int) -> str:
    waiting = _waiting(facts, "; ")
    if not waiting or facts.next_at is None:
        return waiting
    if facts.next_at <= now:
        return f"{waiting}, next attempt now"
    return f"{waiting}, next attempt in {span_in_words(facts.next_at - now)}"


def _since(facts: Facts, now: int) -> str:
    return _when(facts.watched.failing_since or now, now)


def _span(moment: int | None, now: int) -> str:
    return span_in_words(now - (now if moment is None else moment))


def _when(moment: int, now: int) -> str:
    """``09:12 UTC``, with the day before it where that is not today."""
    date, _, time = iso(moment)[:16].partition("T")
    return f"{time} UTC" if date == iso(now)[:10] else f"{date} {time} UTC"
