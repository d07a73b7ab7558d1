"""``kauli deliveries prune``: delete what ended long ago."""

from typing import Annotated

import typer

from kauli.cli.deliveries.many import some
from kauli.cli.deliveries.progress import progress
from kauli.cli.deliveries.resending import YesOption
from kauli.cli.local import Home, at_home
from kauli.cli.options import DataDir
from kauli.cli.screen import say
from kauli.kit.spans import parse_span, span_in_words

__all__ = ["prune"]


def prune(
    older_than: Annotated[
        str,
        typer.Option(metavar="SPAN", show_default=False, help="Such as 30d, 12h or 4w."),
    ],
    *,
    yes: YesOption = False,
    data_dir: DataDir = None,
) -> None:
    """Delete deliveries that ended longer ago than that, with their attempts.

    How many there were is kept, and so are the conversations; what has not ended is never deleted.
    The workers do the same by themselves: see KAULI_KEEP_DELIVERIES_DAYS.
    """
    span = parse_span(older_than)

    async def count(home: Home) -> int:
        return await home.services.deliveries.count_aged(home.principal, span)

    total = at_home(data_dir, count)
    ago = span_in_words(span)
    if not total:
        say(f"Nothing ended longer than {ago} ago.")
        return
    if not yes:
        question = f"Delete {some(total)} that ended longer than {ago} ago, for good?"
        typer.confirm(question, abort=True, err=True)

    async def delete(home: Home) -> int:
        deleted = 0
        with progress("Deleting", total) as advance:
            async for number in home.services.deliveries.prune(home.principal, span):
                deleted += number
                advance(number)
        return deleted

    say(f"Deleted {some(at_home(data_dir, delete))}.")
