"""Doing something to many deliveries: count them, ask, do it, with a bar."""

from collections.abc import Awaitable
from pathlib import Path
from typing import Protocol

import typer

from kauli.cli.deliveries.filters import Filters
from kauli.cli.deliveries.progress import progress
from kauli.cli.local import Home, at_home
from kauli.services import Principal
from kauli.services.deliveries import Deliveries, Done, Wanted

__all__ = ["Doing", "do_to_many", "some"]

_STEP = 1_000


class Doing(Protocol):
    """What is done to them: a method of ``Deliveries``."""

    def __call__(
        self,
        deliveries: Deliveries,
        principal: Principal,
        wanted: Wanted,
        /,
        *,
        cursor: str | None = None,
        limit: int | None = None,
        dry_run: bool = False,
    ) -> Awaitable[Done]:
        """Do it to some, or count them."""
        ...


def do_to_many(
    data_dir: Path | None,
    filters: Filters,
    do: Doing,
    *,
    question: str,
    doing: str,
    yes: bool,
) -> int | None:
    """Do something to all that the filters name.

    Args:
        data_dir: where they are.
        filters: which.
        do: what.
        question: with ``{}`` for how many; asked unless ``yes``.
        doing: a word for what is going on, beside the bar.
        yes: don't ask.

    Returns:
        To how many it was done; ``None`` where there are none.
    """

    async def count(home: Home) -> tuple[Wanted, int]:
        wanted = await filters.wanted(home)
        found = await do(home.services.deliveries, home.principal, wanted, dry_run=True)
        return wanted, found.deliveries

    wanted, total = at_home(data_dir, count)
    if not total:
        return None
    if not yes:
        typer.confirm(question.format(some(total)), abort=True, err=True)

    async def go(home: Home) -> int:
        done, cursor = 0, None
        with progress(doing, total) as advance:
            while True:
                step = await do(
                    home.services.deliveries,
                    home.principal,
                    wanted,
                    cursor=cursor,
                    limit=_STEP,
                )
                done += step.deliveries
                advance(step.deliveries)
                cursor = step.next_cursor
                if cursor is None:
                    return done

    return at_home(data_dir, go)


def some(number: int) -> str:
    """``1 delivery`` or ``1,204 deliveries``."""
    return "1 delivery" if number == 1 else f"{number:,} deliveries"
