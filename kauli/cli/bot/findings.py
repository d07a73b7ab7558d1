"""What the checker found, on the screen."""

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from kauli.cli.local import Home
from kauli.cli.screen import clean, err, on_terminal, out, say, show_line
from kauli.flow import Finding
from kauli.flow.findings import Severity
from kauli.services.bots import BotView

__all__ = ["broken_by", "has_errors", "show_findings", "summary", "warn_of"]

_STYLES = {"error": "bold red", "warning": "yellow", "hint": "cyan"}
_ORDER: tuple[Severity, ...] = ("error", "warning", "hint")


def show_findings(findings: Sequence[Finding]) -> None:
    """Every finding with its state, its severity and how to mend it; the worst first."""
    ordered = sorted(findings, key=lambda finding: _ORDER.index(finding.severity))
    if on_terminal():
        _table(ordered)
    else:
        for one in ordered:
            say(f"{one.severity}: {one.state or '-'}: {one.message} {one.mend} [{one.code}]")


def summary(findings: Iterable[Finding]) -> str:
    """``1 error, 2 warnings``, or that there is nothing to say."""
    counted = Counter(finding.severity for finding in findings)
    parts = [
        f"{counted[severity]} {severity}{'' if counted[severity] == 1 else 's'}"
        for severity in _ORDER
        if counted[severity]
    ]
    return ", ".join(parts) or "nothing found, it is fine"


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether the bot can't do what is written in it."""
    return any(finding.severity == "error" for finding in findings)


def warn_of(findings: Iterable[Finding]) -> None:
    """Say beside the answer what a change does to others, a line for each finding."""
    for one in findings:
        show_line(err, Text.assemble(("Warning: ", "bold yellow"), f"{one.message} {one.mend}"))


async def broken_by(home: Home, before: BotView) -> tuple[Finding, ...]:
    """What receivers could trip over in the version that was just published.

    Args:
        home: what the command works with.
        before: the bot as it was.
    """
    if before.live_version_id is None:
        return ()
    bots = home.services.bots
    return await bots.breaks(home.principal, before.id, since=before.live_version_id)


def _table(findings: Sequence[Finding]) -> None:
    if not findings:
        return
    table = Table("", "state", "what, and how to mend it", box=SIMPLE_HEAD, pad_edge=False)
    for one in findings:
        what = Text.assemble(clean(one.message), "\n", (clean(one.mend), "dim"))
        severity = Text(one.severity, style=_STYLES[one.severity])
        table.add_row(severity, Text(clean(one.state or "")), what)
    out.print(table)
