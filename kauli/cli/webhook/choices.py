"""The settings of an endpoint as options, and what is typed for them."""

from collections.abc import Sequence
from typing import Annotated

import typer

from kauli.kit.clock import HOUR, SECOND
from kauli.kit.errors import Invalid
from kauli.kit.spans import parse_span
from kauli.services.endpoints import CLEAR, Clear

__all__ = [
    "Concurrency",
    "Headers",
    "Name",
    "RateLimit",
    "Schedule",
    "Shape",
    "Timeout",
    "Token",
    "Triggers",
    "headers_of",
    "hours_of",
    "mistyped",
    "pauses_of",
    "seconds_of",
    "whole_of",
]

_USUAL = ("usual", "none")
"""Either word sets a setting back, so that nobody has to remember which belongs to which."""

_DIGITS = 12

Name = Annotated[str | None, typer.Option(help="What to call it.")]

Triggers = Annotated[
    list[str] | None,
    typer.Option(
        "--trigger",
        metavar="NAME",
        help="An intent (at the end of its flow) or a state (when it is entered). "
        "Give it several times for several; together they replace the old ones.",
    ),
]

Token = Annotated[str | None, typer.Option(help="Sent along as Authorization; '' for none.")]

Headers = Annotated[
    list[str] | None,
    typer.Option(
        "--header",
        metavar="NAME=VALUE",
        help="Sent along too. Give it several times for several; NAME= takes one away, '' all.",
    ),
]

Shape = Annotated[
    str | None,
    typer.Option(metavar="SHAPE", help="Of the body: flat, or envelope with what it is about."),
]

Schedule = Annotated[
    str | None,
    typer.Option(
        metavar="PAUSES", help='The pauses between attempts, such as "5s,5m,30m,2h"; or usual.'
    ),
]

Timeout = Annotated[
    str | None,
    typer.Option(metavar="SECONDS", help="For one attempt, 1 to 60; or usual."),
]

RateLimit = Annotated[
    str | None,
    typer.Option(metavar="NUMBER", help="Attempts a minute, at most; or none."),
]

Concurrency = Annotated[
    str | None,
    typer.Option(metavar="NUMBER", help="Attempts at once, at most; or none."),
]


def headers_of(typed: Sequence[str] | None, known: Sequence[str]) -> dict[str, str | None] | None:
    """What ``--header`` changes.

    Args:
        typed: once for each time it was given.
        known: the names of the headers that are there.
    """
    if typed is None:
        return None
    changes: dict[str, str | None] = {}
    for one in typed:
        name, equals, value = one.partition("=")
        if not one:
            changes |= dict.fromkeys(known)
        elif not equals:
            raise mistyped("--header", f"{one!r} is not NAME=VALUE")
        else:
            changes[name.strip().lower()] = value or None
    return changes


def pauses_of(typed: str | None) -> list[float] | Clear | None:
    """What ``--schedule`` sets: seconds."""
    if typed is None or _usual(typed):
        return None if typed is None else CLEAR
    return [_seconds("--schedule", one) for one in typed.split(",") if one.strip()]


def seconds_of(typed: str | None) -> float | Clear | None:
    """What ``--timeout`` sets."""
    if typed is None or _usual(typed):
        return None if typed is None else CLEAR
    return _seconds("--timeout", typed)


def whole_of(option: str, typed: str | None) -> int | Clear | None:
    """What an option sets that takes a whole number."""
    if typed is None or _usual(typed):
        return None if typed is None else CLEAR
    digits = typed.strip().replace(",", "")
    if not (digits.isascii() and digits.isdecimal()):
        raise mistyped(option, f"{typed!r} is no whole number; none lifts the limit")
    return int(digits[:_DIGITS])


def hours_of(option: str, typed: str) -> float:
    """A span of time in hours, such as ``24h`` or ``2d``."""
    return _seconds(option, typed) * SECOND / HOUR


def mistyped(option: str, why: str) -> typer.BadParameter:
    """The error for what was typed wrongly behind an option."""
    return typer.BadParameter(f"{why}.", param_hint=option)


def _usual(typed: str) -> bool:
    return typed.strip().lower() in _USUAL


def _seconds(option: str, typed: str) -> float:
    """``30``, ``2.5``, ``30s``, ``5m``, ``2h`` or ``1d``."""
    try:
        return float(typed)
    except ValueError:
        pass
    try:
        return parse_span(typed) / SECOND
    except Invalid as error:
        raise mistyped(option, error.message.rstrip(".")) from None
