"""``kauli key``: API keys."""

from typing import Annotated

import typer

from kauli.cli.helpful import HELP_OPTIONS, Command, Group, examples
from kauli.cli.local import Home, at_home
from kauli.cli.options import DataDir
from kauli.cli.screen import moment, note, on_terminal, say, show_table
from kauli.storage.queries.accounts import ApiKey

__all__ = ["app"]

app = typer.Typer(
    cls=Group,
    add_completion=False,
    no_args_is_help=True,
    context_settings=HELP_OPTIONS,
    epilog=examples(
        ("kauli key create --name laptop", "make a key"),
        ("kauli key list", "see all keys"),
        ("kauli key revoke key_01J9Z3V5Q8", "end one"),
    ),
)


@app.callback()
def key() -> None:
    """Make, list and revoke API keys.

    A key opens everything of a workspace, so give each program its own: then you can take it
    away from one without changing the others.
    """


@app.command(
    "create",
    cls=Command,
    epilog=examples(
        ("kauli key create --name laptop", "make a key"),
        ("KEY=$(kauli key create --name ci | tail -1)", "keep it in a variable"),
    ),
)
def create(
    name: Annotated[str, typer.Option(help="What the key is for, to tell it from the others.")],
    data_dir: DataDir = None,
) -> None:
    """Make an API key; it is the last line printed, and is never shown again.

    The owner of the installation is made along with the first key.
    """

    async def make(home: Home) -> str:
        _, token = await home.services.accounts.create_key(home.principal, name)
        return token

    token = at_home(data_dir, make)
    note("Keep it safe: Kauli stores only its fingerprint and can't show it again.")
    say(token, style="bold green")


@app.command("list", cls=Command, epilog=examples(("kauli key list", "every key, oldest first")))
def list_(data_dir: DataDir = None) -> None:
    """List the API keys, oldest first."""

    async def find(home: Home) -> list[ApiKey]:
        return await home.services.accounts.list_keys(home.principal)

    keys = at_home(data_dir, find)
    if not keys and on_terminal():
        say("No keys yet; `kauli key create --name NAME` makes one.")
        return
    show_table(
        ("id", "name", "key", "state", "made (UTC)"),
        [(key.id, key.name, key.preview, _state(key), moment(key.created_at)) for key in keys],
        spare=("made (UTC)", "key"),
    )


@app.command(
    "revoke",
    cls=Command,
    epilog=examples(("kauli key revoke key_01J9Z3V5Q8", "end it; `kauli key list` shows the ids")),
)
def revoke(
    key_id: Annotated[str, typer.Argument(metavar="ID", show_default=False, help="The key's id.")],
    data_dir: DataDir = None,
) -> None:
    """End an API key; a running server stops accepting it within seconds."""

    async def end(home: Home) -> None:
        await home.services.accounts.revoke_key(home.principal, key_id)

    at_home(data_dir, end)
    say(f"Revoked {key_id}.")


def _state(key: ApiKey) -> str:
    if key.revoked_at is not None:
        return f"revoked {moment(key.revoked_at)}"
    return f"until {moment(key.expires_at)}" if key.expires_at is not None else "active"
