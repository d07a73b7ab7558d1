"""The checker, asked about a bot's draft with its settings."""

from collections.abc import Iterable, Sequence

from kauli.flow import (
    BotDocument,
    Finding,
    Flow,
    Limits,
    Middleware,
    Rules,
    check,
    compile_flow,
)
from kauli.services.bots.columns import USUAL_FALLBACK, USUAL_THRESHOLD
from kauli.services.bots.recognition import doubts_about
from kauli.services.bots.views import BotView

__all__ = ["findings_in", "findings_of", "worst_first"]

_SEVERITIES = ("error", "warning", "hint")


def findings_of(bot: BotView, limits: Limits) -> tuple[Finding, ...]:
    """What is wrong or doubtful, each with its state, a severity and how to mend it."""
    rules = Rules(
        threshold=bot.confidence_threshold,
        fallback=tuple(bot.fallback_message),
        variables=tuple(one["name"] for one in bot.middleware.get("variables", ())),
        limits=limits,
    )
    return _findings(compile_flow(bot.flows, bot.intents, limits), rules, bot.webhook_triggers)


def findings_in(document: BotDocument, limits: Limits) -> tuple[Finding, ...]:
    """``findings_of`` for a document, and what was odd about its files.

    Raises:
        Invalid: it is beyond a limit.
    """
    threshold, middleware = document.confidence_threshold, document.middleware or Middleware()
    rules = Rules(
        threshold=USUAL_THRESHOLD if threshold is None else threshold,
        fallback=document.fallback_message or USUAL_FALLBACK,
        variables=tuple(one.name for one in middleware.variables),
        limits=limits,
    )
    flow = compile_flow(document.flows, document.intents, limits)
    triggers = document.webhook_trigger_intents or ()
    return (*document.remarks, *_findings(flow, rules, triggers))


def _findings(flow: Flow, rules: Rules, triggers: Sequence[str]) -> tuple[Finding, ...]:
    found = check(flow, rules, triggers=triggers)
    return (*found, *doubts_about(flow.intents, rules.threshold))


def worst_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The errors, then the warnings, then the hints."""
    return tuple(sorted(findings, key=lambda finding: _SEVERITIES.index(finding.severity)))
