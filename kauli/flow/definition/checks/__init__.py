"""The checker: one file per group of findings, all of them listed here."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from kauli.flow.definition.checks.channels import CHANNELS, check_channels
from kauli.flow.definition.checks.intents import check_intents
from kauli.flow.definition.checks.links import check_links
from kauli.flow.definition.checks.places import check_places
from kauli.flow.definition.checks.subject import Subject
from kauli.flow.definition.checks.triggers import check_triggers
from kauli.flow.definition.checks.variables import check_variables
from kauli.flow.findings import Finding
from kauli.flow.model import Flow
from kauli.flow.rules import Rules

__all__ = ["CHECKS", "check"]

CHECKS: tuple[Callable[[Subject], Iterator[Finding]], ...] = (
    check_places,
    check_links,
    check_intents,
    check_triggers,
    check_variables,
    check_channels,
)
"""Every group of checks."""

_SEVERITIES = ("error", "warning", "hint")


def check(
    flow: Flow,
    rules: Rules,
    *,
    triggers: Iterable[str] = (),
    channels: Iterable[str] = tuple(CHANNELS),
) -> tuple[Finding, ...]:
    """List what is wrong or doubtful in a bot, errors first; it never refuses anything.

    Args:
        flow: the bot's compiled flow.
        rules: the bot's settings.
        triggers: the intents and states that trigger its webhooks.
        channels: the channels it is meant for (``whatsapp``, ``messenger``, ``telegram``);
            others are passed over.
    """
    subject = Subject(flow, rules, tuple(triggers), tuple(channels))
    every = (finding for group in CHECKS for finding in group(subject))
    found = islice(every, rules.limits.findings)
    return tuple(sorted(found, key=lambda finding: _SEVERITIES.index(finding.severity)))
