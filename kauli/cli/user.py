"""``kauli user``: the people who sign in."""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from kauli.cli.helpful import HELP_OPTIONS, Command, Group, examples
from kauli.cli.local import Home, at_home
from kauli.cli.options import DataDir
from kauli.cli.screen import note as hint
from kauli.cli.screen import say, show_table
from kauli.storage.queries.accounts import User
from kauli.storage.queries.members import Person

__all__ = ["app"]

app = typer.Typer(
    cls=Group,
    add_completion=False,
    no_args_is_help=True,
    context_settings=HELP_OPTIONS,
    epilog=examples(
        ("kauli user create amina", "make a person; asks for the password"),
        ("kauli user invite --role editor", "print a link by which one person joins"),
        ("kauli user password amina", "give somebody another password"),
        ("kauli user list", "see who there is"),
    ),
)

PasswordStdin = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from standard input.")
]

_ROLES = "owner, admin, editor or viewer."


@app.callback()
def user() -> None:
    """Make, invite and list the people who sign in with a name and a password."""


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
    role: Annotated[str, typer.Option(help=_ROLES)] = "editor",
    new_workspace: Annotated[
        bool,
        typer.Option("--new-workspace", help="Give them a workspace of their own, as its owner."),
    ] = False,
    password_stdin: PasswordStdin = False,
    data_dir: DataDir = None,
) -> None:
    """Make a person who can sign in to this installation."""
    password = _password(from_stdin=password_stdin)

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


@app.command(
    "invite",
    cls=Command,
    epilog=examples(
        ("kauli user invite", "a link for an editor"),
        ("kauli user invite --role viewer --note 'Juma, from the shop'", "so that you know whose"),
        ("kauli user invite --url https://bots.example", "where people reach the server"),
    ),
)
def invite(
    *,
    role: Annotated[str, typer.Option(help=_ROLES)] = "editor",
    note: Annotated[str, typer.Option(help="Whom it is for.")] = "",
    url: Annotated[
        str,
        typer.Option(
            metavar="URL",
            show_default=False,
            help="Where people reach the server. Without it http://HOST:PORT of the settings.",
        ),
    ] = "",
    data_dir: DataDir = None,
) -> None:
    """Print a link by which one person can join your workspace; it holds for seven days.

    The link is the last line printed, and is never shown again.
    """

    async def make(home: Home) -> str:
        _, token = await home.services.members.invite(home.principal, role, note)
        settings = home.settings
        base = url.rstrip("/") or f"http://{settings.host}:{settings.port}"
        return f"{base}/invitation/{token}"

    link = at_home(data_dir, make)
    hint("Whoever opens it first joins; it holds for seven days.")
    say(link, style="bold green")


@app.command(
    "password",
    cls=Command,
    epilog=examples(
        ("kauli user password amina", "asks for the new password"),
        ("kauli user password owner --password-stdin < secret.txt", "in a script"),
    ),
)
def password(
    username: Annotated[str, typer.Argument(show_default=False, help="The name to sign in with.")],
    *,
    password_stdin: PasswordStdin = False,
    data_dir: DataDir = None,
) -> None:
    """Give somebody another password, and sign them out everywhere; their keys go on."""
    new = _password(from_stdin=password_stdin)

    async def change(home: Home) -> None:
        await home.services.sessions.reset_password(username, new)

    at_home(data_dir, change)
    say(f"Changed the password of {username}, who is signed out everywhere.")


@app.command("list", cls=Command, epilog=examples(("kauli user list", "everybody, by workspace")))
def list_(data_dir: DataDir = None) -> None:
    """List the people of all workspaces, with their roles."""

    async def find(home: Home) -> Sequence[Person]:
        return await home.services.members.everybody()

    show_table(
        ("user name", "name", "role", "workspace", "password"),
        [
            (one.username, one.full_name, one.role, one.workspace, _state(one))
            for one in at_home(data_dir, find)
        ],
        spare=("name", "password"),
    )


def _state(person: Person) -> str:
    return "set" if person.has_password else "none yet"


def _password(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    asked: str = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return asked
