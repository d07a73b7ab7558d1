"""``kauli user``: the people who sign in."""

import sys
from typing import Annotated

import typer

from kauli.cli.helpful import HELP_OPTIONS, Command, Group, examples
from kauli.cli.local import Home, at_home
from kauli.cli.options import DataDir
from kauli.cli.screen import say
from kauli.storage.queries.accounts import User

__all__ = ["app"]

app = typer.Typer(
    cls=Group,
    add_completion=False,
    no_args_is_help=True,
    context_settings=HELP_OPTIONS,
    epilog=examples(("kauli user create amina", "make a person; asks for the password")),
)


@app.callback()
def user() -> None:
    """Make the people who sign in with a name and a password."""


@app.command(
    "create",
    cls=Command,
    epilog=examples(
        ("kauli user create amina", "asks for the password"),
        ("kauli user create juma --role viewer", "may look, not change"),
        ("kauli user create baraka --new-workspace", "with bots of their own"),
        ("kauli user create neema --password-stdin < secret.txt", "in a script"),
    ),
)
def create(
    username: Annotated[str, typer.Argument(show_default=False, help="The name to sign in with.")],
    *,
    full_name: Annotated[str, typer.Option(help="The name to show.")] = "",
    role: Annotated[str, typer.Option(help="owner, admin, editor or viewer.")] = "editor",
    new_workspace: Annotated[
        bool,
        typer.Option("--new-workspace", help="Give them a workspace of their own, as its owner."),
    ] = False,
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input.")
    ] = False,
    data_dir: DataDir = None,
) -> None:
    """Make a person who can sign in to this installation."""
    password = sys.stdin.readline().rstrip("\r\n") if password_stdin else _ask()

    async def make(home: Home) -> User:
        accounts = home.services.accounts
        if new_workspace:
            return await accounts.create_user(username, password, full_name=full_name)
        return await accounts.create_user(
            username, password, full_name=full_name, workspace=home.principal, role=role
        )

    made = at_home(data_dir, make)
    place = "a workspace of their own" if new_workspace else f"your workspace, as {role}"
    say(f"Made {made.username}, in {place}.")


def _ask() -> str:
    password: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return password
