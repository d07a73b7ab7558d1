"""``kauli bot evaluate``."""

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from kauli.cli.bot.evaluating.labelled import read_labelled
from kauli.cli.bot.evaluating.plot import plot
from kauli.cli.bot.evaluating.screens import show_evaluation
from kauli.cli.bot.files import write_text
from kauli.cli.local import Home, at_home
from kauli.cli.options import BotName, DataDir
from kauli.cli.screen import err, note, say
from kauli.nlu import Evaluation
from kauli.services.bots import BotView

__all__ = ["evaluate"]


def evaluate(
    bot: BotName,
    *,
    data: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            show_default=False,
            help="Judge by these messages, JSON Lines or CSV with text and intent, instead of by "
            "the bot's own examples.",
        ),
    ] = None,
    plot_file: Annotated[
        Path | None,
        typer.Option(
            "--plot", metavar="FILE", show_default=False, help="Draw the thresholds to an SVG file."
        ),
    ] = None,
    data_dir: DataDir = None,
) -> None:
    """Judge how well a bot tells its intents apart, and when it knows that it doesn't know.

    Its own examples are judged by cross-validation: each by a recogniser that has not seen it.
    What stands in for the unknown are the phrases of intents that were held back, and everyday
    sentences.
    """
    messages = read_labelled(data) if data is not None else None

    async def judge(home: Home) -> tuple[BotView, Evaluation]:
        bot_id = await home.bot_id(bot)
        found = await home.services.bots.get(home.principal, bot_id)
        with Progress(console=err, transient=True, disable=not err.is_terminal) as bar:
            task = bar.add_task(f"Judging {found.name}", total=None)
            evaluation = await home.services.learning.evaluate(
                home.principal,
                bot_id,
                messages,
                lambda done, total: bar.update(task, completed=done, total=total),
            )
        return found, evaluation

    found, evaluation = at_home(data_dir, judge)
    if not evaluation.pairs:
        say(f"{found.name} has no intent with two examples, so there is nothing to judge by.")
        return
    judged = sum(pair.count for pair in evaluation.pairs)
    judged_by = f"{judged} {'messages of ' + str(data) if data else 'of its own examples'}"
    show_evaluation(found, evaluation, judged_by)
    if plot_file is not None:
        title = f"{found.name}: what each threshold does"
        now, best = found.confidence_threshold, evaluation.threshold
        write_text(plot_file, plot(evaluation.thresholds, title=title, threshold=now, best=best))
        note(f"Drew {plot_file}.")
