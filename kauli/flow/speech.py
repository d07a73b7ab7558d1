"""From a script to replies, with the memory and the middleware's answers in their places."""

from collections.abc import Mapping
from typing import NamedTuple

from kauli.flow.events import CallFailed, Event, LimitReached
from kauli.flow.limits import Limits
from kauli.flow.middleware import offered_buttons, read_answer
from kauli.flow.replies import Button, Reply
from kauli.flow.rules import Rules
from kauli.flow.script import Script
from kauli.flow.templates import Fill, called

__all__ = ["Said", "calls_of", "perform", "perform_answered"]


class Said(NamedTuple):
    """What came of a script.

    Attributes:
        replies: what to say.
        offered: the buttons that the middleware put there.
        events: what happened on the way.
    """

    replies: tuple[Reply, ...]
    offered: tuple[Button, ...] = ()
    events: tuple[Event, ...] = ()


def calls_of(script: Script, rules: Rules) -> tuple[str, ...]:
    """The middleware variables that the script needs, each once."""
    if script.fixed is not None or not rules.variables:
        return ()
    return called(script.texts(), rules.variables)


def perform(script: Script, memory: Mapping[str, str], limits: Limits) -> Said:
    """Say a script that needs no middleware."""
    if script.fixed is not None:
        return Said(script.fixed)
    fill = Fill(memory, limits.reply_chars)
    return Said(script.perform(fill), events=_cut(fill))


def perform_answered(
    script: Script,
    memory: Mapping[str, str],
    limits: Limits,
    raw_answers: Mapping[str, object],
) -> Said:
    """Say a script with what the middleware answered, by variable."""
    answers = {name: read_answer(raw) for name, raw in raw_answers.items()}
    payloads = tuple([payload for answer in answers.values() for payload in answer.payloads])
    media = script.media + tuple([m for answer in answers.values() for m in answer.media])
    fill = Fill(memory, limits.reply_chars, {name: a.text for name, a in answers.items()})
    if payloads:
        replies = (*payloads, *Script((), media=media).perform(fill))
    else:
        replies = Script(script.lines, script.offers, media).perform(fill)
    failures = [CallFailed(name, a.failure) for name, a in answers.items() if a.failure]
    return Said(replies, offered_buttons(payloads, limits.offered), (*failures, *_cut(fill)))


def _cut(fill: Fill) -> tuple[Event, ...]:
    return (LimitReached("reply_chars"),) if fill.cut else ()
