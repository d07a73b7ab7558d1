"""``kauli bot test``: does a bot answer as its author wrote it down?"""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from kauli.cli.bot.files import read_text
from kauli.cli.local import Home, at_home
from kauli.cli.options import BotName, DataDir
from kauli.cli.screen import note, out, say
from kauli.flow import Limits
from kauli.kit.errors import Invalid
from kauli.services.trying import Definition, RunView, TestResult, read_tests, write_tests

__all__ = ["run_tests"]

_PAGE = "docs/conversation-tests.md"


def run_tests(
    bot: BotName,
    *,
    live: Annotated[
        bool, typer.Option("--live", help="Test the published version instead of the draft.")
    ] = False,
    file: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Run the tests in this file instead of the bot's own."),
    ] = None,
    save: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="FILE",
            help="Keep the tests in this file with the bot; those of a name it has are replaced.",
        ),
    ] = None,
    export: Annotated[
        bool, typer.Option("--export", help="Print the bot's tests as YAML, and run nothing.")
    ] = False,
    data_dir: DataDir = None,
) -> None:
    """Check that a bot answers as its conversation tests expect it.

    Nothing is written or sent, and no middleware is called. The exit code is 1 when a test fails.
    """
    if sum(map(bool, (file, save, export))) > 1:
        raise Invalid("One at a time: --file, --save or --export.", code="file_or_save")
    if save:
        _save(bot, save, data_dir)
    elif export:
        _export(bot, data_dir)
    else:
        _run(bot, file, live=live, data_dir=data_dir)


def _run(bot: str, files: Sequence[Path] | None, *, live: bool, data_dir: Path | None) -> None:
    on = "live" if live else "draft"

    async def go(home: Home) -> RunView:
        bot_id, trying = await home.bot_id(bot), home.services.trying
        if not files:
            return await trying.run(home.principal, bot_id, on=on)
        given = _tests_in(files)
        return await trying.run_these(home.principal, bot_id, on=on, definitions=given)

    done = at_home(data_dir, go)
    if not done.results:
        note(
            f"{bot} has no conversation tests yet. Save a conversation as one in the dashboard, or "
            f"write some in a file and run them with --file ({_PAGE} shows how)."
        )
        return
    for result in done.results:
        _show(result)
    say(f"{bot}, {'published version' if live else 'draft'}: {_counted(done)}.")
    if done.failed:
        raise typer.Exit(1)


def _save(bot: str, files: Sequence[Path], data_dir: Path | None) -> None:
    given = _tests_in(files)

    async def go(home: Home) -> tuple[int, int]:
        return await home.services.trying.save(home.principal, await home.bot_id(bot), given)

    added, changed = at_home(data_dir, go)
    say(f"{bot}: {added} added, {changed} replaced.")


def _export(bot: str, data_dir: Path | None) -> None:
    async def go(home: Home) -> list[Definition]:
        found = await home.services.trying.tests(home.principal, await home.bot_id(bot))
        return [one.definition for one in found]

    found = at_home(data_dir, go)
    if found:
        out.file.write(write_tests(found))
    else:
        note(f"{bot} has no conversation tests yet; {_PAGE} shows how to write some.")


def _tests_in(files: Sequence[Path]) -> list[Definition]:
    found: list[Definition] = []
    for path in files:
        try:
            found += read_tests(read_text(path), Limits())
        except Invalid as error:
            if error.code in ("not_text", "file_not_found"):
                raise
            raise Invalid(f"{path}: {error.message}", code=error.code) from error
    return found


def _show(result: TestResult) -> None:
    if result.passed:
        say(f"passed  {result.name}", style="green")
        return
    say(f"FAILED  {result.name}", style="bold red")
    if result.problem:
        say(f"        {result.problem}")
    for step in result.steps:
        for one in step.differences:
            say(f"        {one.message}")


def _counted(done: RunView) -> str:
    many = f"{done.passed} passed"
    return f"{many}, {done.failed} failed" if done.failed else f"{many}, none failed"
