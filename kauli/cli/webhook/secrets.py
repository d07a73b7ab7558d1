"""``kauli webhook secret`` and ``kauli webhook rotate``."""

from typing import Annotated

import typer

from kauli.cli.local import Home, at_home
from kauli.cli.options import BotName, DataDir
from kauli.cli.screen import moment, note, on_terminal, say
from kauli.cli.webhook.choices import hours_of
from kauli.cli.webhook.picking import EndpointOption, pick
from kauli.cli.webhook.showing import show_secret
from kauli.services.endpoints import EndpointView, Wish

__all__ = ["Ed25519", "Secret", "rotate", "secret", "wish_of"]

Ed25519 = Annotated[
    bool | None,
    typer.Option(
        "--ed25519/--symmetric",
        show_default=False,
        help="A key pair, of which the receiver has the half that can't sign; or a secret that "
        "both know.",
    ),
]

Secret = Annotated[
    str | None,
    typer.Option(metavar="SECRET", help="One of your own (whsec_… or whsk_…); - reads a line."),
]


def wish_of(given: str | None, *, ed25519: bool | None) -> Wish:
    """What the options say a secret should be."""
    kind = None if ed25519 is None else "ed25519" if ed25519 else "symmetric"
    return Wish(kind, typer.get_text_stream("stdin").readline() if given == "-" else given)


def secret(bot: BotName, endpoint: EndpointOption = None, data_dir: DataDir = None) -> None:
    """Print what the receiver of a bot's webhook verifies with, alone on the last line.

    It is the signing secret (Standard Webhooks), or of an ed25519 key the public half.
    """

    async def find(home: Home) -> str:
        bot_id = await home.bot_id(bot)
        found = await pick(home, bot_id, endpoint)
        return await home.services.endpoints.secret(home.principal, bot_id, found.id)

    say(at_home(data_dir, find))


def rotate(
    bot: BotName,
    *,
    endpoint: EndpointOption = None,
    ed25519: Ed25519 = None,
    secret: Secret = None,
    overlap: Annotated[
        str,
        typer.Option(
            metavar="SPAN", help="How long the old secret goes on signing beside it; to 7d."
        ),
    ] = "24h",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask back.")] = False,
    data_dir: DataDir = None,
) -> None:
    """Give an endpoint a new secret, which is the last line printed.

    Until the overlap is over, each delivery is signed with both, so the receiver can change
    whenever it suits it. With --overlap 0 the old one ends at once.
    """
    hours, wish = hours_of("--overlap", overlap), wish_of(secret, ed25519=ed25519)

    async def find(home: Home) -> EndpointView:
        return await pick(home, await home.bot_id(bot), endpoint)

    async def go(home: Home) -> tuple[EndpointView, str]:
        return await home.services.endpoints.rotate(
            home.principal, found.bot_id, found.id, wish, overlap_hours=hours
        )

    found = at_home(data_dir, find)
    if on_terminal() and not yes:
        end = f"goes on signing for {overlap}" if hours else "ends at once"
        typer.confirm(
            f"Give {found.name} ({found.url}) a new secret? The old one {end}.",
            abort=True,
            err=True,
        )
    done, seen = at_home(data_dir, go)
    for old in done.secrets[1:]:
        if old.expires_at is not None:
            note(f"{old.preview} goes on signing until {moment(old.expires_at)} (UTC).")
    show_secret(seen)
