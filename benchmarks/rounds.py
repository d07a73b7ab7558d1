"""Rounds: what is compared is measured in turns, so that a change of weather hits both."""

from collections.abc import Callable
from typing import TypeVar

from benchmarks.numbers import median

__all__ = ["Pair", "alternating", "medians"]

T = TypeVar("T")

Pair = tuple[float, float]
"""Two figures of the same kind: what is measured, and what it is measured against."""


def alternating(
    rounds: int, first: Callable[[int], T], second: Callable[[int], T]
) -> tuple[list[T], list[T]]:
    """Measure two things in turns, the order changing each time.

    Args:
        rounds: how often.
        first: measures one of them; given the number of the round.
        second: measures the other.
    """
    ones, others = [], []
    for number in range(rounds):
        for one_first in (True, False) if number % 2 == 0 else (False, True):
            if one_first:
                ones.append(first(number))
            else:
                others.append(second(number))
    return ones, others


def medians(runs: tuple[list[T], list[T]], figure: Callable[[T], float]) -> Pair:
    """The median of a figure over the rounds, of each of two things."""
    first, second = runs
    return median([figure(run) for run in first]), median([figure(run) for run in second])
