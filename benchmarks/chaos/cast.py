"""Who receives: twenty endpoints of ten bots, each bot's pair of different manners."""

from dataclasses import dataclass

from benchmarks.chaos.manners import DEAD, FAILING, FLAPPING, HANGING, HEALTHY, SLOW, THROTTLING

__all__ = ["BOTS", "CAST", "PER_BOT", "Part"]

PER_BOT = 2
"""Endpoints of a bot: each turn is delivered to both."""

_FIRST = (HEALTHY,) * 8 + (FAILING, THROTTLING)
_SECOND = (DEAD, HANGING, SLOW, FLAPPING, SLOW, FAILING, DEAD, THROTTLING, FLAPPING, SLOW)
"""What the two endpoints of each bot are like; the sick stand beside the healthy."""

BOTS = len(_FIRST)


@dataclass(frozen=True, slots=True)
class Part:
    """An endpoint.

    Attributes:
        number: from 0.
        bot: the number of its bot, from 0.
        manner: how it receives once it is sick; one of ``manners.MANNERS``.
    """

    number: int
    bot: int
    manner: str


CAST = tuple(
    Part(number, bot, manner)
    for number, (bot, manner) in enumerate(
        (bot, manner)
        for bot, manners in enumerate(zip(_FIRST, _SECOND, strict=True))
        for manner in manners
    )
)
"""Every endpoint, those of one bot side by side."""
