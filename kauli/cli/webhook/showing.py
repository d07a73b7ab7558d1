"""An endpoint on the screen."""

from kauli.cli.screen import moment, note, say, show_fields
from kauli.delivery.signing import PUBLIC
from kauli.kit.clock import SECOND
from kauli.kit.spans import span_in_words
from kauli.services.endpoints import EndpointView

__all__ = ["show_endpoint", "show_secret", "state_in_a_word"]

_WHY = {
    "gone": "its receiver answered 410 Gone",
    "failing": "nothing arrived there for days",
}


def show_endpoint(bot: str, endpoint: EndpointView) -> None:
    """An endpoint's settings; those that are as usual are left out."""
    show_fields(
        [
            ("bot", f"{bot}, bot {endpoint.bot_id}"),
            ("endpoint", f"{endpoint.name}, {endpoint.id}"),
            ("url", endpoint.url or "none"),
            ("triggers", ", ".join(endpoint.triggers) or "none"),
            ("token", "set" if endpoint.has_token else "none"),
            ("headers", ", ".join(endpoint.header_names)),
            ("shape", endpoint.shape if endpoint.shape != "flat" else ""),
            ("schedule", _schedule(endpoint.schedule)),
            ("timeout", "" if endpoint.timeout is None else f"{endpoint.timeout:g} s"),
            ("rate limit", _limit(endpoint.rate_limit, "attempts a minute")),
            ("concurrency", _limit(endpoint.concurrency, "attempts at once")),
            ("state", _state(endpoint)),
        ]
    )


def show_secret(seen: str) -> None:
    """What a receiver verifies with, alone on the last line; a word on it on standard error."""
    if seen.startswith(PUBLIC):
        note("Its receiver verifies with this public key, which nobody can sign with:")
    else:
        note("Its receiver verifies with this secret; keep it, the API doesn't show it again:")
    say(seen, style="bold green")


def state_in_a_word(endpoint: EndpointView) -> str:
    """``on``, ``off``, or why Kauli switched it off: ``off: gone`` or ``off: failing``."""
    if endpoint.active and endpoint.off_at is not None:
        return f"off: {endpoint.off_reason}"
    return "on" if endpoint.active else "off"


def _state(endpoint: EndpointView) -> str:
    if endpoint.off_at is None or not endpoint.active:
        return "on" if endpoint.active else "off"
    why = _WHY.get(endpoint.off_reason, endpoint.off_reason)
    return (
        f"switched off by Kauli at {moment(endpoint.off_at)}, since {why}; "
        "what it misses is kept, and --on sends it"
    )


def _schedule(pauses: list[float] | None) -> str:
    if pauses is None:
        return ""
    return ", ".join(_pause(one) for one in pauses) or "a single attempt"


def _pause(seconds: float) -> str:
    return span_in_words(int(seconds * SECOND)) if seconds == int(seconds) else f"{seconds:g} s"


def _limit(number: int | None, of_what: str) -> str:
    return "" if number is None else f"{number:,} {of_what}"
