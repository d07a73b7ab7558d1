"""docs/cli.md tells of every command and option, and what it shows works."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.core import TyperArgument, TyperGroup
from typer.main import get_command

from kauli.cli import app
from kauli.cli.root import COMMANDS, load

CHECKOUT = Path(__file__).parents[2]
PAGE = (CHECKOUT / "docs/cli.md").read_text()
PAGES = [CHECKOUT / "README.md", *CHECKOUT.glob("docs/**/*.md"), *CHECKOUT.glob("examples/*/*.md")]

STAYING = ("demo", "listen", "serve", "worker")
"""What does not end by itself is tested elsewhere."""

RECEIVER = "http://127.0.0.1:5000/new-order"
"""Where the page's receiver is; the test has one elsewhere."""


def commands() -> Iterator[tuple[str, Any]]:
    """Every command with its full name."""
    yield "kauli", get_command(app)
    for entry in COMMANDS:
        command = load(entry)
        yield f"kauli {entry.name}", command
        if isinstance(command, TyperGroup):
            for name, child in command.commands.items():
                yield f"kauli {entry.name} {name}", child


ALL = dict(commands())


def section(name: str) -> str:
    """What the page says under a command's heading, up to the next heading."""
    found = re.search(rf"^#+ {re.escape(name)}$(.*?)(?=^#+ |\Z)", PAGE, re.DOTALL | re.MULTILINE)
    assert found, f"docs/cli.md has no section {name}"
    return found[1]


def shown(text: str) -> list[list[str]]:
    """The commands in a page's code blocks, as argument lists behind ``kauli``."""
    blocks = re.findall(r"```(?:console|sh|bash)\n(.*?)```", text, re.DOTALL)
    lines = [line.removeprefix("$ ") for block in blocks for line in block.splitlines()]
    pattern = re.compile(r"(?:\w+=\S+ )*(?:\S*/)?kauli ([^|>#]+)")
    return [shlex.split(found[1]) for line in lines if (found := pattern.match(line))]


@pytest.mark.parametrize("name", ALL)
def test_every_command_and_option_is_on_the_page(name: str) -> None:
    text = section(name)
    for parameter in ALL[name].params:
        if isinstance(parameter, TyperArgument):
            assert f"`{parameter.metavar or parameter.name.upper()}`" in text
        elif parameter.name != "help":
            for option in (*parameter.opts, *parameter.secondary_opts):
                assert f"`{option}`" in text, f"{name} {option}"


@pytest.mark.parametrize("name", ALL)
def test_no_option_on_the_page_is_made_up(name: str) -> None:
    documented = re.findall(r"^\| (`.*?`) \|", section(name), re.MULTILINE)
    known = {option for one in ALL[name].params for option in (*one.opts, *one.secondary_opts)}
    known |= {"--help", "-h"}
    for option in re.findall(r"`(-[^`]+)`", " ".join(documented)):
        assert option in known


@pytest.mark.parametrize("name", [name for name in ALL if " " in name])
def test_every_command_explains_itself_with_an_example(name: str) -> None:
    assert ALL[name].help
    assert ALL[name].examples
    for line in ALL[name].examples.splitlines():
        assert "kauli" in line


def acts(name: str) -> bool:
    """Whether it is a command, and not just a group of commands."""
    return not isinstance(ALL[name], TyperGroup) or ALL[name].invoke_without_command


@pytest.mark.parametrize("name", [name for name in ALL if acts(name)])
def test_every_command_is_shown_at_work(name: str) -> None:
    assert f"```console\n$ {name}" in section(name)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(CHECKOUT)))
def test_every_command_that_any_page_shows_is_typed_right(page: Path) -> None:
    root = get_command(app)
    for args in shown(page.read_text()):
        try:
            context = root.make_context("kauli", list(args))
            while isinstance(context.command, TyperGroup) and context._protected_args:
                rest = [*context._protected_args, *context.args]
                name, command, rest = context.command.resolve_command(context, rest)
                context = command.make_context(name, rest, parent=context)
        except typer.Exit:
            continue


@pytest.mark.usefixtures("hasty_doctor")
def test_what_the_page_shows_works_from_top_to_bottom(
    kauli, desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(CHECKOUT / "examples")
    done = set()
    for args in shown(PAGE):
        if args[0] in STAYING or "--watch" in args or ("--url" in args and args[0] == "chat"):
            continue
        if args[:2] in (["webhook", "test"], ["webhook", "doctor"]):
            desk.secret = kauli.ok("webhook", "secret", "PizzaBot").last_line
        filled = [_placeholder(kauli, arg).replace(RECEIVER, desk.url) for arg in args]
        outcome = kauli(*filled, stdin=_input(args))
        assert outcome.code == 0, f"kauli {shlex.join(args)}: {outcome.err}"
        done.add(" ".join(args[:2]))
    assert len(done) > 15


def _placeholder(kauli, arg: str) -> str:
    if arg == "DELIVERY_ID":
        return kauli.ok("deliveries").rows[0]["id"]
    if arg == "$SECRET":
        return kauli.ok("webhook", "secret", "PizzaBot").last_line
    if arg == "KEY_ID":
        return kauli.ok("key", "list").rows[0]["id"]
    return arg


def _input(args: list[str]) -> str:
    if args[0] == "chat":
        return "I need a pizza\n2\ncheese\nUhuru Street 12\n0712345678\n1\n"
    return "korosho-na-chai\n" * 2
