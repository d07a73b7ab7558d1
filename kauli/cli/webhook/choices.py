"""The settings of an endpoint as options, and what is typed for them."""

from collections.abc import Sequence
from typing import Annotated

import typer

from kauli.kit.clock import HOUR, SECOND
from kauli.kit.errors import Invalid
from kauli.kit.spans import parse_span
from kauli.services.endpoints import CLEAR, EndpointChanges

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
    "pauses_of",
    "seconds_of",
    "whole_of",
]

_USUAL = ("usual", "none")
"""Either word sets a setting back, so that nobody has to remember which belongs to which."""

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
            raise _mistyped("--header", f"{one!r} is not NAME=VALUE")
        else:
            changes[name.strip().lower()] = value or None
    return changes


def pauses_of(typed: str | None) -> EndpointChanges | None:
    """Placeholder."""
