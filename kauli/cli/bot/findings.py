"""What the checker found, on the screen."""

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.box import SIMPLE_HEAD
from rich.table import Table
from rich.text import Text

from kauli.cli.screen import clean, on_terminal, out, say
from kauli.flow import Finding
from kauli.flow.findings import Severity

__all__ = ["has_errors", "show_findings", "summary"]

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


def _table(findings: Sequence[Finding]) -> None:
    if not findings:
        return
    table = Table("", "state", "what, and how to mend it", box=SIMPLE_HEAD, pad_edge=False)
    for one in findings:
        what = Text.assemble(clean(one.message), "\n", (clean(one.mend), "dim"))
        severity = Text(one.severity, style=_STYLES[one.severity])
        table.add_row(severity, Text(clean(one.state or "")), what)
    out.print(table)
