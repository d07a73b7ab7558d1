"""The checker, asked about a bot's draft with its settings."""

from collections.abc import Iterable

from kauli.flow import Finding, Limits, Rules, check, compile_flow
from kauli.services.bots.recognition import doubts_about
from kauli.services.bots.views import BotView

__all__ = ["findings_of", "worst_first"]

_SEVERITIES = ("error", "warning", "hint")


def findings_of(bot: BotView, limits: Limits) -> tuple[Finding, ...]:
    """What is wrong or doubtful, each with its state, a severity and how to mend it."""
    rules = Rules(
        threshold=bot.confidence_threshold,
        fallback=tuple(bot.fallback_message),
        variables=tuple(one["name"] for one in bot.middleware.get("variables", ())),
        limits=limits,
    )
    flow = compile_flow(bot.flows, bot.intents, limits)
    found = check(flow, rules, triggers=bot.webhook_triggers)
    return (*found, *doubts_about(flow.intents, bot.confidence_threshold))


def worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The errors, then the warnings, then the hints."""
    return tuple(sorted(findings, key=lambda finding: _SEVERITIES.index(finding.severity)))
