"""What a listener shows: each delivery as it goes out, and the answer."""

from collections import Counter
from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import urlsplit

from rich.json import JSON
from rich.padding import Padding
from rich.text import Text

from kauli.cli.screen import clean, note, on_terminal, out, say, show_fields, show_line
from kauli.delivery.sender import Attempt
from kauli.kit.clock import HOUR, MINUTE, SECOND, Clock
from kauli.services.listening import Forward, Listener, Verdict

__all__ = ["Window", "path_of", "span"]

_TRIGGERS = {
    "wish": "",
    "webhook": " (as its webhook has them)",
    "intents": " (all its intents; its webhook has no triggers yet)",
}
_STYLES = {"delivered": "green", "failed": "yellow", "exhausted": "bold red"}
_COUNTS = {
    "delivered": ("delivered", "delivered"),
    "failed": ("failed attempt", "failed attempts"),
    "exhausted": ("given up", "given up"),
}
_INDENT = 10


class Window:
    """Prints what happens; times are this machine's.

    Args:
        path: what is posted to, for the lines.
        clock: tells the time.
        bodies: print bodies too.
    """

    def __init__(self, path: str, clock: Clock, *, bodies: bool) -> None:
        self._path = path
        self._clock = clock
        self._bodies = bodies

    def opened(self, listener: Listener, where: str, url: str, secret: str) -> None:
        """The head: what is listened to, and what the receiver needs."""
        say(f"Listening to {listener.bot_name}, bot {listener.bot_id}", style="bold")
        waiting = f"{listener.waiting} from before" if listener.waiting else ""
        triggers = ", ".join(listener.triggers) or "none: nothing will come"
        show_fields(
            [
                ("  from", where),
                ("  forwards to", url),
                ("  triggers", triggers + _TRIGGERS[listener.triggers_from]),
                ("  secret", secret),
                ("  name", listener.name),
                ("  waiting", waiting),
            ]
        )
        for name in listener.unknown_triggers:
            note(f"Nothing in the flow is called {name}, so it never comes.")
        say("Ctrl-C ends it.", style="dim")

    def posted(self, forward: Forward) -> None:
        """A delivery is on its way to the receiver."""
        self._line(
            ("→ ", "bold cyan"),
            (f"POST {self._path}", "bold"),
            f"  {forward.trigger}  ",
            (forward.delivery_id, "dim"),
        )
        if self._bodies:
            _show_body(forward.body)

    def answered(self, forward: Forward, attempt: Attempt, verdict: Verdict) -> None:
        """The receiver answered, or didn't, and it is written down what follows."""
        self._answer(forward, attempt, _STYLES.get(verdict.status, "yellow"))
        if verdict.status != "delivered":
            _indented(f"{verdict.sentence} {self._what_follows(verdict)}")

    def not_told(self, forward: Forward, attempt: Attempt, why: str) -> None:
        """The receiver answered, or didn't, but nobody wants to know any more."""
        self._answer(forward, attempt, "yellow")
        _indented(f"This is not written down: {why}")

    def away(self, why: str) -> None:
        """The line is broken."""
        self._line((f"{why} ", "yellow"), ("Trying again; nothing is lost.", "yellow"))

    def back(self) -> None:
        """The line is there again."""
        self._line(("Connected again.", "green"))

    def ended(self, came_to: Counter[str], microseconds: int, after: str) -> None:
        """The tail: what there was, and how it is left."""
        counts = [_counted(came_to[name], *what) for name, what in _COUNTS.items() if came_to[name]]
        say(f"Listened for {span(microseconds)}: {', '.join(counts) or 'nothing came'}.")
        say(after)

    def _answer(self, forward: Forward, attempt: Attempt, style: str) -> None:
        tries = f", attempt {forward.attempt}" if forward.attempt > 1 else ""
        self._line(
            ("← ", f"bold {style}"),
            (_status(attempt), style),
            f"  {attempt.duration_ms} ms{tries}  ",
            (forward.delivery_id, "dim"),
        )
        if self._bodies and attempt.body:
            _show_body(attempt.body)

    def _line(self, *parts: str | tuple[str, str]) -> None:
        show_line(out, Text.assemble((f"{_time_of(self._clock())}  ", "dim"), *parts))

    def _what_follows(self, verdict: Verdict) -> str:
        if verdict.due_at is None:
            return "It is not tried again by itself; it is kept."
        now = self._clock()
        until = max(verdict.due_at - now, 0)
        return f"It is tried again at {_time_of(verdict.due_at, now)} (in {span(until)})."


def span(microseconds: int) -> str:
    """A length of time in words, such as ``5 s`` or ``2 h 30 min``."""
    seconds = round(microseconds / SECOND)
    if seconds < 60:
        return f"{seconds} s"
    hours, rest = divmod(seconds, HOUR // SECOND)
    minutes, seconds = divmod(rest, MINUTE // SECOND)
    if hours:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return f"{minutes} min {seconds} s" if seconds and minutes < 10 else f"{minutes} min"


def path_of(url: str) -> str:
    """Path and query of a URL, as they stand in the first line of a request."""
    parts = urlsplit(url)
    return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"


def _counted(number: int, single: str, several: str) -> str:
    return f"{number} {single if number == 1 else several}"


def _status(attempt: Attempt) -> str:
    if attempt.status is None:
        return f"no answer ({attempt.outcome.code})"
    try:
        return f"{attempt.status} {HTTPStatus(attempt.status).phrase}"
    except ValueError:
        return str(attempt.status)


def _time_of(moment: int, now: int | None = None) -> str:
    """The time of day; with the date, where that is not today's."""
    local = datetime.fromtimestamp(moment / SECOND, UTC).astimezone()
    if now is not None:
        today = datetime.fromtimestamp(now / SECOND, UTC).astimezone().date()
        if local.date() != today:
            return f"{local:%H:%M:%S on %Y-%m-%d}"
    return f"{local:%H:%M:%S}"


def _indented(text: str) -> None:
    if on_terminal():
        out.print(Padding(Text(clean(text)), (0, 0, 0, _INDENT)))
    else:
        say(f"{'':{_INDENT}}{text}")


def _show_body(body: bytes) -> None:
    text = body.decode(errors="replace")
    if not on_terminal():
        for line in text.splitlines():
            say(f"{'':{_INDENT}}{line}")
        return
    try:
        shown: JSON | Text = JSON(text)
    except ValueError:
        shown = Text(clean(text), style="dim")
    out.print(Padding(shown, (0, 0, 0, _INDENT)))
